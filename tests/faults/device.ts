import { randomUUID } from 'node:crypto'
import { type IDBPDatabase, openDB } from 'idb'
import { createPhone } from '#app/canvass/offline/create-phone.ts'
import { type Act, NotSaved, type Phone } from '#app/canvass/offline/phone-types.ts'
import type { Op } from '#app/canvass/ops.schema.ts'
import { createBrowser, forget, Killed, Tab } from './browser.ts'
import type { Planted } from './machine.ts'
import { openProxy, type Weather } from './proxy.ts'
import type { Person } from './union.ts'

type Open = { tab: Tab; phone: Phone }

/** Long enough for a server on a busy machine, short enough that a silent one is given up. */
const patienceInFaults = 400
const patience = 30_000

export type Outcome = 'saved' | 'not_saved' | 'killed'

/**
 * A phone with its browser, its store and its own way to the server. All that knows how phones are made and asked is in this file:
 * the rest of the harness goes by what a phone says and what is in the database.
 */
export async function createDevice(serverPort: number, planted?: Planted) {
  const proxy = await openProxy(serverPort)
  const browser = createBrowser()
  const name = randomUUID()
  let open: Open[] = []
  let token = ''
  let isFaulty = false
  let clock = 0
  let isOffline = false
  let stepsOfNext = Infinity

  /** The cookie and the origin are the browser's to add. */
  const fetchIn =
    (tab: Tab): typeof fetch =>
    async (url, init) => {
      if (!tab.step()) return never()
      if (planted === 'pop_before_send' && url === '/sync') return popped(() => ask(tab, url, init))
      return ask(tab, url, init)
    }

  async function ask(tab: Tab, url: Parameters<typeof fetch>[0], init: RequestInit = {}) {
    const limit = AbortSignal.timeout(isFaulty ? patienceInFaults : patience)
    const headers = new Headers(init.headers)
    headers.set('Cookie', `lintel=${token}`)
    headers.set('Origin', `http://127.0.0.1:${serverPort}`)
    headers.set('Connection', 'close')
    const response = await fetch(`${proxy.url}${url}`, {
      ...init,
      headers,
      signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit,
    })
    return tab.step() ? response : never()
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
        lock: (fn) => browser.lock(tab, fn),
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
    open.push({ tab, phone })
    return { tab, phone }
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

  /** In a tab that may die while it does it. */
  async function using<T>(
    nth: number,
    fn: (phone: Phone) => Promise<T>,
  ): Promise<{ value: T } | { how: Outcome }> {
    const { tab, phone } = await aTab(nth)
    try {
      return { value: await tab.waitFor(() => fn(phone)) }
    } catch (error) {
      if (error instanceof Killed) return { how: 'killed' }
      if ((error as { reason?: string }).reason !== undefined) return { how: 'not_saved' }
      throw error
    }
  }

  /** Whatever is armed may go off meanwhile; then the phone is opened once more. */
  async function surely<T>(fn: (phone: Phone) => Promise<T>): Promise<T> {
    for (;;) {
      const { tab, phone } = await aTab()
      try {
        return await tab.waitFor(() => fn(phone))
      } catch (error) {
        if (!(error instanceof Killed)) throw error
      }
    }
  }

  return {
    name,
    proxy,
    using,
    save: (op: Op, nth = 0) => using(nth, (phone) => phone.save(op)),
    saveAll: (ops: Op[], nth = 0) => using(nth, (phone) => phone.saveAll(ops)),
    undo: (opId: string, nth = 0) => using(nth, (phone) => phone.undo(opId)),
    send: (nth = 0) => using(nth, (phone) => phone.send()),
    download: (nth = 0) => using(nth, (phone) => phone.download()),

    acts: (): Promise<Act[]> => surely((phone) => phone.outbox()),
    turfs: () => surely((phone) => phone.turfs()),
    status: () => surely(async (phone) => phone.status()),
    accountId: () => surely(async (phone) => phone.accountId()),

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
    async openAnotherTab() {
      await aTab()
      if (open.length < 2) await openTab()
    },
    kill() {
      for (const { tab } of open) tab.die()
    },
    killWhileStarting(steps: number) {
      this.kill()
      stepsOfNext = steps
    },
    async killAfter(steps: number, nth: number) {
      ;(await aTab(nth)).tab.stepsLeft = steps
    },
    async fill(isFull: boolean) {
      for (const { tab } of open) tab.isFull = isFull
    },
    async loseConnections() {
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

    async close() {
      for (const { tab } of open) tab.die()
      await proxy.close()
      await forget(name)
    },
  }
}

function never() {
  return new Promise<never>(() => {})
}

export type Device = Awaited<ReturnType<typeof createDevice>>
