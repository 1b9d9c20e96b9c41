export const opsPerRequest = 100
export const bytesPerRequest = 256 * 1024
