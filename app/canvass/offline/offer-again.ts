import type { Lease } from '#app/canvass/lease/turf.schema.ts'
import type { SyncReply } from '#app/canvass/sync/sync.schema.ts'
import { reopenAll } from './reopen-photos.ts'
import type { OpState, StoredOp, Writing } from './store.ts'

/** The server lost these numbers, or this phone did. What it has `answered` just now it has. */
export async function offerAgain(
  tx: Writing,
  account: string,
  answered: ReadonlySet<string>,
  { epoch, missing }: SyncReply,
) {
  const device = await tx.objectStore('devices').get(account)
  if (!device) return false
  const lost: number[] = []
  let forgot = Boolean(device.epoch) && device.epoch !== epoch
  for (const seq of missing) {
    const op = await tx.objectStore('ops').index('order').get([account, seq])
    if (!op) lost.push(seq)
    else if (await offer(tx, op, epoch)) forgot = true
  }
  if (forgot) await offerConfirmed(tx, account, epoch, answered)
  if (lost.join() !== device.lost.join() || device.epoch !== epoch)
    await tx.objectStore('devices').put({ ...device, lost, epoch })
  return forgot
}

/** Another epoch than the one this phone knew, as a fresh turf tells it; and the key it seals to, which outlives the turf. */
export async function meetServer(tx: Writing, { accountId: account, epoch, key }: Lease) {
  const device = await tx.objectStore('devices').get(account)
  if (!device || (device.epoch === epoch && device.key?.id === key.id)) return
  if (device.epoch && device.epoch !== epoch) await offerConfirmed(tx, account, epoch, new Set())
  await tx.objectStore('devices').put({ ...device, epoch, key })
}

/** A server that was set back has forgotten more than the numbers it can name, and pictures. Whatever it still has it answers as before. */
async function offerConfirmed(tx: Writing, account: string, epoch: string, but: ReadonlySet<string>) {
  const index = tx.objectStore('ops').index('state')
  for (const state of ['acked', 'look'] as const)
    for (const op of await index.getAll(allOf(account, state)))
      if (!but.has(op.opId)) await offer(tx, op, epoch)
  await reopenAll(tx, account)
}

/** Once an epoch, or the two would never stop. It was sent before, so it can no longer be undone as if it had not been. */
async function offer(tx: Writing, op: StoredOp, epoch: string) {
  const { code: _code, ackedAt: _at, ...rest } = op
  if (op.offered === epoch || (op.state !== 'acked' && op.state !== 'look')) return false
  const empty = op.empty === 1 ? 1 : 0
  await tx.objectStore('ops').put({ ...rest, empty, state: 'sending', counted: false, offered: epoch })
  return true
}

export function allOf(account: string, state: OpState) {
  return IDBKeyRange.bound([account, state, 0], [account, state, Infinity])
}
