import { createHash } from 'node:crypto'
import type { Receipt, SealedOp } from '#app/canvass/sync/sync.schema.ts'
import type { SyncAnswer } from '#app/canvass/sync/sync.server.ts'

/** What a phone is told of a batch it wrote in bytes. */
export function receiptOf(body: Uint8Array, ops: SealedOp[], { answers, ...rest }: SyncAnswer): Receipt {
  const answerOf = new Map(answers.map((answer) => [answer.opId, answer]))
  const found = ops.map(({ opId }) => answerOf.get(opId))
  const where = (is: (answer: (typeof found)[0]) => boolean) =>
    found.flatMap((answer, at) => (is(answer) ? at : []))
  return shortReceipt(body, ops.length, {
    ...rest,
    merged: where((answer) => answer?.result === 'merged'),
    rejected: found.flatMap((answer, at) =>
      answer?.result === 'rejected' ? { at, code: answer.code ?? 'refused' } : [],
    ),
    again: where((answer) => !answer),
  })
}

/** Of what is not named nothing is to be said: all was applied, none is missing. */
export function shortReceipt(body: Uint8Array, count: number, named: Omit<Receipt, 'of' | 'count'>): Receipt {
  const receipt: Receipt = { of: createHash('sha256').update(body).digest('base64url'), count, ...named }
  for (const key of ['merged', 'rejected', 'again', 'missing'] as const)
    if (receipt[key]?.length === 0) delete receipt[key]
  return receipt
}
