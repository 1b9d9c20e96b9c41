import type { Op } from '#app/canvass/sync/ops.schema.ts'
import type { SealedOp, SyncReply } from '#app/canvass/sync/sync.schema.ts'
import { opsPerRequest } from '#app/canvass/sync/sync-limits.ts'
import { createActList } from './act-list.ts'
import { orNotSaved } from './not-saved.ts'
import { createNumbering, isTaken } from './number-acts.ts'
import { allOf, offerAgain } from './offer-again.ts'
import { isWhole } from './op-shape.ts'
import { tidy } from './outbox-tally.ts'
import { createOwnActs, recordsOf } from './own-acts.ts'
import { NotSaved } from './phone-types.ts'
import { photosOf, reopenIn } from './reopen-photos.ts'
import type { Seal } from './seal.ts'
import type { Store, StoredOp, Writing } from './store.ts'
import type { Vault } from './vault.ts'

export type Sender = { account: string; deviceId: string; seal: Seal }
export type Batch = { account: string; deviceId: string; ops: SealedOp[] }

export type Undone = 'removed' | 'retracted'

const bytesWanted = 200_000

export type Outbox = ReturnType<typeof createOutbox>

/** Acts on this phone: written whole or not at all, numbered without a gap, kept until the server has said what became of them. */
export function createOutbox(store: Store, vault: Vault, now: () => Date, grown?: () => void) {
  const own = createOwnActs(store, vault)
  const acts = createActList(store, own, grown)
  const add = createNumbering()

  async function save(sender: Sender, ops: readonly Op[], page: string | undefined) {
    if (!ops.every(isWhole)) throw new NotSaved('invalid')
    return orNotSaved(async () => {
      const made = await Promise.all(ops.map((op) => sealAct(sender, op)))
      const named = ops.flatMap((op) => (op.kind === 'knock' ? photosOf(op) : []))
      const write = (known?: null) =>
        store.write(['devices', 'ops', 'records', ...(named[0] ? ['photos' as const] : [])], async (tx) => {
          const numbered = await add(tx, sender.account, made, known, page)
          if (named[0]) await reopenIn(tx, named)
          tx.commit()
          return numbered
        })
      // By then another act of this page may be back from the disk, and its number be old again: the second time nothing is guessed.
      const numbered = await write().catch((error) => (isTaken(error) ? write(null) : Promise.reject(error)))
      numbered()
      for (const { sealed, said } of made) own.remember(sealed.opId, said)
      const opIds = made.map(({ sealed }) => sealed.opId)
      acts.touch(opIds)
      return opIds
    })
  }

  async function sealAct({ account, deviceId, seal }: Sender, op: Op) {
    const said = { op, savedAt: now().toISOString() }
    const opId = crypto.randomUUID()
    const [sealed, records] = await Promise.all([seal(deviceId, op, opId), own.write(account, opId, said)])
    return { sealed, said, records }
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
            await add(tx, sender.account, [act], null)
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
    const count = await store.write(['devices', 'ops', 'photos'], async (tx) => {
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
      forgot = await offerAgain(tx, batch.account, sent, reply)
      return settled
    })
    if (forgot) acts.reread()
    else acts.touch(sent)
    return count
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

  return {
    save,
    undo,
    takeBatch,
    settle,
    list: acts.list,
    recent: acts.recent,
    reckon: acts.reckon,
    standing: acts.standing,
    tidy: (account: string) => tidy(store, own, now().getTime(), account),
    dropSettled,
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

function fitting(ops: StoredOp[]) {
  let size = 0
  return ops.filter((op, i) => {
    size += ('box' in op ? op.box : op.ct).length + 200
    return i === 0 || size <= bytesWanted
  })
}
