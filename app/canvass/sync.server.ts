import type { Handle } from '#app/core/actor.server.ts'
import { type ReadOp, readOp } from './read-op.ts'
import type { OpAnswer, Refusal } from './sync.schema.ts'
import { findSecrets } from './sync-keys.server.ts'
import {
  addingDoors,
  answering,
  judging,
  keepingRefused,
  knockFacts,
  retractionFacts,
} from './sync-statements.ts'

export type SyncBatch = { accountId: string; deviceId: string; ops: unknown[] }
export type SyncAnswer = { answers: OpAnswer[]; missing: number[] }

type Kind = 'doors' | 'knocks' | 'retractions'
type Row = { opId: string; result: OpAnswer['result']; code: string | null }

/** A batch in one go: doors first, then what happened at them, then what was taken back. Any data error fails it as a whole. */
export async function applyBatch(db: Handle, batch: SyncBatch): Promise<SyncAnswer> {
  const ops = await readOps(db, batch)
  // Sent one after the other without waiting: each finds what the one before it wrote.
  const [missing, ...rows] = await Promise.all([
    lockForOps(db, batch.deviceId, ops),
    ...steps(ops).map(([kind, part]) => apply(db, kind, batch.deviceId, part)),
    recountOps(db, batch.deviceId, ops),
  ])
  return { answers: answersOf(rows.flat()), missing }
}

/** The same, each act for itself: one that the database refuses is kept with the reason, and the others are applied. */
export async function applyOneByOne(db: Handle, batch: SyncBatch): Promise<SyncAnswer> {
  const ops = await readOps(db, batch)
  const missing = await lockForOps(db, batch.deviceId, ops)
  const rows: Row[] = []
  for (const op of ops.toSorted((a, b) => a.seq - b.seq)) {
    const [kind, part] = steps([op])[0] ?? (['knocks', [op]] as [Kind, ReadOp[]])
    await db.sql`savepoint op`
    try {
      rows.push(...(await apply(db, kind, batch.deviceId, part)))
    } catch (error) {
      const code = refusalOf(error)
      if (!code) throw error
      await db.sql`rollback to savepoint op`
      rows.push(...(await apply(db, kind, batch.deviceId, [{ ...op, code }])))
    }
    await db.sql`release savepoint op`
  }
  await recountOps(db, batch.deviceId, ops)
  return { answers: answersOf(rows), missing }
}

/** What a data error says about the act that caused it; null when it is nobody's fault. */
export function refusalOf(error: unknown): Refusal | null {
  const state = String((error as { code?: unknown } | null)?.code ?? '')
  if (state === '23505') return 'id_taken'
  if (state === '23503') return 'not_there'
  if (state === '42501') return 'not_your_turf'
  return /^2[23]/.test(state) ? 'refused' : null
}

async function readOps(db: Handle, { deviceId, ops }: SyncBatch) {
  const keyIds = ops.map((op) => (op as { keyId?: unknown } | null)?.keyId)
  const secrets = await findSecrets(db, keyIds.filter(isKeyId))
  const read = new Map<string, ReadOp>()
  for (const sent of ops) {
    const op = readOp((keyId) => secrets.get(keyId), deviceId, sent)
    if (op && !read.has(op.opId)) read.set(op.opId, op)
  }
  return [...read.values()].toSorted((a, b) => a.seq - b.seq)
}

function isKeyId(id: unknown): id is string {
  return typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}

function steps(ops: ReadOp[]) {
  const parts: [Kind, ReadOp[]][] = [
    ['doors', ops.filter(({ kind }) => kind === 'unit')],
    ['knocks', ops.filter(({ kind }) => kind !== 'unit' && kind !== 'retract')],
    ['retractions', ops.filter(({ kind }) => kind === 'retract')],
  ]
  return parts.filter(([, part]) => part.length > 0)
}

/** The device's numbers, and the lock on every building the acts touch: two who count at once would count without each other. */
async function lockForOps(db: Handle, deviceId: string, ops: ReadOp[]) {
  const seqs = ops.map(({ seq }) => seq)
  const units = ops.flatMap(({ unitId }) => unitId ?? [])
  const turfs = ops.flatMap(({ kind, turfId }) => (kind === 'unit' && turfId ? turfId : []))
  const [row] = await db.sql<{ missing: number[] }>`
    with came as (select ${seqs}::integer[] as seqs, ${Math.max(0, ...seqs)}::integer as last),
    device_in as (
      insert into device as d (id, account_id, last_seq, missing)
      select ${deviceId}::uuid, ${db.actor.accountId}::uuid, came.last,
        array(select m from generate_series(greatest(1, came.last - 1000), came.last) m where m <> all (came.seqs)) from came
      on conflict (id) do update set last_seq = greatest(d.last_seq, excluded.last_seq),
        missing = array(select m from came, unnest(d.missing ||
          array(select generate_series(greatest(d.last_seq + 1, excluded.last_seq - 1000), excluded.last_seq))) m where m <> all (came.seqs))
      returning missing)
    select (select missing from device_in) as missing, (select count(*) from derive.lock_doors(array(
      select coalesce(x.unit_id, named.id) from unnest(${units}::uuid[]) named (id) left join unit_alias x on x.alias_id = named.id
      union select u.id from turf t join unit u on u.building_id = t.building_id where t.id = any (${turfs}::uuid[])))) as locked`
  return row?.missing ?? []
}

const statements: Record<Kind, string> = {
  doors: statement(addingDoors, keepingRefused),
  knocks: statement(judging, knockFacts, keepingRefused),
  retractions: statement(judging, retractionFacts, keepingRefused),
}

function statement(...steps: string[]) {
  return `${steps.join(',')}${answering}`
}

function apply(db: Handle, kind: Kind, deviceId: string, ops: ReadOp[]) {
  const numbered = JSON.stringify(ops.map((op, n) => ({ ...op, n })))
  const parts = [
    'with given as (select ',
    '::jsonb as ops, ',
    '::uuid as device, ',
    '::uuid as account, ',
    '::text as zone, ',
    `::uuid as body),${statements[kind]}`,
  ]
  const { actor, union } = db
  return db.sql<Row>(
    Object.assign(parts, { raw: parts }),
    numbered,
    deviceId,
    actor.accountId,
    union.timeZone,
    actor.grants[0]?.bodyId ?? null,
  )
}

/** Only of what this transaction applied: an act sent again changes no number and no version. */
async function recountOps(db: Handle, deviceId: string, ops: ReadOp[]): Promise<Row[]> {
  const ids = ops.map(({ opId }) => opId)
  await db.sql`
    select derive.recount(array(select distinct l.unit_id from op_ledger l where l.device_id = ${deviceId}::uuid and l.op_id = any (${ids}::uuid[])
      and l.at = now() and l.result <> 'rejected' and l.unit_id is not null), 'knock')`
  return []
}

function answersOf(rows: Row[]): OpAnswer[] {
  return rows.map(({ opId, result, code }) => ({ opId, result, ...(code ? { code } : {}) }))
}
