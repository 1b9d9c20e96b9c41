import { gzipSync } from 'node:zlib'
import type { Answer, Call } from '#app/core/endpoint.ts'

/** The same answer, gzipped where the reader takes it and it is worth the while. */
export function packed(call: Call, answer: Answer): Answer {
  const body = answer.body ?? ''
  if (body.length < 1000 || !/\bgzip\b/.test(call.header('accept-encoding') ?? '')) return answer
  return {
    ...answer,
    body: gzipSync(body),
    headers: { ...answer.headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding, Cookie' },
  }
}
