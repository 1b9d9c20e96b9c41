import type { AnonymousHandle, Handle } from '#app/core/actor.server.ts'
import type { Knock } from './ops.schema.ts'
import { isPlain, type PlainKnocks } from './plain-knocks.ts'
import type { ReadOp } from './read-op.ts'
import { saysMore } from './says-more.ts'
import type { OpAnswer } from './sync.schema.ts'

/**
 * In one statement that is its own transaction, for whoever may knock there today: what was missing before, and which history this is. Null
 * when anything has to be asked, refused or looked up: then nothing was written.
 */
export async function takeKnocksAtOnce(db: AnonymousHandle, sessionId: string, knocks: PlainKnocks) {
  const [row] = await db.sql<{ missing: number[] | null; epoch: string }>`
    select missing, epoch from auth.take_knocks_at_once(${sessionId}::uuid, ${knocks.accountId}::uuid, ${knocks.deviceId}::uuid,
      ${knocks.opIds}::uuid[], ${listed(knocks.seqs)}::integer[], ${knocks.hashes}::bytea[], ${knocks.unitIds}::uuid[], ${knocks.turfIds}::uuid[],
      ${knocks.knockIds}::uuid[], ${listed(knocks.dispositions)}::text[], ${listed(knocks.flyers)}::boolean[])`
  return row?.missing ? { missing: row.missing, epoch: row.epoch } : null
}

/**
 * Knocks at which nobody said anything, in one call of a transaction that is open. Null when there is anything else among the acts, or when
 * the ledger has to be asked because a number came before.
 */
export async function takeBareKnocks(db: Handle, deviceId: string, ops: ReadOp[]) {
  if (ops.length === 0 || !ops.every(isBare)) return null
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

function isBare({ kind, code, op }: ReadOp) {
  return kind === 'knock' && !code && isPlain((op as Knock).disposition) && !saysMore(op)
}

/** An array as PostgreSQL reads it: ids, numbers and codes need no quotes. */
function listed(values: (string | number | boolean)[]) {
  return `{${values.join()}}`
}
