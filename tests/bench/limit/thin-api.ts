import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'

export type ThinRoute = (pool: pg.Pool, request: { url: string; body: string }) => Promise<string>

/**
 * The limit a ratio is taken against: one prepared statement on bare node:http, no session, no row policies, no
 * checks. Nothing that does more can be faster.
 */
export async function startThinApi(url: string, answer: ThinRoute) {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  pool.on('error', () => {})
  const server = createServer(async (request, response) => {
    try {
      const body = await answer(pool, { url: request.url ?? '/', body: await read(request) })
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
      })
      response.end(body)
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await pool.end()
    },
  }
}

async function read(request: IncomingMessage) {
  if (request.method === 'GET') return ''
  let body = ''
  for await (const part of request.setEncoding('utf8')) body += part
  return body
}
