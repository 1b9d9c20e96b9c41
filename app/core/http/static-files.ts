import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { chooseEncoding, type Encoding, isCompressible } from './compress.ts'
import { dataPolicy, type SecurityHeaders } from './security-headers.ts'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pbf': 'application/x-protobuf',
  '.pmtiles': 'application/octet-stream',
}
const largestInMemory = 2 * 1024 * 1024

type File = {
  path: string
  size: number
  type: string
  etag: string
  lasting: boolean
  kept: Map<string, Buffer>
}

/** Files of the build, listed once: what is not in the list cannot be asked for, whatever the path says. */
export function createStaticFiles(folder: string, fixed: SecurityHeaders) {
  const files = listFiles(folder)
  return async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const file = files.get(path)
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    const headers: Record<string, string> = {
      ...fixed,
      // A worker runs under the policy of its own file.
      'Content-Security-Policy': path.endsWith('.js')
        ? "default-src 'none'; connect-src 'self'; script-src 'self'"
        : dataPolicy,
      'Content-Type': file.type,
      'Cache-Control': file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: file.etag,
    }
    if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304, headers).end()
      return true
    }
    if (file.size > largestInMemory) await sendPart(file, request, response, headers)
    else sendWhole(file, request, response, headers)
    return true
  }
}

function sendWhole(
  file: File,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string>,
) {
  const encoding = isCompressible(file.type)
    ? chooseEncoding(String(request.headers['accept-encoding'] ?? ''))
    : null
  const body = encode(file, encoding)
  if (encoding) headers['Content-Encoding'] = encoding
  if (isCompressible(file.type)) headers.Vary = 'Accept-Encoding'
  response.writeHead(200, { ...headers, 'Content-Length': String(body.length) })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function encode(file: File, encoding: Encoding | null) {
  const known = file.kept.get(encoding ?? 'plain')
  if (known) return known
  const plain = file.kept.get('plain') ?? readFileSync(file.path)
  const body =
    encoding === 'br'
      ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
      : encoding === 'gzip'
        ? gzipSync(plain, { level: 9 })
        : plain
  file.kept.set('plain', plain).set(encoding ?? 'plain', body)
  return body
}

/** A map file is read in ranges. */
async function sendPart(
  file: File,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string>,
) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const start = Number(from ?? 0)
  const end = Math.min(to ? Number(to) : file.size - 1, file.size - 1)
  headers['Accept-Ranges'] = 'bytes'
  if (start > end) {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${file.size}` }).end()
    return
  }
  if (from !== undefined) headers['Content-Range'] = `bytes ${start}-${end}/${file.size}`
  response.writeHead(from === undefined ? 200 : 206, {
    ...headers,
    'Content-Length': String(end - start + 1),
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(file.path, { start, end }), response).catch(() => {})
}

function listFiles(folder: string) {
  const files = new Map<string, File>()
  if (!existsSync(folder)) return files
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    const url = path.slice(folder.length).replaceAll('\\', '/')
    if (!entry.isFile() || url.startsWith('/.') || url.endsWith('.map')) continue
    const { size, mtimeMs } = statSync(path)
    const lasting = url.startsWith('/assets/')
    const etag = `"${createHash('sha256')
      .update(lasting ? url : `${url} ${size} ${mtimeMs}`)
      .digest('base64url')
      .slice(0, 22)}"`
    files.set(url, {
      path,
      size,
      type: types[extname(url)] ?? 'application/octet-stream',
      etag,
      lasting,
      kept: new Map(),
    })
  }
  return files
}
