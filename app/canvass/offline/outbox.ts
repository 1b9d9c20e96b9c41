import type { Op } from '#app/canvass/ops.schema.ts'
import type { BoxedOp, SealedOp, SyncReply } from '#app/canvass/sync.schema.ts'
import { opsPerRequest } from '#app/canvass/sync-limits.ts'
import { createActList } from './act-list.ts'
import { draftId, draftsOf } from './draft-ids.ts'
import { orNotSaved } from './not-saved.ts'
import { isWhole } from './op-shape.ts'
import { createOwnActs, recordsOf, type Words } from './own-acts.ts'
import { NotSaved } from './phone-types.ts'
import { countWaiting } from './photo-shelf.ts'
import type { Seal } from './seal.ts'
import type { OpState, Store, StoredOp, StoredRecord, Writing } from './store.ts'
import type { Vault } from './vault.ts'

export type Sender = { account: string; deviceId: string; seal: Seal }
export type Batch = { account: string; deviceId: string; ops: SealedOp[] }

export type Undone = 'removed' | 'retracted'

type SealedAct = { sealed: Omit<BoxedOp, 'seq'>; said: Words; records: StoredRecord[] }

const day = 86_400_000
/** As long as a server may be set back: what it had confirmed is offered to it again. */
const kept = 7 * day
const bytesWanted = 200_000

export type Outbox = ReturnType<typeof createOutbox>

/** Acts on this phone: written whole or not at all, numbered without a gap, kept until the server has said what became of them. */
export function createOutbox(store: Store, vault: Vault, now: () => Date, page: string, grown?: () => void) {
  const own = createOwnActs(store, vault)
  const acts = createActList(store, own, grown)

  async function save(sender: Sender, ops: readonly Op[], keepsDrafts: boolean) {
    if (!ops.every(isWhole)) throw new NotSaved('invalid')
    return orNotSaved(async () => {
      const made = await Promise.all(ops.map((op) => sealAct(sender, op)))
      await store.write(['devices', 'ops', 'records'], async (tx) => {
        for (const act of made) await add(tx, sender.account, act, keepsDrafts)
      })
      for (const { sealed, said } of made) own.remember(sealed.opId, said)
      const opIds = made.map(({ sealed }) => sealed.opId)
      acts.touch(opIds)
      return opIds
    })
  }

  async function sealAct({ account, deviceId, seal }: Sender, op: Op) {
    const said = { op, savedAt: now().toISOString() }
    const sealed = await seal(deviceId, op)
    return { sealed, said, records: await own.write(account, sealed.opId, said) }
  }

  async function add(
    tx: Writing,
    account: string,
    { sealed, said, records }: SealedAct,
    keepsDrafts = false,
  ) {
    const device = await tx.objectStore('devices').get(account)
    if (!device) throw new NotSaved('no_turf')
    const seq = device.seq + 1
    await tx.objectStore('devices').put({ ...device, seq })
    await tx
      .objectStore('ops')
      .add({ ...sealed, seq, account, device: device.deviceId, state: 'new', empty: 0 })
    for (const record of records) await tx.objectStore('records').add(record)
    if (said.op.kind !== 'knock') return
    // While locked nobody can have looked at what was written before.
    const { unitId } = said.op
    await tx
      .objectStore('records')
      .delete(keepsDrafts ? draftId(account, unitId, page) : draftsOf(account, unitId))
  }

  /** Both ways are prepared before: nothing can be sealed while the store is held, and only then is it known which were sent. */
  async function undo(sender: Sender, opIds: readonly string[]): Promise<Undone[]> {
    const ways = await Promise.all(
      opIds.map(async (opId) => {
        const op = (await own.find(opId))?.op
        const empty = await sender.seal(sender.deviceId, { kind: 'void' })
        const act =
          op?.kind === 'knock' &&
          (await sealAct(sender, { kind: 'retract', knockId: op.knockId, unitId: op.unitId }))
        return { opId, empty, act }
      }),
    )
    return orNotSaved(async () => {
      const how = await store.write(['devices', 'ops', 'records'], async (tx) => {
        const done: Undone[] = []
        for (const { opId, empty, act } of ways) {
          const op = await tx.objectStore('ops').get(opId)
          if (op?.state === 'new') {
            const { seq, account, device } = op
            await tx.objectStore('ops').delete(opId)
            await tx.objectStore('ops').add({ ...empty, seq, account, device, state: 'new', empty: 1 })
            await tx.objectStore('records').delete(recordsOf(opId))
            done.push('removed')
          } else if (act) {
            await add(tx, sender.account, act)
            done.push('retracted')
          } else throw new NotSaved('invalid')
        }
        return done
      })
      for (const [i, { opId, act }] of ways.entries()) {
        if (how[i] === 'removed') own.forget(opId)
        else if (act) own.remember(act.sealed.opId, act.said)
        acts.touch([opId, ...(act ? [act.sealed.opId] : [])])
      }
      return how
    })
  }

  /** The oldest that are not confirmed, marked as sent before they are: from here on they never change. */
  async function takeBatch(account: string, most = opsPerRequest): Promise<Batch | null> {
    const batch = await store.write(['ops'], async (tx) => {
      const index = tx.objectStore('ops').index('state')
      const sending = await index.getAll(allOf(account, 'sending'), most)
      const fresh = await index.getAll(allOf(account, 'new'), most)
      const ops = fitting([...sending, ...fresh].sort((a, b) => a.seq - b.seq).slice(0, most))
      const [first] = ops
      if (!first) return null
      for (const op of ops)
        if (op.state === 'new') await tx.objectStore('ops').put({ ...op, state: 'sending' })
      return { account, deviceId: first.device, ops: ops.map(sealedOf) }
    })
    acts.touch(batch?.ops.map(({ opId }) => opId) ?? [])
    return batch
  }

  /** Only what the reply names by its id is settled. Returns how many were. */
  async function settle(batch: Batch, reply: SyncReply) {
    const sent = new Set(batch.ops.map(({ opId }) => opId))
    let forgot = false
    const count = await store.write(['devices', 'ops'], async (tx) => {
      const ops = tx.objectStore('ops')
      let settled = 0
      for (const { opId, result, code } of reply.answers) {
        const op = sent.has(opId) ? await ops.get(opId) : undefined
        if (!op) continue
        settled++
        const { code: _old, ...rest } = op
        if (result === 'rejected') await ops.put({ ...rest, state: 'look', code: code ?? 'refused' })
        else await ops.put({ ...rest, state: 'acked', ackedAt: now().getTime() })
      }
      forgot = await offerAgain(tx, batch, reply)
      return settled
    })
    if (forgot) acts.reread()
    else acts.touch(sent)
    return count
  }

  /** The server lost these numbers, or this phone did. */
  async function offerAgain(tx: Writing, { account, ops }: Batch, { epoch, missing }: SyncReply) {
    const device = await tx.objectStore('devices').get(account)
    if (!device) return false
    const lost: number[] = []
    let forgot = Boolean(device.epoch) && device.epoch !== epoch
    for (const seq of missing) {
      const op = await tx.objectStore('ops').index('order').get([account, seq])
      if (!op) lost.push(seq)
      else if (await offer(tx, op, epoch)) forgot = true
    }
    // What it has just answered it has.
    if (forgot) await offerConfirmed(tx, account, epoch, new Set(ops.map(({ opId }) => opId)))
    if (lost.join() !== device.lost.join() || device.epoch !== epoch)
      await tx.objectStore('devices').put({ ...device, lost, epoch })
    return forgot
  }

  /** A server that was set back has forgotten more than the numbers it can name. Whatever it still has it answers as before. */
  async function offerConfirmed(tx: Writing, account: string, epoch: string, but: Set<string>) {
    const index = tx.objectStore('ops').index('state')
    for (const state of ['acked', 'look'] as const)
      for (const op of await index.getAll(allOf(account, state)))
        if (!but.has(op.opId)) await offer(tx, op, epoch)
  }

  /** Once an epoch, or the two would never stop. It was sent before, so it can no longer be undone as if it had not been. */
  async function offer(tx: Writing, op: StoredOp, epoch: string) {
    const { code: _code, ackedAt: _at, ...rest } = op
    if (op.offered === epoch || (op.state !== 'acked' && op.state !== 'look')) return false
    const empty = op.empty === 1 ? 1 : 0
    await tx.objectStore('ops').put({ ...rest, empty, state: 'sending', counted: false, offered: epoch })
    return true
  }

  /** Another epoch than the one this phone knew, as a fresh turf tells it. */
  async function meetEpoch(tx: Writing, account: string, epoch: string) {
    const device = await tx.objectStore('devices').get(account)
    if (!device || device.epoch === epoch) return
    if (device.epoch) await offerConfirmed(tx, account, epoch, new Set())
    await tx.objectStore('devices').put({ ...device, epoch })
  }

  /** What a person has looked at asks for no look any more. */
  async function dropSettled(tx: Writing, opIds: readonly string[]) {
    for (const opId of opIds) {
      const op = await tx.objectStore('ops').get(opId)
      if (op?.state !== 'look') continue
      await tx.objectStore('ops').delete(opId)
      await tx.objectStore('records').delete(recordsOf(opId))
    }
  }

  /** A day after it was confirmed an act's words go, a week after the sealed act itself. Says which a turf asked for now will count. */
  async function tidy(account: string) {
    return store.write(['ops', 'records'], async (tx) => {
      const [ops, records] = [tx.objectStore('ops'), tx.objectStore('records')]
      const ageOf = ({ ackedAt = 0 }: StoredOp) => now().getTime() - ackedAt
      // Only those that still have words are read whole; of the others the oldest, until one is found that stays.
      const acked = await ops.index('tally').getAll([account, 'acked', 0])
      for (const op of acked) {
        if (ageOf(op) < day) continue
        await ops.put({ ...op, empty: 2 })
        await records.delete(recordsOf(op.opId))
        own.forget(op.opId)
      }
      let oldest = await ops.index('state').openCursor(allOf(account, 'acked'))
      while (oldest && ageOf(oldest.value) >= kept) {
        await oldest.delete()
        oldest = await oldest.continue()
      }
      return acked.flatMap(({ opId, counted }) => (counted ? [] : opId))
    })
  }

  /** Counted by the index: a phone with thousands waiting says so as fast as one with two. */
  async function count(account: string) {
    return store.read(['ops', 'devices', 'photos'], async (tx) => {
      const ops = tx.objectStore('ops')
      const tally = (state: OpState, whose = account) => ops.index('tally').count([whose, state, 0])
      const others = (await tx.objectStore('devices').getAllKeys()).filter((id) => id !== account)
      const unsent = others.flatMap((id) => [tally('new', id), tally('sending', id)])
      const [photos, fresh, sending, saved, look, device, ...held] = await Promise.all([
        countWaiting(tx, account),
        tally('new'),
        tally('sending'),
        tally('acked'),
        tally('look'),
        tx.objectStore('devices').get(account),
        ...unsent,
      ])
      return {
        waiting: fresh + sending,
        photos,
        saved,
        look,
        held: held.reduce((sum, count) => sum + count, 0),
        lost: device?.lost.length ?? 0,
      }
    })
  }

  async function unconfirmed() {
    const ops = await store.read(['ops'], (tx) => tx.objectStore('ops').getAll())
    return ops.filter(({ state }) => state !== 'acked').sort((a, b) => a.seq - b.seq)
  }

  return {
    save,
    undo,
    takeBatch,
    settle,
    meetEpoch,
    list: acts.list,
    recent: acts.recent,
    tidy,
    dropSettled,
    count,
    unconfirmed,
    /** What others wrote is not known to this page; what was told to one that slept is lost. */
    reread: acts.reread,
    forgetWords() {
      own.forgetAll()
      acts.reread()
    },
  }
}

/** As it is sent. */
export function sealedOf(op: StoredOp): SealedOp {
  const { opId, seq, keyId, epk } = op
  if ('box' in op) return { opId, seq, keyId, epk, box: op.box }
  return { opId, seq, keyId, epk, iv: op.iv, ct: op.ct, hash: op.hash }
}

function allOf(account: string, state: OpState) {
  return IDBKeyRange.bound([account, state, 0], [account, state, Infinity])
}

function fitting(ops: StoredOp[]) {
  let size = 0
  return ops.filter((op, i) => {
    size += ('box' in op ? op.box : op.ct).length + 200
    return i === 0 || size <= bytesWanted
  })
}
