import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { SealedOp } from '#app/canvass/sync/sync.schema.ts'

/** `new` may still be undone; from `sending` on an op never changes; `look`: the server keeps it for a person. */
export type OpState = 'new' | 'sending' | 'acked' | 'look'

export type StoredOp = SealedOp & {
  account: string
  device: string
  state: OpState
  /**
   * 0: counted. 1: only keeps its number, the act was undone before it was sent. 2: confirmed days ago, its words are gone; the act
   * itself is here, and counts again where the server lost it. Numbers, because IndexedDB has no index of booleans.
   */
  empty: 0 | 1 | 2
  code?: string
  /** By this phone's clock; one that was undone has none. */
  savedAt?: number
  ackedAt?: number
  /** The stored turf was downloaded after this was confirmed, so it counts it already. */
  counted?: boolean
  /** The epoch in which the server got it a second time; it gets no third in that one, or the two would never stop. */
  offered?: string
}

/**
 * What is kept of a turf and of acts. `grid` and `act`: door numbers and what was done at them, which a locked phone shows. `lease`,
 * `words` and `draft`: names, history and what was written, under the data key.
 */
export type StoredRecord = {
  id: string
  kind: 'act' | 'grid' | 'lease' | 'words' | 'draft' | 'thumb'
  account: string
  /** Of a draft: where it was begun. */
  turfId?: string | undefined
  iv: Uint8Array<ArrayBuffer>
  ct: ArrayBuffer
  /** Absent: the phone's own key. `sealed`: written while locked, to the public key of the lock, from the page's key in `epk`. */
  by?: 'data' | 'sealed'
  epk?: Uint8Array<ArrayBuffer>
}

export type ClosedKey = { opId: string; keyId: string; epk: string; box: string }

/** What keeps an account's data key: of no use without the PIN and the server's share. */
export type StoredLock = {
  account: string
  salt: Uint8Array<ArrayBuffer>
  iv: Uint8Array<ArrayBuffer>
  wrapped: ArrayBuffer
  /** Wrong PINs since the last right one; counted before the try. */
  tries: number
  /** For shifts without network; nobody can read it out. */
  share?: CryptoKey
  shareUntil: number
  publicKey: Uint8Array<ArrayBuffer>
  /** The private half, under the data key. */
  privateIv: Uint8Array<ArrayBuffer>
  privateKey: ArrayBuffer
  /** In the background, until it locks. */
  minutes: number
  /** After ten wrong PINs: the data key of what is written from then on, sealed for the server, which opens it for the next PIN. */
  closed?: ClosedKey
}

/** `ended`: its session is over. `leaving`: the session ends once all is sent. `wiped`: nothing is shown until somebody signs in. */
export type Current = {
  id: 'current'
  account: string
  ended?: boolean
  leaving?: boolean
  wiped?: boolean
  /** Acts the server has from a store of this phone that is gone. */
  emptied?: number | undefined
}

/** Sealed for the server, named by its own hash. `doneAt`: the server has all of it. */
export type StoredPhoto = {
  hash: string
  account: string
  sealed: ArrayBuffer
  savedAt: number
  doneAt?: number
}

/** One a phone and account. A store made anew is a new device. */
export type Device = {
  id: string
  deviceId: string
  seq: number
  lost: number[]
  /** The history of the server this phone last heard from. */
  epoch?: string
  /** What acts are sealed to; it opens nothing, and stays when the phone is emptied. */
  key?: { id: string; publicKey: string }
}

export interface PhoneSchema extends DBSchema {
  keys: { key: string; value: { id: string; key: CryptoKey } }
  accounts: { key: string; value: Current }
  devices: { key: string; value: Device }
  ops: {
    key: string
    value: StoredOp
    indexes: { order: [string, number]; state: [string, OpState, number]; tally: [string, OpState, number] }
  }
  records: { key: string; value: StoredRecord; indexes: { kind: [string, string] } }
  locks: { key: string; value: StoredLock }
  photos: { key: string; value: StoredPhoto; indexes: { account: string; done: [string, number] } }
}

export const storeVersion = 3

type Name = StoreNames<PhoneSchema>
export type Reading = IDBPTransaction<PhoneSchema, Name[], 'readonly'>
export type Writing = IDBPTransaction<PhoneSchema, Name[], 'readwrite'>

export type Store = ReturnType<typeof createStore>

/** The phone's database. A phone in a pocket closes it under us, so each use opens it anew where needed. */
export function createStore(name: string) {
  let opening: Promise<IDBPDatabase<PhoneSchema>> | undefined

  function open() {
    opening ??= openDB<PhoneSchema>(name, storeVersion, {
      upgrade,
      blocking: (_old, _wanted, event) => {
        opening = undefined
        ;(event.target as IDBDatabase).close()
      },
      terminated: () => {
        opening = undefined
      },
    }).catch((error) => {
      opening = undefined
      throw error
    })
    return opening
  }

  /** What was aborted left nothing behind: doing it once more is safe. */
  async function again<T>(fn: (db: IDBPDatabase<PhoneSchema>) => Promise<T>): Promise<T> {
    try {
      return await fn(await open())
    } catch (error) {
      if (!isClosed(error)) throw error
      opening = undefined
      return fn(await open())
    }
  }

  return {
    read: <T>(names: Name[], fn: (tx: Reading) => Promise<T>) =>
      again(async (db) => {
        const tx = db.transaction(names, 'readonly')
        tx.done.catch(() => {})
        return fn(tx)
      }),

    /** Resolves after the transaction is complete on the disk, never before. */
    write: <T>(names: Name[], fn: (tx: Writing) => Promise<T>) =>
      again(async (db) => {
        const tx = db.transaction(names, 'readwrite', { durability: 'strict' })
        tx.done.catch(() => {})
        let value: T
        try {
          value = await fn(tx)
        } catch (error) {
          abort(tx)
          throw tx.error ?? error
        }
        await tx.done
        return value
      }),

    async close() {
      const db = await opening?.catch(() => undefined)
      opening = undefined
      db?.close()
    },
  }
}

/** One step a version, each only adding: a step that fails leaves the phone as it was, and the next start tries again. */
function upgrade(
  db: IDBPDatabase<PhoneSchema>,
  from: number,
  _to: number | null,
  tx: IDBPTransaction<PhoneSchema, Name[], 'versionchange'>,
) {
  // What went wrong is told by the opening.
  tx.done.catch(() => {})
  if (from < 1) makeStores(db)
  if (from < 2) {
    db.createObjectStore('locks', { keyPath: 'account' })
    db.createObjectStore('photos', { keyPath: 'hash' })
  }
  if (from < 3) {
    const photos = tx.objectStore('photos')
    photos.createIndex('account', 'account')
    photos.createIndex('done', ['account', 'doneAt'])
  }
}

function makeStores(db: IDBPDatabase<PhoneSchema>) {
  db.createObjectStore('keys', { keyPath: 'id' })
  db.createObjectStore('accounts', { keyPath: 'id' })
  db.createObjectStore('devices', { keyPath: 'id' })
  const ops = db.createObjectStore('ops', { keyPath: 'opId' })
  ops.createIndex('order', ['account', 'seq'], { unique: true })
  ops.createIndex('state', ['account', 'state', 'seq'])
  ops.createIndex('tally', ['account', 'state', 'empty'])
  db.createObjectStore('records', { keyPath: 'id' }).createIndex('kind', ['account', 'kind'])
}

function abort(tx: { abort(): void }) {
  try {
    tx.abort()
  } catch {
    // It was over already.
  }
}

function isClosed(error: unknown) {
  return error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'AbortError')
}
