import type { Op } from '#app/canvass/ops.schema.ts'
import type { Lease } from '#app/canvass/turf.schema.ts'
import { createDrafts } from './drafts.ts'
import { withoutNames, withoutWords } from './locked.ts'
import { createOutbox, reasonOf, type Sender, type Undone, writtenOf } from './outbox.ts'
import { type Act, DownloadFailed, NotSaved, type Phone, type PhoneStatus } from './phone-types.ts'
import { readLease } from './reply-shape.ts'
import { createSeal } from './seal.ts'
import { createPost, createSender, isOurs, type Lock } from './sender.ts'
import { createStore } from './store.ts'
import { openVault } from './vault.ts'

export type Surroundings = {
  name: string
  fetch: typeof fetch
  lock: Lock
  now(): Date
  /** The browser knows of no network at all: asking would only fail aloud. */
  isOffline(): boolean
  /** Tells the other tabs, and is told by them. */
  tell(): void
  heard(listener: () => void): () => void
  /** Calls back when sending is worth a try: online again, in sight again. */
  awake(listener: () => void): () => void
  isWorkerReady(): Promise<boolean>
  persist(): Promise<boolean>
  isPersisted(): Promise<boolean>
  freeBytes(): Promise<number>
}

const roomForShift = 50 * 1024 * 1024

export async function createPhone(around: Surroundings): Promise<Phone> {
  const store = createStore(around.name)
  const vault = await openVault(store)
  const outbox = createOutbox(store, vault, around.now)
  const drafts = createDrafts(store, vault)
  const listeners = new Set<(status: PhoneStatus) => void>()
  let lease: Lease | undefined
  let sealing: { keyId: string; sender: Promise<Sender> } | undefined
  let status: PhoneStatus = {
    waiting: 0,
    saved: 0,
    look: 0,
    notSaved: null,
    needsSignIn: false,
    locked: false,
    held: 0,
    lost: 0,
    sending: false,
  }

  function update(change: Partial<PhoneStatus>) {
    status = { ...status, ...change }
    for (const listener of listeners) listener(status)
  }

  async function recount() {
    update(await outbox.count(lease?.accountId ?? ''))
  }

  async function findLease() {
    const { current, record } = await store.read(['accounts', 'records'], async (tx) => {
      const current = await tx.objectStore('accounts').get('current')
      const record = current && (await tx.objectStore('records').get(`lease:${current.account}`))
      return { current, record }
    })
    lease = readLease(await vault.unlock(record))
    const locked = current?.ended ?? false
    status = { ...status, locked, needsSignIn: locked || (status.needsSignIn && !status.locked) }
  }

  /** Kept on the disk: a phone that was told once shows no name after a restart without network either. */
  async function lockPhone(locked: boolean) {
    if (status.locked === locked) return
    status = { ...status, locked }
    await store.write(['accounts'], async (tx) => {
      const current = await tx.objectStore('accounts').get('current')
      if (current && current.account === lease?.accountId)
        await tx.objectStore('accounts').put({ ...current, ended: locked })
    })
  }

  function requireSender() {
    if (!lease) throw new NotSaved('no_turf')
    const { accountId, key } = lease
    if (sealing?.keyId !== `${accountId} ${key.id}`) {
      const sender = (async () => {
        const device = await store.read(['devices'], (tx) => tx.objectStore('devices').get(accountId))
        if (!device) throw new NotSaved('no_turf')
        return { account: accountId, deviceId: device.deviceId, seal: await createSeal(key, around.now) }
      })()
      sender.catch(() => {
        sealing = undefined
      })
      sealing = { keyId: `${accountId} ${key.id}`, sender }
    }
    return sealing.sender
  }

  /** Says in the status what the caller is told by the rejection. */
  async function noting<T>(fn: () => Promise<T>): Promise<T> {
    try {
      const value = await fn()
      status = { ...status, notSaved: null }
      return value
    } catch (error) {
      const failed = error instanceof NotSaved ? error : new NotSaved(reasonOf(error), error)
      update({ notSaved: failed.reason })
      throw failed
    }
  }

  async function changed() {
    await recount().catch(() => {})
    around.tell()
  }

  const post = createPost(around.fetch)
  const sender = createSender({
    outbox,
    post: async (batch) => (around.isOffline() ? 'again' : post(batch)),
    lock: around.lock,
    account: () => lease?.accountId ?? null,
    session: (isLive) => lockPhone(!isLive),
    told: (state) => {
      status = { ...status, ...state, needsSignIn: state.needsSignIn || status.locked }
      void changed()
    },
  })

  async function fetchLease() {
    if (around.isOffline()) throw new DownloadFailed('offline')
    let response: Response
    try {
      response = await around.fetch('/doors/turf.json', {
        headers: { Accept: 'application/json' },
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(30_000),
      })
    } catch (error) {
      throw new DownloadFailed('offline', error)
    }
    if (!isOurs(response)) throw new DownloadFailed('unexpected')
    if (response.status === 401) {
      await lockPhone(true)
      update({ needsSignIn: true })
      await changed()
      throw new DownloadFailed('sign_in')
    }
    const fresh = readLease(await response.json().catch(() => undefined))
    if (!fresh) throw new DownloadFailed('unexpected')
    return fresh
  }

  async function keepLease(fresh: Lease, confirmed: string[]) {
    const account = fresh.accountId
    const record = await vault.lock({ id: `lease:${account}`, kind: 'lease', account }, fresh)
    await store.write(['accounts', 'devices', 'records', 'ops'], async (tx) => {
      const before = await tx.objectStore('accounts').get('current')
      // The next person on this phone finds nobody's names; what is unsent stays, and stays its writer's.
      if (before && before.account !== account)
        await tx.objectStore('records').delete(`lease:${before.account}`)
      await tx.objectStore('accounts').put({ id: 'current', account })
      await tx.objectStore('records').put(record)
      const devices = tx.objectStore('devices')
      if (!(await devices.get(account)))
        await devices.put({ id: account, deviceId: crypto.randomUUID(), seq: 0, lost: [] })
      for (const opId of confirmed) {
        const op = await tx.objectStore('ops').get(opId)
        if (op) await tx.objectStore('ops').put({ ...op, counted: true })
      }
      await outbox.meetEpoch(tx, account, fresh.epoch)
      await outbox.dropSettled(tx, fresh.settled ?? [])
    })
  }

  async function saveAll(ops: readonly Op[]) {
    const opIds = await noting(async () => {
      const from = await requireSender()
      // A draft on its way to the disk must not come back after its talk was saved.
      await drafts.idle()
      return outbox.save(from, ops, status.locked)
    })
    await changed()
    void sender.send()
    return opIds
  }

  async function undoAll(opIds: readonly string[]) {
    const how = await noting(async () => outbox.undo(await requireSender(), opIds))
    await changed()
    void sender.send()
    return how
  }

  await findLease()
  await recount()
  const stopHearing = around.heard(() => {
    void findLease()
      .then(recount)
      .catch(() => {})
  })
  const stopWaking = around.awake(() => void sender.send())
  void sender.send()

  return {
    async turfs() {
      const turfs = readable(lease, around.now())
      return status.locked ? turfs.map(withoutNames) : turfs
    },
    accountId: () => lease?.accountId ?? null,
    timeZone: () => lease?.timeZone ?? null,

    async download() {
      const confirmed = lease ? await outbox.tidy(lease.accountId) : []
      const fresh = await fetchLease()
      try {
        await keepLease(fresh, confirmed)
      } catch (error) {
        throw new DownloadFailed('no_space', error)
      }
      lease = fresh
      await around.persist()
      update({ needsSignIn: false, locked: false })
      await changed()
      void sender.send()
      return readable(lease, around.now())
    },

    async readiness() {
      const [worker, persisted, free] = await Promise.all([
        around.isWorkerReady(),
        around.isPersisted(),
        around.freeBytes(),
      ])
      return {
        worker,
        turf: readable(lease, around.now()).length > 0,
        persisted,
        space: free >= roomForShift,
      }
    },

    save: async (op) => (await saveAll([op]))[0] as string,
    saveAll,
    undo: async (opId) => (await undoAll([opId]))[0] as Undone,
    undoAll,

    saveDraft: (unitId, value) =>
      noting(async () => {
        if (!lease) throw new NotSaved('no_turf')
        await drafts.save(lease.accountId, unitId, value)
      }),
    draft: async (unitId) => (lease && !status.locked ? drafts.find(lease.accountId, unitId) : undefined),
    async drafts() {
      const found = lease ? await drafts.list(lease.accountId) : []
      return status.locked ? found.map(({ unitId }) => ({ unitId, value: undefined })) : found
    },

    async outbox(): Promise<Act[]> {
      const acts = lease ? await outbox.list(lease.accountId) : []
      return status.locked ? acts.map((act) => ({ ...act, op: withoutWords(act.op) })) : acts
    },
    status: () => status,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: () => sender.send(),

    async exportFile() {
      const ops = await outbox.unconfirmed()
      return new Blob([JSON.stringify({ format: 'lintel-outbox', version: 2, ops: ops.map(writtenOf) })], {
        type: 'application/json',
      })
    },

    close() {
      sender.close()
      stopHearing()
      stopWaking()
      listeners.clear()
      void store.close()
    },
  }
}

/** Reading ends with the lease; writing does not. */
function readable(lease: Lease | undefined, now: Date) {
  return (lease?.turfs ?? []).filter(({ expiresAt }) => new Date(expiresAt) > now)
}
