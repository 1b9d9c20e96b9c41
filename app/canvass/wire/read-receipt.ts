import type { Batch } from '#app/canvass/offline/outbox.ts'
import { attempt, list, number, optional, record, string } from '#app/canvass/offline/shape.ts'
import type { OpAnswer, Receipt, SyncReply } from '#app/canvass/sync/sync.schema.ts'

const receipt = record<Receipt>({
  of: string,
  count: number,
  epoch: string,
  merged: optional(list(number)),
  rejected: optional(list(record<{ at: number; code: string }>({ at: number, code: string }))),
  again: optional(list(number)),
  missing: optional(list(number)),
})

/** The same shape as in sync.schema.ts. */
export const readShape = (value: unknown) => attempt(receipt, value)

/** Anything that is not exactly a receipt for these bytes acknowledges nothing. */
export function readReceipt({ deviceId, ops }: Batch, digest: string, value: unknown): SyncReply | undefined {
  const read = readShape(value)
  if (read?.of !== digest || read.count !== ops.length) return undefined
  const { epoch, merged = [], rejected = [], again = [], missing = [] } = read
  const codes = new Map(rejected.map(({ at, code }) => [at, code]))
  if (![...merged, ...again, ...codes.keys()].every((at) => ops[at])) return undefined
  const answers = ops.flatMap(({ opId }, at): OpAnswer[] => {
    if (again.includes(at)) return []
    if (codes.has(at)) return [{ opId, result: 'rejected', code: codes.get(at) }]
    return [{ opId, result: merged.includes(at) ? 'merged' : 'applied' }]
  })
  return { deviceId, epoch, answers, missing }
}
