import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What a network does to a request. `off`: no network at all; `cut_up`, `cut_down`: broken after n bytes of the request, of the answer. */
export const faults = [
  'fair',
  'off',
  'slow',
  'drip',
  'reset',
  'half_close',
  'cut_up',
  'cut_down',
  'lost',
  'twice',
  'echo',
  'portal',
  'silent',
] as const
export type Fault = (typeof faults)[number]
export type Weather = { fault: Fault; n: number }

const html = '<html><title>Free wifi</title><body>Accept our terms to go on</body></html>'
const page = (status: string, type: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`

/** What stands between a phone and the server in hotels, trains and offices: none of it is an answer. */
const portals = [
  page('200 OK', 'text/html', html),
  page('200 OK', 'application/json', ''),
  page('200 OK', 'application/json', '{}'),
  page('200 OK', 'application/json', '{"deviceId":"'),
  page('200 OK', 'application/octet-stream', html),
  'HTTP/1.1 302 Found\r\nLocation: http://wifi.invalid/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  page('502 Bad Gateway', 'text/html', html),
  page('503 Service Unavailable', 'application/json', '{"error":"busy"}'),
  page('429 Too Many Requests', 'application/json', '{"error":"slow_down"}'),
  'garbage that is not HTTP at all\r\n\r\n',
]

/**
 * Stands between a phone and the server, one connection a request, and does to each what the weather of the moment says. It knows
 * bytes, not our words: of HTTP only where a request ends.
 */
export async function openProxy(target: number) {
  let weather: Weather = { fault: 'fair', n: 0 }
  const open = new Set<Socket>()
  let late = 0
  const counts = new Map<Fault, number>()

  function reach() {
    const server = connect(target, '127.0.0.1')
    open.add(server)
    server.on('error', () => server.destroy())
    server.on('close', () => open.delete(server))
    return server
  }

  /** The same bytes once more, whose answer nobody hears. */
  function repeat(bytes: Buffer, afterMs: number) {
    late++
    setTimeout(() => {
      const server = reach()
      server.resume()
      server.on('close', () => late--)
      server.write(bytes)
    }, afterMs)
  }

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    const { fault, n } = weather
    counts.set(fault, (counts.get(fault) ?? 0) + 1)
    open.add(client)
    client.on('close', () => open.delete(client))
    client.on('error', () => client.destroy())
    if (fault === 'off') {
      client.resetAndDestroy()
      return
    }
    if (fault === 'silent') {
      client.resume().on('end', () => client.end())
      return
    }
    if (fault === 'portal') {
      client.once('data', () => client.end(portals[n % portals.length] ?? ''))
      return
    }
    serve(client, fault, n)
  })

  function serve(client: Socket, fault: Fault, n: number) {
    const server = reach()
    const sent: Buffer[] = []
    const answered: Buffer[] = []
    let up = 0
    let down = 0
    const forward = (to: Socket, part: Buffer) => {
      if (to.destroyed) return
      if (fault === 'slow') setTimeout(() => to.destroyed || to.write(part), n % 120)
      else if (fault === 'drip') void drip(to, part, (n % 400) + 20)
      else to.write(part)
    }
    client.on('data', (part: Buffer) => {
      if (fault === 'cut_up' && up + part.length > n) {
        server.write(part.subarray(0, Math.max(0, n - up)))
        server.end()
        client.destroy()
        return
      }
      up += part.length
      sent.push(part)
      forward(server, part)
      if (!isWhole(Buffer.concat(sent))) return
      if (fault === 'half_close') client.end()
      if (fault === 'reset') setTimeout(() => client.resetAndDestroy(), n % 30)
      if (fault === 'twice') repeat(Buffer.concat(sent), 0)
      if (fault === 'echo') repeat(Buffer.concat(sent), (n % 20) * 15)
    })
    server.on('data', (part: Buffer) => {
      answered.push(part)
      if (fault === 'lost' || fault === 'half_close') return
      if (fault === 'cut_down' && down + part.length > n) {
        client.write(part.subarray(0, Math.max(0, n - down)), () => client.destroy())
        server.destroy()
        return
      }
      down += part.length
      forward(client, part)
    })
    // The answer was complete, so whatever the server does before it answers is done.
    server.on('end', () => {
      if (fault === 'lost') client.resetAndDestroy()
      else if (fault === 'slow' || fault === 'drip') setTimeout(() => client.end(), 150)
      else client.end()
    })
    server.on('close', () =>
      setTimeout(() => client.destroy(), fault === 'drip' || fault === 'slow' ? 500 : 20),
    )
    // Whoever hangs up early leaves the server with a whole request all the same.
    client.on('end', () => isWhole(Buffer.concat(sent)) || server.destroy())
  }

  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    become(next: Weather) {
      weather = next
    },
    /** Nothing is under way any more, neither asked nor repeated. */
    async quiet() {
      const until = Date.now() + 10_000
      while ((open.size > 0 || late > 0) && Date.now() < until) await pause(5)
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

async function drip(to: Socket, part: Buffer, size: number) {
  for (let at = 0; at < part.length && !to.destroyed; at += size) {
    to.write(part.subarray(at, at + size))
    await pause(1)
  }
}

function isWhole(bytes: Buffer) {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /^content-length: (\d+)/im.exec(bytes.toString('latin1', 0, head))?.[1]
  return bytes.length >= head + 4 + Number(length ?? 0)
}

function pause(ms: number) {
  return new Promise<void>((resolve) => setTimeout(resolve, ms))
}
