import { allOf } from './offer-again.ts'
import { type OwnActs, recordsOf } from './own-acts.ts'
import { countWaiting } from './photo-shelf.ts'
import type { OpState, Reading, Store, StoredOp } from './store.ts'

const day = 86_400_000
/** As long as a server may be set back: what it had confirmed is offered to it again. */
export const kept = 7 * day

/** A day after it was confirmed an act's words go, a week after the sealed act itself. Says which a turf asked for now will count. */
export async function tidy(store: Store, own: Pick<OwnActs, 'forget'>, now: number, account: string) {
  return store.write(['ops', 'records'], async (tx) => {
    const [ops, records] = [tx.objectStore('ops'), tx.objectStore('records')]
    const ageOf = ({ ackedAt = 0 }: StoredOp) => now - ackedAt
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
export async function count(store: Store, account: string) {
  return store.read(['ops', 'devices', 'photos'], async (tx) => {
    const ops = tx.objectStore('ops')
    const tally = (state: OpState, whose = account) => ops.index('tally').count([whose, state, 0])
    const others = (await tx.objectStore('devices').getAllKeys()).filter((id) => id !== account)
    const unsent = others.flatMap((id) => [tally('new', id), tally('sending', id)])
    const [oldest, photos, fresh, sending, saved, look, device, ...held] = await Promise.all([
      firstOf(tx, account),
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
      oldest,
      photos,
      saved,
      look,
      held: held.reduce((sum, count) => sum + count, 0),
      lost: device?.lost.length ?? 0,
    }
  })
}

async function firstOf(tx: Reading, account: string) {
  const first = async (state: OpState) => {
    let op = await tx.objectStore('ops').index('state').openCursor(allOf(account, state))
    while (op && !op.value.savedAt) op = await op.continue()
    return op?.value.savedAt ?? Infinity
  }
  const at = Math.min(...(await Promise.all([first('new'), first('sending')])))
  return at === Infinity ? null : at
}
