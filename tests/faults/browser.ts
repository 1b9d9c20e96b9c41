import 'fake-indexeddb/auto'
import { AsyncLocalStorage } from 'node:async_hooks'
import { forceCloseDatabase } from 'fake-indexeddb'
import type { Told } from '#app/canvass/offline/create-phone.ts'

/** What whoever waits for a tab is told when it is no more. */
export class Killed extends Error {}

const here = new AsyncLocalStorage<Tab>()

/** One tab of a browser: what runs in it can be ended at any step that leaves the page: disk, network, lock. */
export class Tab {
  isDead = false
  /** Ends the tab at this many steps from now. */
  stepsLeft = Infinity
  /** The next writes to the disk fail for want of room. */
  isFull = false
  readonly #transactions = new Set<IDBTransaction>()
  readonly #connections = new Set<IDBDatabase>()
  readonly #deaths = new Set<() => void>()

  run<T>(fn: () => T): T {
    return here.run(this, fn)
  }

  /** False when the tab is no more: then nothing answers it. It dies between two steps, never in the middle of a line. */
  step() {
    if (this.stepsLeft-- <= 0) queueMicrotask(() => this.die())
    return !this.isDead
  }

  /** What is waited for in this tab, or its death. */
  async waitFor<T>(fn: () => Promise<T>): Promise<T> {
    const death = new Promise<never>((_, reject) => {
      if (this.isDead) reject(new Killed())
      this.onDeath(() => reject(new Killed()))
    })
    return Promise.race([this.run(fn), death])
  }

  /** As the system does it: what was not complete is undone, and nobody is told. */
  die() {
    if (this.isDead) return
    this.isDead = true
    for (const transaction of this.#transactions) abort(transaction)
    for (const connection of this.#connections) connection.close()
    for (const told of this.#deaths) told()
  }

  /** As a phone does it to a page in the pocket: the connection is gone, the page goes on. */
  loseConnections() {
    for (const connection of this.#connections)
      forceCloseDatabase(connection as unknown as Parameters<typeof forceCloseDatabase>[0])
    this.#connections.clear()
  }

  onDeath(told: () => void) {
    this.#deaths.add(told)
  }

  opened(connection: IDBDatabase) {
    if (this.isDead) connection.close()
    else this.#connections.add(connection)
  }

  began(transaction: IDBTransaction) {
    this.#transactions.add(transaction)
    const over = () => this.#transactions.delete(transaction)
    transaction.addEventListener('complete', over)
    transaction.addEventListener('abort', over)
  }
}

/** What no tab does, and so no tab's death ends. */
export function outside<T>(fn: () => T): T {
  return here.exit(fn)
}

function abort(transaction: IDBTransaction) {
  try {
    transaction.abort()
  } catch {
    // It was complete already.
  }
}

type Method = (this: object, ...given: unknown[]) => unknown

function wrap(prototype: object, names: string[], around: (honest: Method) => Method) {
  const methods = prototype as Record<string, Method>
  for (const name of names) {
    const honest = methods[name]
    if (honest) methods[name] = around(honest)
  }
}

const stepping =
  (before?: (tab: Tab) => void) =>
  (honest: Method): Method =>
    function (...given) {
      const tab = here.getStore()
      if (tab && !tab.step()) return new IDBRequest()
      if (tab) before?.(tab)
      return honest.apply(this, given)
    }

const noRoom = (tab: Tab) => {
  if (tab.isFull) throw new DOMException('No space', 'QuotaExceededError')
}

const reads = ['get', 'getAll', 'getKey', 'getAllKeys', 'count', 'openCursor']
wrap(IDBObjectStore.prototype, [...reads, 'delete', 'clear'], stepping())
wrap(IDBObjectStore.prototype, ['put', 'add'], stepping(noRoom))
wrap(IDBIndex.prototype, reads, stepping())
wrap(
  IDBDatabase.prototype,
  ['transaction'],
  (honest) =>
    function (...given) {
      const tab = here.getStore()
      if (tab && !tab.step()) throw new Killed()
      const transaction = honest.apply(this, given) as IDBTransaction
      tab?.began(transaction)
      return transaction
    },
)
wrap(
  IDBFactory.prototype,
  ['open'],
  (honest) =>
    function (...given) {
      const tab = here.getStore()
      if (tab && !tab.step()) return new IDBOpenDBRequest()
      const request = honest.apply(this, given) as IDBOpenDBRequest
      if (tab) request.addEventListener('success', () => tab.opened(request.result))
      return request
    },
)

/** What the tabs of one browser share: their store's name, locks, and what they tell each other. */
export function createBrowser() {
  const last = new Map<string, Promise<unknown>>()
  const listeners = new Map<Tab, Set<(what?: Told) => void>>()

  return {
    /** As Web Locks: in turn, and a lock whose holder died is free. */
    lock<T>(name: string, tab: Tab, fn: () => Promise<T>): Promise<T> {
      const died = new Promise<void>((resolve) => (tab.isDead ? resolve() : tab.onDeath(resolve)))
      const before = last.get(name) ?? Promise.resolve()
      const mine = before.then(() => (tab.step() ? tab.run(fn) : new Promise<never>(() => {})))
      last.set(
        name,
        Promise.race([mine, died]).catch(() => {}),
      )
      return mine
    },
    tell(from: Tab, what: Told) {
      for (const [tab, told] of listeners)
        if (tab !== from && !tab.isDead) for (const listener of told) tab.run(() => listener(what))
    },
    heard(tab: Tab, listener: (what?: Told) => void) {
      const told = listeners.get(tab) ?? new Set()
      listeners.set(tab, told.add(listener))
      return () => void told.delete(listener)
    },
  }
}

export type Browser = ReturnType<typeof createBrowser>

export function forget(name: string) {
  return new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => resolve()
    request.onblocked = () => resolve()
  })
}
