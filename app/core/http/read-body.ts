import type { IncomingMessage } from 'node:http'
import { AppError } from '#app/core/errors.ts'

/** Reads a whole body, and stops reading at the limit instead of believing Content-Length. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw new AppError(413, 'too_large')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > limitBytes) throw new AppError(413, 'too_large')
    parts.push(part)
  }
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, size)
}
