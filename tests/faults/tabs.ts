import { randomUUID } from 'node:crypto'
import { type IDBPDatabase, openDB } from 'idb'
import { createPhone } from '#app/canvass/offline/create-phone.ts'
import { NotSaved, type Phone } from '#app/canvass/offline/phone-types.ts'
import { createPhotosAlong } from '#app/canvass/offline/photos-along.ts'
import { createBrowser, Killed, outside, Tab } from './browser.ts'
import type { Planted } from './machine.ts'
import { openProxy, type Weather } from './proxy.ts'
import type { Person } from './union.ts'
import { createWorker } from './worker.ts'

export type Open = {
  tab: Tab
  phone: Phone
  sendPhotos: () => Promise<void>
  /** What whoever looks at this page has written and still sees; a lock, or its opening, begins another. */
  page: Map<string, { knockId: string; note: string }>
}

/** Long enough for a server on a busy machine, short enough that a silent one is given up. */
const patienceInFaults = 400
const patience = 30_000

export type Outcome = 'not_saved' | 'killed'
export type Did<T> = { value: T } | { how: Outcome }

/** A browser with its store, its worker, its tabs and its own way to the server. */
export async function createTabs(serverPort: number, planted?: Planted) {
  const proxy = await openProxy(serverPort)
  const browser = createBrowser()
  const name = randomUUID()
  const origin = `http://127.0.0.1:${serverPort}`
  let open: Open[] = []
  let token = ''
  let isFaulty = false
  let clock = 0
  let isOffline = false
  let stepsOfNext = Infinity

  const worker = createWorker(origin, (url, init) => ask(String(url), init))

  const fetchIn =
    (tab: Tab): typeof fetch =>
    async (url, init) => {
      if (!tab.step()) return never()
      const asked = () => worker.fetch(url, init)
      const response = await (isPopping(url) ? outside(() => popped(asked)) : asked())
      return tab.step() ? response : never()
    }

  const isPopping = (url: unknown) => planted === 'pop_before_send' && url === '/sync'

  /** The cookie and the origin are the browser's to add. */
  function ask(url: string, init: RequestInit = {}) {
    const limit = AbortSignal.timeout(isFaulty ? patienceInFaults : patience)
    const headers = new Headers(init.headers)
    headers.set('Cookie', `lintel=${token}`)
    headers.set('Origin', origin)
    headers.set('Connection', 'close')
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
    return fetch(`${proxy.url}${url}`, { ...init, headers, signal })
  }

  /** A planted bug, workbox's: what is sent is taken off the queue first and put back only when the network failed aloud. */
  async function popped(send: () => Promise<Response>) {
    const db = (await openDB(name)) as IDBPDatabase<Record<string, unknown>>
    const queued = (await db.getAll('ops')).filter(({ state }: { state: string }) => state === 'sending')
    for (const { opId } of queued) await db.delete('ops', opId)
    try {
      return await send()
    } catch (error) {
      for (const op of queued) await db.put('ops', op)
      throw error
    } finally {
      db.close()
    }
  }

  async function openTab(): Promise<Open> {
    const tab = new Tab()
    tab.stepsLeft = stepsOfNext
    stepsOfNext = Infinity
    const phone = await tab.waitFor(() =>
      createPhone({
        name,
        fetch: fetchIn(tab),
        lock: (fn) => browser.lock('outbox', tab, fn),
        now: () => new Date(Date.now() + clock),
        isOffline: () => isOffline,
        tell: (what) => browser.tell(tab, what),
        heard: (listener) => browser.heard(tab, listener),
        awake: () => () => {},
        isWorkerReady: async () => true,
        persist: async () => true,
        isPersisted: async () => true,
        freeBytes: async () => 1e9,
      }),
    )
    // Whatever timers a page had, they end with it.
    tab.onDeath(() => phone.close())
    const sendPhotos = tab.run(() =>
      createPhotosAlong(phone, {
        fetch: fetchIn(tab),
        lock: (fn) => browser.lock('photos', tab, fn),
        isOnline: () => !isOffline,
      }),
    )
    const made: Open = { tab, phone, sendPhotos, page: new Map() }
    let wasLocked = phone.status().locked
    phone.subscribe(({ locked }) => {
      if (locked !== wasLocked) made.page = new Map()
      wasLocked = locked
    })
    await givenKey(phone)
    open.push(made)
    return made
  }

  /** Another open page that was unlocked hands its key over before anybody could write. */
  async function givenKey(phone: Phone) {
    const isOpen = () => open.some(({ tab, phone: other }) => !tab.isDead && other.lockState() === 'open')
    for (let n = 0; n < 50 && isOpen() && phone.lockState() === 'locked'; n++)
      await new Promise((resolve) => setTimeout(resolve, 1))
  }

  async function aTab(nth = 0) {
    open = open.filter(({ tab }) => !tab.isDead)
    // A tab may be killed while it starts; the next one is opened by a person.
    return open[nth % Math.max(open.length, 1)] ?? openTab().catch(orAgain)
  }

  function orAgain(error: unknown) {
    if (error instanceof Killed || error instanceof NotSaved) return openTab()
    throw error
  }

  /** Whatever a full disk or a closed store says, by whatever way: it is not done. */
  const isRefusal = (error: unknown) =>
    (error as { reason?: string }).reason !== undefined || error instanceof DOMException

  return {
    name,
    proxy,
    aTab,

    /** In a tab that may die while it does it. */
    async using<T>(nth: number, fn: (open: Open) => Promise<T>): Promise<Did<T>> {
      const it = await aTab(nth)
      try {
        return { value: await it.tab.waitFor(() => fn(it)) }
      } catch (error) {
        if (error instanceof Killed) return { how: 'killed' }
        if (isRefusal(error)) return { how: 'not_saved' }
        throw error
      }
    },

    /** Whatever is armed may go off meanwhile; then the phone is opened once more. */
    async surely<T>(fn: (open: Open) => Promise<T>): Promise<T> {
      for (;;) {
        const it = await aTab()
        try {
          return await it.tab.waitFor(() => fn(it))
        } catch (error) {
          if (!(error instanceof Killed)) throw error
        }
      }
    },

    become(weather: Weather) {
      isFaulty = weather.fault !== 'fair'
      isOffline = weather.fault === 'off' && weather.n % 2 === 0
      proxy.become(weather)
    },
    /** As the cookie of this person would do it. */
    carry(person: Pick<Person, 'token'>) {
      token = person.token
    },
    setClock(offsetMs: number) {
      clock = offsetMs
    },
    async openAnother() {
      await aTab()
      if (open.length < 2) await openTab()
    },
    killAll() {
      for (const { tab } of open) tab.die()
    },
    killWhileStarting(steps: number) {
      this.killAll()
      stepsOfNext = steps
    },
    async killAfter(steps: number, nth: number) {
      ;(await aTab(nth)).tab.stepsLeft = steps
    },
    killWorker: worker.kill,
    fill(isFull: boolean) {
      for (const { tab } of open) tab.isFull = isFull
    },
    loseConnections() {
      for (const { tab } of open) tab.loseConnections()
    },

    /** Nothing strange happens to this phone from here on, and whatever was armed never goes off. */
    async calm() {
      for (const { tab } of open) {
        tab.stepsLeft = Infinity
        tab.isFull = false
      }
      clock = 0
      stepsOfNext = Infinity
      this.become({ fault: 'fair', n: 0 })
      await proxy.quiet()
    },
  }
}

function never() {
  return new Promise<never>(() => {})
}
