import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'

type Asking = {
  request: { url: string; method: string; mode: string }
  respondWith(a: Promise<Response>): void
}
type Listener = (event: Asking) => void

const source = join(import.meta.dirname, '..', '..', 'app', 'canvass', 'offline', 'service-worker.ts')
let code: string | undefined

/**
 * The app's own service worker, in a context of its own, between a phone and its network: whatever it would answer itself dies with it.
 * It should answer nothing a phone sends; that it does not is what killing it shows.
 */
export function createWorker(origin: string, network: typeof fetch) {
  let listeners: Listener[] = []
  let killed: (() => void)[] = []

  /** A browser starts it again whenever something is asked. */
  function start() {
    code ??= stripTypeScriptTypes(readFileSync(source, 'utf8').replace(/^declare const .*$/gm, ''))
    const caches = {
      match: async () => undefined,
      open: async () => ({ match: async () => undefined, put: async () => {} }),
      keys: async () => [],
    }
    const self = {
      addEventListener: (type: string, listener: Listener) => type === 'fetch' && listeners.push(listener),
      clients: { claim: async () => {} },
    }
    const files = ['/favicon.ico', '/manifest.webmanifest']
    const around = { URL, Response, Headers, Set, Promise, navigator: { languages: ['en'] } }
    const given = {
      ...around,
      self,
      caches,
      fetch: network,
      location: new URL(origin),
      files,
      version: 'faults',
    }
    runInNewContext(code, given)
  }

  return {
    fetch: (async (url: string, init?: RequestInit) => {
      if (listeners.length === 0) start()
      const request = { url: `${origin}${url}`, method: init?.method ?? 'GET', mode: 'cors' }
      let answer: Promise<Response> | undefined
      const respondWith = (given: Promise<Response>) => {
        answer = given
      }
      for (const listener of listeners) listener({ request, respondWith })
      if (!answer) return network(url, init)
      const died = new Promise<never>((_, reject) =>
        killed.push(() => reject(new TypeError('Failed to fetch'))),
      )
      return Promise.race([answer, died])
    }) as typeof fetch,
    kill() {
      for (const tell of killed) tell()
      killed = []
      listeners = []
    },
  }
}
