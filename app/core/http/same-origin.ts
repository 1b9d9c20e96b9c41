import type { IncomingMessage } from 'node:http'

/** The addresses this server answers under: PUBLIC_ORIGIN, or this machine's own names. */
export type Origins = { own: string; allowed: ReadonlySet<string>; local: boolean }

export function readOrigins(publicOrigin: string | undefined, port: number): Origins {
  const own = publicOrigin ? new URL(publicOrigin).origin : `http://localhost:${port}`
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(own).hostname)
  return {
    own,
    local,
    allowed: new Set(local ? [own, `http://localhost:${port}`, `http://127.0.0.1:${port}`] : [own]),
  }
}

/** On this machine both names work; elsewhere the Host header says nothing that can be believed. */
export function originOf(request: IncomingMessage, origins: Origins) {
  const asked = `http://${request.headers.host ?? ''}`
  return origins.local && origins.allowed.has(asked) ? asked : origins.own
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request that changes something was sent by one of our own pages. */
export function isFromOwnPage({ method, headers }: IncomingMessage, { allowed }: Origins) {
  if (safe.has(method ?? '')) return true
  const { origin, 'sec-fetch-site': site } = headers
  if (origin === undefined && site === undefined) return false
  return (origin === undefined || allowed.has(origin)) && (site === undefined || site === 'same-origin')
}
