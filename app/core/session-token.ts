import { createHash, randomBytes } from 'node:crypto'
import { readCookie } from './cookie.ts'

const days90 = 7_776_000

/** The token goes to the browser, the id into the database: nobody who reads the database can sign in with it. */
export function newSessionToken() {
  const token = randomBytes(32).toString('base64url')
  return { token, id: sessionIdOf(token) }
}

/** The first half of the token's SHA-256, written as a uuid. */
export function sessionIdOf(token: string) {
  const hex = createHash('sha256').update(token).digest('hex').slice(0, 32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Browsers take a `Secure` cookie from plain http nowhere but on localhost, and not all of them there. */
export function isSecure(origin: string | URL) {
  return new URL(origin).protocol === 'https:'
}

function cookieName(secure: boolean) {
  return secure ? '__Host-lintel' : 'lintel'
}

export function findSessionId(cookies: string | null | undefined, secure: boolean) {
  const token = readCookie(cookies ?? null, cookieName(secure))
  return token && /^[\w-]{43}$/.test(token) ? sessionIdOf(token) : null
}

export function serializeSession(token: string, request: Request) {
  return cookie(token, days90, isSecure(request.url))
}

export function clearSession(request: Request) {
  return cookie('', 0, isSecure(request.url))
}

function cookie(value: string, maxAge: number, secure: boolean) {
  return `${cookieName(secure)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
