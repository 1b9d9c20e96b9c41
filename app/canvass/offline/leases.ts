import { haveHeader } from '#app/canvass/lease/packed-lease.ts'
import { begunAt } from './draft-ids.ts'
import { pastOf } from './given-turf.ts'
import { fromFirstVersion } from './lease-before.ts'
import { gridOf } from './locked.ts'
import { meetServer } from './offer-again.ts'
import type { Outbox } from './outbox.ts'
import { DownloadFailed } from './phone-types.ts'
import { readLease, type StoredLease } from './reply-shape.ts'
import { isOurs } from './sender.ts'
import { attempt } from './shape.ts'
import type { Current, Store, Writing } from './store.ts'
import { haveOf, unpackLease } from './unpack-lease.ts'
import type { Vault } from './vault.ts'

/** The doors this phone was given: whole under the data key, and what a locked phone shows of them beside it. */
export function createLeases(store: Store, vault: Vault, outbox: Outbox) {
  return {
    /** Also loads what they lie under. */
    async find(): Promise<{ current: Current | undefined; lease: StoredLease | undefined }> {
      const [current, key, lock, ...records] = await store.read(
        ['accounts', 'keys', 'records', 'locks'],
        async (tx) => {
          const current = await tx.objectStore('accounts').get('current')
          return Promise.all([
            current,
            tx.objectStore('keys').get('data'),
            current && tx.objectStore('locks').get(current.account),
            current && tx.objectStore('records').get(leaseId(current.account)),
            current && tx.objectStore('records').get(gridId(current.account)),
          ])
        },
      )
      vault.use(lock, key)
      const [whole, grid] = await Promise.all(records.map((record) => vault.read(record)))
      return { current, lease: readLease(fromFirstVersion(whole)) ?? readLease(grid) }
    },

    /** `isEmptied`: whether the phone was when this was asked for. Rejects what was on its way while somebody emptied it. */
    async keep(fresh: StoredLease, confirmed: string[], now: Date, isEmptied = false) {
      const account = fresh.accountId
      const [lock, grid, begun] = await store.read(['locks', 'records'], (tx) =>
        Promise.all([
          tx.objectStore('locks').get(account),
          tx.objectStore('records').get(gridId(account)),
          begunAt(tx, account),
        ]),
      )
      // Somebody else's doors do not go under the lock of the one before.
      vault.use(lock)
      const before = readLease(await vault.read(grid))
      const at = now.getTime() + (fresh.ahead ?? 0)
      const records = await sealLease(vault, { ...fresh, past: pastOf(before, fresh.turfs, at, begun) })
      await store.write(['accounts', 'devices', 'records', 'ops', 'photos'], async (tx) => {
        const current = await tx.objectStore('accounts').get('current')
        if (current?.wiped && !isEmptied) throw new DownloadFailed('sign_in')
        await becomeCurrent(tx, account)
        for (const record of records) await tx.objectStore('records').put(record)
        await requireDevice(tx, account)
        for (const opId of confirmed) {
          const op = await tx.objectStore('ops').get(opId)
          if (op) await tx.objectStore('ops').put({ ...op, counted: true })
        }
        await meetServer(tx, fresh)
        await outbox.dropSettled(tx, fresh.settled ?? [])
      })
    },
  }
}

export function sealLease(vault: Vault, lease: StoredLease) {
  const account = lease.accountId
  return Promise.all([
    vault.hide({ id: leaseId(account), kind: 'lease', account }, lease),
    vault.keep({ id: gridId(account), kind: 'grid', account }, gridOf(lease)),
  ])
}

/** The next person on this phone finds nobody's doors; what is unsent stays, and stays its writer's, as a talk to finish does. */
export async function becomeCurrent(tx: Writing, account: string) {
  const before = await tx.objectStore('accounts').get('current')
  if (before && before.account !== account) await dropLease(tx, before.account)
  const emptied = before?.account === account ? before.emptied : undefined
  await tx.objectStore('accounts').put({ id: 'current', account, ...(emptied && { emptied }) })
}

export async function dropLease(tx: Writing, account: string) {
  await tx.objectStore('records').delete(leaseId(account))
  // The numbers of its doors wait with it.
  if ((await begunAt(tx, account)).size === 0) await tx.objectStore('records').delete(gridId(account))
}

/** A store made anew is a new device. */
export async function requireDevice(tx: Writing, account: string, deviceId: string = crypto.randomUUID()) {
  const devices = tx.objectStore('devices')
  const known = await devices.get(account)
  if (!known) await devices.put({ id: account, deviceId, seq: 0, lost: [] })
  return known?.deviceId ?? deviceId
}

/** Rejects DownloadFailed. What this phone has of it already is not sent again. */
export async function fetchLease(
  ask: typeof fetch,
  now: () => Date,
  before?: StoredLease,
): Promise<StoredLease> {
  // Without it, kept by a page that left out what it did not know: the server's marks would say that this phone has it.
  const isWhole = before?.turfs[0]?.doors[0]?.tonight !== undefined
  const have = isWhole && before.marks ? haveOf(before) : ''
  // Servers take only so much in a header.
  const isAsked = have !== '' && have.length <= longestHave
  const response = await ask('/doors/turf.json', {
    headers: { Accept: 'application/json', ...(isAsked && { [haveHeader]: have }) },
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(30_000),
  }).catch((error) => {
    throw new DownloadFailed('offline', error)
  })
  if (!isOurs(response)) throw new DownloadFailed('unexpected')
  if (response.status === 401) throw new DownloadFailed('sign_in')
  const packed = await response.json().catch(() => undefined)
  const fresh = readLease(attempt(() => unpackLease(packed, isAsked ? before : undefined), packed))
  // An answer without its moment leaves the phone its own.
  const ahead = Date.parse(response.headers.get('Date') ?? '') - now().getTime() || 0
  if (fresh) return { ...fresh, ahead }
  if (isAsked) return fetchLease(ask, now)
  throw new DownloadFailed('unexpected')
}

const longestHave = 7600

const leaseId = (account: string) => `lease:${account}`
const gridId = (account: string) => `grid:${account}`
