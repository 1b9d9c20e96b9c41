import type { AnonymousHandle, Handle } from '#app/core/actor.server.ts'
import { type Disposition, dispositionCodes } from '../lists.ts'
import type { Knock } from './ops.schema.ts'
import type { ReadOp } from './read-op.ts'
import { saysMore } from './says-more.ts'
import type { OpAnswer } from './sync.schema.ts'

/** After these the union may have reached somebody, or no longer: more than the door's tries is counted anew. */
const telling: Disposition[] = ['conversation', 'moved', 'vacant']
const plain = new Set<string>(dispositionCodes.filter((code) => !telling.includes(code)))

/**
 * The same in one statement that is its own transaction, for whoever may knock there today. Null when anything has to be asked, refused or
 * looked up: then nothing was written.
 */
export async function takeKnocksAtOnce(
  db: AnonymousHandle,
  sessionId: string,
  { accountId, deviceId }: { accountId: string; deviceId: string },
  ops: ReadOp[],
) {
  if (!areBare(ops)) return null
  const knocks = ops.map(({ op }) => op as Knock)
  const [row] = await db.sql<{ missing: number[] | null; epoch: string }>`
    select missing, epoch from auth.take_knocks_at_once(${sessionId}::uuid, ${accountId}::uuid, ${deviceId}::uuid,
      ${listed(ops.map(({ opId }) => opId))}::uuid[], ${listed(ops.map(({ seq }) => seq))}::integer[], ${listed(ops.map(({ hash }) => hash))}::text[],
      ${listed(knocks.map(({ unitId }) => unitId))}::uuid[], ${listed(knocks.map(({ turfId }) => turfId))}::uuid[],
      ${listed(knocks.map(({ knockId }) => knockId))}::uuid[], ${listed(knocks.map(({ disposition }) => disposition))}::text[],
      ${listed(knocks.map(({ flyer }) => flyer))}::boolean[])`
  if (!row?.missing) return null
  const answers = ops.map(({ opId }): OpAnswer => ({ opId, result: 'applied' }))
  return { answers, missing: row.missing, epoch: row.epoch }
}

/**
 * Most of what phones send: knocks at which nobody said anything, in one call. Null when there is anything else among the acts, or
 * when the ledger has to be asked because a number came before.
 */
export async function takeBareKnocks(db: Handle, deviceId: string, ops: ReadOp[]) {
  if (!areBare(ops)) return null
  const knocks = ops.map(({ op }) => op as Knock)
  const [row] = await db.sql<{ missing: number[] | null; verdicts: (string | null)[] | null; epoch: string }>`
    select missing, verdicts, auth.epoch() as epoch from core.take_knocks(${deviceId}::uuid, ${db.actor.accountId}::uuid, ${db.union.timeZone},
      ${listed(ops.map(({ opId }) => opId))}::uuid[], ${listed(ops.map(({ seq }) => seq))}::integer[], ${listed(ops.map(({ hash }) => hash))}::text[],
      ${listed(knocks.map(({ unitId }) => unitId))}::uuid[], ${listed(knocks.map(({ turfId }) => turfId))}::uuid[],
      ${listed(knocks.map(({ knockId }) => knockId))}::uuid[], ${listed(knocks.map(({ disposition }) => disposition))}::text[],
      ${listed(knocks.map(({ flyer }) => flyer))}::boolean[])`
  if (!row?.missing) return null
  const answers = ops.map(({ opId }, i): OpAnswer => {
    const code = row.verdicts?.[i]
    return code ? { opId, result: 'rejected', code } : { opId, result: 'applied' }
  })
  return { answers, missing: row.missing, epoch: row.epoch }
}

function areBare(ops: ReadOp[]) {
  return ops.length > 0 && ops.every(isBare)
}

function isBare({ kind, code, op }: ReadOp) {
  return kind === 'knock' && !code && plain.has((op as Knock).disposition) && !saysMore(op)
}

/** An array as PostgreSQL reads it: ids, numbers and codes need no quotes. */
function listed(values: (string | number | boolean)[]) {
  return `{${values.join()}}`
}
