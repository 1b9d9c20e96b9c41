import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepRegistered } from './register-worker.ts'

beforeEach(() => vi.stubGlobal('document', { cookie: 'lintel-locale=es', documentElement: { lang: 'en' } }))
afterEach(() => vi.unstubAllGlobals())

function aWorker() {
  const heard: unknown[] = []
  const worker = Object.assign(new EventTarget(), {
    heard,
    state: 'installing' as ServiceWorkerState,
    postMessage: (what: unknown) => void heard.push(what),
    becomes(state: ServiceWorkerState) {
      worker.state = state
      worker.dispatchEvent(new Event('statechange'))
    },
  })
  return worker
}

/** Each registration begins with the next of these, or is refused where there is none. */
function aBrowser(...begun: ReturnType<typeof aWorker>[]) {
  const { promise: ready, resolve: isReady } = Promise.withResolvers<{ active: ReturnType<typeof aWorker> }>()
  const waiting: (() => void)[] = []
  let asked = 0
  const workers = {
    ready,
    async register() {
      const installing = begun[asked++]
      if (!installing) throw new TypeError('Failed to fetch')
      return { installing }
    },
  }
  return {
    isReady,
    waiting,
    asked: () => asked,
    begin: () => keepRegistered(workers, (again) => waiting.push(again)),
  }
}

test('a worker that lacks a file is asked for again, until all are there', async () => {
  const [broken, whole] = [aWorker(), aWorker()]
  const { begin, waiting, asked, isReady } = aBrowser(broken, whole)
  void begin()
  await vi.waitFor(() => expect(asked()).toBe(1))

  await vi.waitFor(() => {
    broken.becomes('redundant')
    expect(waiting).not.toEqual([])
  })
  waiting[0]?.()
  await vi.waitFor(() => expect(asked()).toBe(2))
  const before = waiting.length
  whole.becomes('installed')
  whole.becomes('activated')
  isReady({ active: whole })
  await vi.waitFor(() => expect(whole.heard).toContainEqual({ locale: 'es' }))
  expect(waiting).toHaveLength(before)
})

test('where nothing came at all it is asked again too', async () => {
  const { begin, waiting } = aBrowser()
  await begin()
  expect(waiting).toHaveLength(1)
})
