import type { IncomingMessage } from 'node:http'

/**
 * The address a request comes from. Behind the proxy of a hosted union that is what the proxy itself wrote: the last entry, since
 * a sender can write any before it.
 */
export function sourceOf(request: IncomingMessage, behindProxy: boolean) {
  const forwarded = behindProxy ? String(request.headers['x-forwarded-for'] ?? '') : ''
  return forwarded.split(',').at(-1)?.trim() || (request.socket.remoteAddress ?? '')
}

export function isThisMachine(source: string) {
  return /^(::1|(::ffff:)?127\.)/.test(source)
}
