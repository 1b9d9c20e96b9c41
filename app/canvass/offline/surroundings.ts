import type { Lock } from './sender.ts'

/** What open pages of one phone tell each other: the store changed, lock, who has the key, here it is. */
export type Told = 'changed' | 'lock' | 'ask' | { account: string; key: CryptoKey }

export type Surroundings = {
  name: string
  fetch: typeof fetch
  lock: Lock
  now(): Date
  /** The browser knows of no network at all: asking would only fail aloud. */
  isOffline(): boolean
  /** Tells the other tabs, and is told by them. */
  tell(what: Told): void
  heard(listener: (what?: Told) => void): () => void
  /** Calls back when sending is worth a try: online again, in sight again. */
  awake(listener: () => void): () => void
  isWorkerReady(): Promise<boolean>
  persist(): Promise<boolean>
  isPersisted(): Promise<boolean>
  freeBytes(): Promise<number>
}
