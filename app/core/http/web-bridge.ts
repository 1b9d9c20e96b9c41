import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { chooseEncoding, createCompressor, isCompressible } from './compress.ts'
import type { SecurityHeaders } from './security-headers.ts'

type Bounds = { origin: string; largestBody: number }

/** What React Router reads. The address is built on an origin we know, not on what the Host header claims. */
export function toWebRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  { origin, largestBody }: Bounds,
) {
  const ended = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) ended.abort()
  })
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one)
    else if (value !== undefined && !name.startsWith(':')) headers.set(name, value)
  }
  headers.set('host', new URL(origin).host)
  headers.delete('x-forwarded-host')
  const method = incoming.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(`${origin}${incoming.url}`), {
    method,
    headers,
    signal: ended.signal,
    ...(hasBody ? { body: limited(incoming, largestBody), duplex: 'half' } : {}),
  })
}

/** For a body that does not say its length first. */
function limited(incoming: IncomingMessage, most: number) {
  let size = 0
  const counted = new Transform({
    transform(part: Buffer, _, done) {
      size += part.length
      done(size > most ? new Error(`The body is larger than ${most} bytes`) : null, part)
    },
  })
  incoming.on('error', (error) => counted.destroy(error))
  return Readable.toWeb(incoming.pipe(counted)) as ReadableStream<Uint8Array>
}

export async function sendWebResponse(
  answer: Response,
  incoming: IncomingMessage,
  response: ServerResponse,
  fixed: SecurityHeaders,
) {
  const headers: Record<string, string | string[]> = {
    ...fixed,
    'Cache-Control': 'no-store',
    Vary: 'Cookie, Accept-Language, Accept-Encoding',
  }
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') headers[canonical(name)] = value
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) headers['Set-Cookie'] = cookies

  const bodiless = incoming.method === 'HEAD' || !answer.body
  const compress =
    isCompressible(answer.headers.get('content-type')) && !answer.headers.has('content-encoding')
  const encoding =
    compress && !bodiless ? chooseEncoding(String(incoming.headers['accept-encoding'] ?? '')) : null
  if (encoding) {
    headers['Content-Encoding'] = encoding
    delete headers['Content-Length']
  }
  response.writeHead(answer.status, headers)
  if (bodiless || !answer.body) {
    await answer.body?.cancel()
    response.end()
    return
  }
  const body = Readable.fromWeb(answer.body as WebStream)
  try {
    await (encoding ? pipeline(body, createCompressor(encoding), response) : pipeline(body, response))
  } catch (error) {
    // The reader went away in the middle: nobody is left to tell.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}

/** One spelling for each name, or a header of ours and one of the page would both be sent. */
function canonical(name: string) {
  return name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase())
}
