import type { RouterContextProvider } from 'react-router'
import * as z from 'zod/mini'
import { becomeActor, type Handle } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { AppError } from '#app/core/errors.ts'
import { openBoxed } from '../sync/open-sealed.ts'
import { readOp } from '../sync/read-op.ts'
import { keyIdsOf } from '../sync/read-ops.ts'
import { FirstSealed } from '../sync/sync.schema.ts'
import type { applyBatch } from '../sync/sync.server.ts'
import { findSecrets } from '../sync/sync-keys.server.ts'
import { type Carried, type CarriedAnswer, type Evening, FiledOp, type Head } from './carry.schema.ts'

type Context = Readonly<RouterContextProvider>
/** Every version of a sealed act says its number so. */
const Numbered = z.object({ seq: FirstSealed.shape.seq })
type Known = ReadonlyMap<string, { isSettled: boolean; isApplied: boolean }>

/**
 * Acts out of a file, on their way as if their phone had sent them: under their author's rights, with their phone's numbers. Whoever
 * brings them adds nothing and learns nothing but what became of them.
 */
export async function handIn(
  db: Handle,
  context: Context,
  carried: Carried,
  apply: typeof applyBatch,
): Promise<CarriedAnswer[]> {
  const { account } = carried
  const isOwn = account === db.actor.accountId
  return asAuthor(db, context, carried, async (as, deviceId) => {
    const filed = await readAll(as, deviceId, carried)
    // What cannot be read nobody sealed: in another's name it would be the bringer's word.
    const taken = filed.filter(({ isRead }) => isRead || isOwn)
    const ops = taken.map(({ sent }) => sent)
    const known = await listKnown(as, deviceId, filed)
    const refuse = (await isLost(as, deviceId)) ? ('lost_phone' as const) : undefined
    const { answers } = await apply(as, { accountId: account, deviceId, ops, refuse })
    const results = new Map(answers.map(({ opId, result }) => [opId, result]))
    return filed.map(({ opId, isRead, isEmpty }): CarriedAnswer => {
      const result = results.get(opId)
      const before = known.get(opId)
      if (!result || (!isRead && !isOwn)) return { opId, result: 'unread' }
      if (isEmpty) return { opId, result: 'empty' }
      if (result === 'rejected' && !before?.isSettled) return { opId, result: 'look' }
      return { opId, result: before ? 'here' : 'done' }
    })
  })
}

/** How many acts of which evening, and how many of them are here; nothing is changed. */
export async function lookAt(db: Handle, context: Context, carried: Carried): Promise<Evening[]> {
  return asAuthor(db, context, carried, async (as, deviceId) => {
    const filed = await readAll(as, deviceId, carried)
    const known = await listKnown(as, deviceId, filed)
    const evenings = new Map<string | null, Evening>()
    for (const { opId, at, isEmpty } of filed) {
      if (isEmpty) continue
      const day = at && dayOf(at, as.union.timeZone)
      const evening = evenings.get(day) ?? { day, acts: 0, here: 0 }
      evening.acts += 1
      if (known.get(opId)?.isApplied) evening.here += 1
      evenings.set(day, evening)
    }
    return [...evenings.values()].sort((a, b) => (a.day ?? '').localeCompare(b.day ?? ''))
  })
}

/** One's own acts are one's own; another's need what only their phone could have sealed. */
export async function asAuthor<T>(
  db: Handle,
  context: Context,
  { account, head, deviceId, ops }: Carried,
  fn: (as: Handle, deviceId: string) => Promise<T>,
): Promise<T> {
  const isOwn = account === db.actor.accountId
  const named = head ? await openHead(db, account, head) : isOwn ? deviceId : undefined
  if (!named) throw new AppError(422, 'not_whose')
  if (isOwn) return fn(db, named)
  const highest = Math.max(0, ...ops.map((op) => Numbered.safeParse(op).data?.seq ?? 0))
  const [row] = await db.sql<{ session: string | null }>`
    select auth.carry(${named}::uuid, ${account}::uuid, ${highest}) as session`
  if (!row?.session) throw new AppError(422, 'not_whose')
  return borrowing(db, context, row.session, (as) => fn(as, named))
}

/** The rest of this transaction up to the end of `fn` as somebody else; what was borrowed for it is gone after. */
export async function borrowing<T>(
  db: Handle,
  context: Context,
  session: string,
  fn: (as: Handle) => Promise<T>,
): Promise<T> {
  const value = await fn(await becomeActor(context, db, session))
  await db.sql`select auth.give_back(${session}::uuid, ${db.sessionId}::uuid)`
  return value
}

async function openHead(db: Handle, account: string, head: Head) {
  const secret = (await findSecrets(db, [head.keyId])).get(head.keyId)
  const box = Uint8Array.from(Buffer.from(head.box, 'base64url'))
  const said = secret ? openBoxed(secret, account, { ...head, seq: 0, box })?.op : undefined
  const { deviceId } = (said ?? {}) as { deviceId?: unknown }
  return typeof deviceId === 'string' ? deviceId : undefined
}

type Filed = { opId: string; sent: unknown; isRead: boolean; isEmpty: boolean; at: string | null }

async function readAll(as: Handle, deviceId: string, { ops }: Carried): Promise<Filed[]> {
  const sent = ops.map(asSent)
  const secrets = await findSecrets(as, keyIdsOf(sent))
  const filed = new Map<string, Filed>()
  for (const each of sent) {
    const op = readOp((keyId) => secrets.get(keyId), deviceId, each)
    if (!op || filed.has(op.opId)) continue
    const { opId, code, kind, minutes } = op
    const isRead = code !== 'unreadable'
    filed.set(opId, { opId, sent: each, isRead, isEmpty: kind === 'void', at: instantOfMinutes(minutes) })
  }
  return [...filed.values()]
}

function instantOfMinutes(minutes: unknown) {
  const at = new Date(typeof minutes === 'number' ? minutes * 60_000 : Number.NaN)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** In a file bytes stand as letters. */
function asSent(filed: unknown): unknown {
  const { data } = FiledOp.safeParse(filed)
  return data ? { ...data, box: Uint8Array.from(Buffer.from(data.box, 'base64url')) } : filed
}

/** Whoever found it may have written on it: its file is its author's word only once somebody has asked them. */
async function isLost(as: Handle, deviceId: string) {
  const rows = await as.sql`select from phone where device_id = ${deviceId}::uuid and lost_at is not null`
  return rows.length > 0
}

async function listKnown(as: Handle, deviceId: string, filed: Filed[]): Promise<Known> {
  const opIds = filed.map(({ opId }) => opId)
  const rows = await as.sql<{ opId: string; isSettled: boolean; isApplied: boolean }>`
    select l.op_id as "opId", l.result <> 'rejected' as "isApplied", r.settled_at is not null as "isSettled" from op_ledger l
    left join refused_op r on r.device_id = l.device_id and r.op_id = l.op_id
    where l.device_id = ${deviceId}::uuid and l.op_id = any (${opIds}::uuid[])`
  return new Map(rows.map(({ opId, ...row }) => [opId, row]))
}
