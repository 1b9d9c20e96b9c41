import type { Handle } from '#app/core/actor.server.ts'
import { AppError } from '#app/core/errors.ts'
import { takeBareKnocks } from './bare-knocks.server.ts'
import { keepable, type ReadOp } from './read-op.ts'
import { keyIdsOf, readOps } from './read-ops.ts'
import { refusalOf } from './refusal-of.ts'
import { saysMore } from './says-more.ts'
import type { OpAnswer, Refusal } from './sync.schema.ts'
import { findSecrets } from './sync-keys.server.ts'
import { type Step, statements } from './sync-statements.ts'

/** `refuse`: why none of it is written before somebody looked. */
export type SyncBatch = { accountId: string; deviceId: string; ops: unknown[]; refuse?: Refusal }
export type SyncAnswer = { answers: OpAnswer[]; missing: number[]; epoch: string }

type Row = { opId: string; result: OpAnswer['result']; code: string | null }

/** A batch in one go: doors first, then what happened at them, then what was taken back. Any data error fails it as a whole. */
export async function applyBatch(db: Handle, batch: SyncBatch): Promise<SyncAnswer> {
  const ops = await openOps(db, batch)
  const taken = await takeBareKnocks(db, batch.deviceId, ops)
  if (taken) {
    await keepRefused(db, batch.deviceId, ops, taken.answers)
    return taken
  }
  // Sent one after the other without waiting: each finds what the one before it wrote.
  const [taking, ...rows] = await Promise.all([
    lockForOps(db, batch.deviceId, ops),
    ...steps(ops).map(([kind, part]) => apply(db, kind, batch.deviceId, part)),
    recountOps(db, batch.deviceId, ops),
  ])
  const answers = answersOf(ops, rows.flat())
  await keepRefused(db, batch.deviceId, ops, answers)
  return { answers, ...taking }
}

/** The same, each act for itself: one that the database refuses is kept with the reason, and the others are applied. */
export async function applyOneByOne(db: Handle, batch: SyncBatch): Promise<SyncAnswer> {
  const ops = await openOps(db, batch)
  const taking = await lockForOps(db, batch.deviceId, ops)
  const rows: Row[] = []
  for (const op of ops.toSorted((a, b) => a.seq - b.seq)) {
    const [kind, part] = steps([op])[0] ?? (['talks', [op]] as [Step, ReadOp[]])
    await db.sql`savepoint op`
    try {
      rows.push(...(await apply(db, kind, batch.deviceId, part)))
    } catch (error) {
      const code = refusalOf(error)
      if (!code) throw error
      await db.sql`rollback to savepoint op`
      // Without its words: what the database cannot read once it cannot read twice.
      rows.push(...(await apply(db, kind, batch.deviceId, [{ ...op, op: null, code }])))
    }
    await db.sql`release savepoint op`
  }
  await recountOps(db, batch.deviceId, ops)
  const answers = answersOf(ops, rows)
  await keepRefused(db, batch.deviceId, ops, answers)
  return { answers, ...taking }
}

async function openOps(db: Handle, batch: SyncBatch) {
  const secrets = await findSecrets(db, keyIdsOf(batch.ops))
  const ops = readOps(secrets, batch)
  const { refuse } = batch
  return refuse ? ops.map((op) => (op.kind === 'void' ? op : { ...op, code: op.code ?? refuse })) : ops
}

/**
 * A step waits for what the one before it must have written: a door for its knocks, a knock for its retraction. What was sent before is
 * taken back before what stands instead of it: of who joined in a talk that counts no more it is not known that they joined.
 */
function steps(ops: ReadOp[]) {
  const happened = ops.filter(({ kind }) => kind !== 'unit' && kind !== 'retract')
  const isTalk = happened.some(({ kind, op }) => kind === 'knock' && saysMore(op))
  const takenBack = ops.filter(({ kind }) => kind === 'retract')
  const sentAlong = new Set(happened.map(knockOf))
  const parts: [Step, ReadOp[]][] = [
    ['doors', ops.filter(({ kind }) => kind === 'unit')],
    ['retractions', takenBack.filter((op) => !sentAlong.has(knockOf(op)))],
    [isTalk ? 'talks' : 'knocks', happened],
    ['retractions', takenBack.filter((op) => sentAlong.has(knockOf(op)))],
  ]
  return parts.filter(([, part]) => part.length > 0)
}

function knockOf({ op }: ReadOp) {
  return (op as { knockId?: string } | null)?.knockId
}

/** The device's numbers, and the lock on every building the acts touch: two who count at once would count without each other. */
async function lockForOps(db: Handle, deviceId: string, ops: ReadOp[]) {
  const seqs = ops.map(({ seq }) => seq)
  const units = ops.flatMap(({ unitId }) => unitId ?? [])
  const turfs = ops.flatMap(({ kind, turfId }) => (kind === 'unit' && turfId ? turfId : []))
  const [row] = await db.sql<{ missing: number[]; epoch: string }>`
    select auth.take_in(${deviceId}::uuid, ${seqs}::integer[], ${units}::uuid[], ${turfs}::uuid[]) as missing, auth.epoch() as epoch`
  return { missing: row?.missing ?? [], epoch: row?.epoch ?? '' }
}

function apply(db: Handle, step: Step, deviceId: string, ops: ReadOp[]) {
  const numbered = JSON.stringify(ops.map(({ sealed: _, minutes: __, ...op }, n) => ({ ...op, n })))
  return db.sql<Row>(statements[step], numbered, deviceId, db.actor.accountId, db.union.timeZone)
}

/**
 * Refused acts wait for whoever gives out turf in the body whose door, else whose turf it was. Where neither is known they wait where
 * the sender was last given doors, sealed: nobody can say whose words they are.
 */
async function keepRefused(db: Handle, deviceId: string, ops: ReadOp[], answers: OpAnswer[]) {
  const codes = new Map(answers.flatMap(({ opId, code }) => (code ? [[opId, code] as const] : [])))
  const refused = ops.filter(({ opId }) => codes.has(opId))
  if (refused.length === 0) return
  const kept = refused.map(({ opId, turfId, unitId, op, sealed = op }) => ({
    opId,
    turfId,
    unitId,
    op,
    sealed: keepable(sealed),
    code: codes.get(opId),
  }))
  await db.sql`
    insert into refused_op (device_id, op_id, account_id, body_id, holding_id, code, payload)
    select ${deviceId}::uuid, r."opId", ${db.actor.accountId}::uuid, coalesce(h.body_id, once.body_id, given.body_id, ${db.actor.grants[0]?.bodyId ?? null}::uuid),
      coalesce(h.id, once.holding_id), r.code, case when coalesce(h.id, once.holding_id) is null then r.sealed else r.op end
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r ("opId" uuid, "turfId" uuid, "unitId" uuid, code text, op jsonb, sealed jsonb)
    left join op_ledger l on l.device_id = ${deviceId}::uuid and l.op_id = r."opId" left join turf t on t.id = r."turfId"
    left join holding h on h.id = coalesce(l.holding_id, t.holding_id)
    left join lateral auth.file_once_given(r."turfId", r."unitId") once on h.id is null
    left join (select f.body_id from turf_assignment a join holding f on f.id = a.holding_id where a.account_id = ${db.actor.accountId}::uuid
      order by a.assigned_at desc, a.id limit 1) given on true
    on conflict do nothing`
}

/**
 * Only of what this transaction applied: an act sent again changes no number and no version. Who was signed out meanwhile reads no row
 * of the ledger any more, so nothing would be counted: then all of it is undone, and sent again after the next sign-in.
 */
async function recountOps(db: Handle, deviceId: string, ops: ReadOp[]): Promise<Row[]> {
  const ids = ops.map(({ opId }) => opId)
  const [row] = await db.sql<{ isHere: boolean }>`
    select auth.account() is not null as "isHere", derive.recount(array(select distinct l.unit_id from op_ledger l where l.device_id = ${deviceId}::uuid and l.op_id = any (${ids}::uuid[])
      and l.at = now() and l.result <> 'rejected' and l.unit_id is not null), 'knock')`
  if (!row?.isHere) throw new AppError(401, 'sign_in')
  return []
}

/** In the order of the acts, however the database came upon them. */
function answersOf(ops: ReadOp[], rows: Row[]): OpAnswer[] {
  const rowOf = new Map(rows.map((row) => [row.opId, row]))
  return ops.flatMap(({ opId }) => {
    const row = rowOf.get(opId)
    return row ? { opId, result: row.result, ...(row.code ? { code: row.code } : {}) } : []
  })
}
