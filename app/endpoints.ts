import type { Endpoint } from '#app/core/endpoint.ts'

/** Every machine endpoint, in the order they are tried. */
export const endpoints: Endpoint[] = []
