import { fromBase64 } from '#app/canvass/offline/bytes.ts'
import type { Batch } from '#app/canvass/offline/outbox.ts'
import type { SealedOp } from '#app/canvass/sync/sync.schema.ts'
import { bytesOf, pushNumber } from './pack.ts'

/** The first byte of a request: JSON, which phones sent before, begins with another. */
export const wire = 2

/**
 * A request of `/sync` in bytes: account and device once, the key of those that were sealed under one once, then the acts in their order.
 * Acts that a former version sealed travel along as they are.
 */
export function writeBatch({ account, deviceId, ops }: Batch) {
  const to: number[] = [wire, ...bytesOf(account), ...bytesOf(deviceId)]
  for (let from = 0; from < ops.length; ) {
    const first = ops[from] as SealedOp
    const end = ops.findIndex((op, at) => at > from && !isUnderOneKey(first, op))
    const group = ops.slice(from, end < 0 ? undefined : end)
    to.push('box' in first ? 2 : 1, ...bytesOf(first.keyId))
    pushBytes(to, fromBase64(first.epk))
    pushNumber(to, group.length)
    for (const op of group) pushOp(to, op)
    from += group.length
  }
  return Uint8Array.from(to)
}

function isUnderOneKey(one: SealedOp, other: SealedOp) {
  return one.epk === other.epk && one.keyId === other.keyId && 'box' in one === 'box' in other
}

function pushOp(to: number[], op: SealedOp) {
  to.push(...bytesOf(op.opId))
  pushNumber(to, op.seq)
  if ('box' in op) return pushBytes(to, op.box)
  pushBytes(to, fromBase64(op.iv))
  pushBytes(to, fromBase64(op.ct))
}

function pushBytes(to: number[], bytes: Uint8Array) {
  pushNumber(to, bytes.length)
  // One by one: handed over at once, a long act has more of them than a call may take.
  for (const byte of bytes) to.push(byte)
}
