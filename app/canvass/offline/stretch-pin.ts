import { argon2id } from 'hash-wasm'

/** Six digits are a million guesses; each of them costs this much. */
const cost = { iterations: 3, parallelism: 1, memorySize: 64 * 1024, hashLength: 32 }

export function stretchPin(pin: string, salt: Uint8Array): Promise<Uint8Array> {
  return argon2id({ ...cost, password: pin, salt, outputType: 'binary' })
}
