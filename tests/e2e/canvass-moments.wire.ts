import { createServer, request, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { freePort } from './fixtures/free-port.ts'
import { expect } from './fixtures/test.ts'

/** All that lies between the phones and the union's server, and can be cut: then the port refuses, and what was open is broken off. */
export type Wire = {
  url: string
  cut(): Promise<void>
  mend(): Promise<void>
  /** The next answer from this path is lost on its way: the server has done it, the phone hears nothing. */
  loseAnswerOf(path: string): void
}

export async function openWire(target: string): Promise<Wire> {
  const own = new URL(target)
  const open = new Set<Socket>()
  const port = await freePort()
  let lost: string | null = null
  let server: Server | null = null

  const pass: Parameters<typeof createServer>[1] = (asked, answer) => {
    // The server knows itself by its own port alone.
    const origin = asked.headers.origin === `http://localhost:${port}` ? own.origin : asked.headers.origin
    const headers = { ...asked.headers, host: own.host, ...(origin && { origin }) }
    const onward = request(
      { host: '127.0.0.1', port: own.port, method: asked.method, path: asked.url, headers },
      (reply) => {
        if (lost && asked.url?.startsWith(lost)) {
          lost = null
          reply.resume().on('end', () => answer.socket?.destroy())
          return
        }
        const location = reply.headers.location?.replace(own.origin, `http://localhost:${port}`)
        answer.writeHead(reply.statusCode ?? 502, { ...reply.headers, ...(location && { location }) })
        reply.pipe(answer)
      },
    )
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  }

  async function mend() {
    const next = createServer(pass)
    next.on('connection', (socket) => {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
    })
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject)
      next.listen(port, '127.0.0.1', resolve)
    })
    server = next
  }

  async function cut() {
    const last = server
    server = null
    const closed = new Promise<void>((resolve) => (last ? last.close(() => resolve()) : resolve()))
    for (const socket of open) socket.destroy()
    await closed
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  }

  await mend()
  return {
    url: `http://localhost:${port}`,
    cut,
    mend: async () => {
      if (!server) await mend()
    },
    loseAnswerOf: (path) => {
      lost = path
    },
  }
}
