import { Agent, createServer, type RequestListener, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** One request over a kept connection; both sides of a ratio pay the same for it. */
export function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array } = {},
) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const length: Record<string, string> = body ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}
    const asked = request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

export async function serve(listenerAt: (port: number) => RequestListener) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  server.on('request', listenerAt(port))
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
