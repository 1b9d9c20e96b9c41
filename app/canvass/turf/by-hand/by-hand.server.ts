import { randomUUID } from 'node:crypto'
import type { RouterContextProvider } from 'react-router'
import { lockDoors } from '#app/buildings/coverage.server.ts'
import { changeDoors } from '#app/buildings/doors.server.ts'
import { labelKey } from '#app/buildings/place-labels.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { addDays, type Day, dayOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import { borrowing } from '../../carry/carry.server.ts'
import { instantWritten } from '../../instant-written.server.ts'
import type { Knock } from '../../sync/ops.schema.ts'
import { takeBackKnock, writeKnock } from '../../write-knock.server.ts'
import type { AsideReason, ByHand, doneByHand, HandProblem } from './by-hand.schema.ts'
import { actOf, type ReadAct, readAct, withNewIds } from './read-act.ts'

type Context = Readonly<RouterContextProvider>

export type WaitingAct = {
  id: string
  deviceId: string
  accountId: string
  personName: string | null
  code: string
  payload: Record<string, unknown>
  at: string
  bodyId: string
  buildingId: string | null
  /** The day of the shift whose doors they were; else the one on which it came. */
  day: string
}

export type HandAnswer =
  | { ok: true; did: (typeof doneByHand)[number] }
  | {
      ok: false
      field: 'parts' | 'unitId' | 'day' | 'root'
      why: HandProblem
    }

/** One that waits, for whoever gives out doors where it belongs. */
export async function requireWaiting(db: Handle, id: string): Promise<WaitingAct> {
  const bodies = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  const [act] = await db.sql<Omit<WaitingAct, 'day'> & { shiftAt: string | null }>`
    select r.id, r.device_id as "deviceId", r.account_id as "accountId", a.name as "personName", r.code, r.payload, r.at,
      coalesce(h.body_id, r.body_id) as "bodyId", h.building_id as "buildingId", s.starts_at as "shiftAt"
    from refused_op r left join account a on a.id = r.account_id left join holding h on h.id = r.holding_id
    left join turf t on t.id = case
      when r.payload ->> 'turfId' ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then (r.payload ->> 'turfId')::uuid end
    left join shift s on s.id = t.shift_id
    where r.id = ${id} and r.settled_at is null and coalesce(h.body_id, r.body_id) = any (${bodies}::uuid[])`
  if (!act) throw notFound()
  const [day = db.today] = [act.shiftAt ?? act.at, act.at].map((at) => dayOf(at, db.union.timeZone)).sort()
  return { ...act, day }
}

/** On which days it may have been: an act is older than its coming here, and a phone does not keep one for a year. */
export function daysOf(db: Handle, { at }: Pick<WaitingAct, 'at'>): { first: Day; last: Day } {
  const last = dayOf(at, db.union.timeZone)
  return { first: addDays(last, -365), last }
}

export type HandDoor = { id: string; label: string; isStruck: boolean }
export type HandPlaces = { buildings: { id: string; address: string }[]; doors: HandDoor[] }

/** Where it may be written: the buildings whose doors this account gives out, and the doors of one of them. */
export async function listPlaces(db: Handle, buildingId: string | null): Promise<HandPlaces> {
  const bodies = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  const buildings = await db.sql<HandPlaces['buildings'][number]>`
    select b.id, b.address from holding h join building b on b.id = h.building_id where h.body_id = any (${bodies}::uuid[]) order by b.address, b.id`
  const doors = await db.sql<HandDoor>`
    select u.id, u.label, u.struck_reason is not null as "isStruck" from unit u join holding h on h.id = u.holding_id
    where u.building_id = ${buildingId}::uuid and h.body_id = any (${bodies}::uuid[]) order by u.floor_rank, u.line_rank, u.label_key`
  return { buildings, doors }
}

/** The door an act names, also by a name that two phones gave it. */
export async function findDoor(db: Handle, unitId: string | null) {
  const [door] = await db.sql<{ unitId: string; buildingId: string; holdingId: string; bodyId: string }>`
    select u.id as "unitId", u.building_id as "buildingId", u.holding_id as "holdingId", h.body_id as "bodyId" from unit u join holding h on h.id = u.holding_id
    where u.id = coalesce((select x.unit_id from unit_alias x where x.alias_id = ${unitId}::uuid), ${unitId}::uuid)`
  return door ?? null
}

/** Whoever knocked stays the one who knocked; that it was written by another hand stands in the log. */
export async function actByHand(db: Handle, context: Context, id: string, how: ByHand): Promise<HandAnswer> {
  if (how.intent === 'aside') return putAside(db, id, how.reason)
  const act = await requireWaiting(db, id)
  const read = readAct(act.payload)
  if (how.intent === 'knock' && read.kind === 'knock') return writeByHand(db, context, act, read, how)
  if (how.intent === 'retract' && read.kind === 'retract') return takeBack(db, context, act, read)
  if (how.intent === 'unit' && read.kind === 'unit') return addDoor(db, act, read, how.buildingId)
  return { ok: false, field: 'root', why: 'sealed' }
}

/** Nothing of it is written, and why not is kept. */
export async function putAside(db: Handle, id: string, reason: AsideReason): Promise<HandAnswer> {
  return settle(db, await requireWaiting(db, id), { did: 'aside', reason })
}

async function writeByHand(
  db: Handle,
  context: Context,
  act: WaitingAct,
  read: Extract<ReadAct, { kind: 'knock' }>,
  { unitId, disposition, day, parts }: Extract<ByHand, { intent: 'knock' }>,
): Promise<HandAnswer> {
  const { first, last } = daysOf(db, act)
  if (day > db.today) return { ok: false, field: 'day', why: 'future' }
  if (day > last || day < first) return { ok: false, field: 'day', why: 'otherDay' }
  const door = await findDoor(db, unitId)
  if (!door || !db.actor.can('turf.assign', door.bodyId))
    return { ok: false, field: 'unitId', why: 'notHere' }
  await lockDoors(db, [door.unitId])
  const turfId = read.turfId ?? randomUUID()
  const ids = { knockId: read.knockId ?? randomUUID(), turfId, unitId: door.unitId }
  const made = actOf(read, ids, disposition, parts)
  if (!made.ok) return { ok: false, field: 'parts', why: made.why }
  const knock = await fitted(db, act, door.holdingId, made.knock)
  const at = await instantWritten(db, day)
  await asKnocker(db, context, act, door.unitId, (as) =>
    writeKnock(as, { ...knock, turfId: read.turfId, day, at }, act.deviceId),
  )
  return settle(db, act, { did: 'written', holdingId: door.holdingId, knockId: knock.knockId })
}

/** Ids that are taken, and people and cases of another file, are not carried into this one. */
async function fitted(db: Handle, { code }: WaitingAct, holdingId: string, knock: Knock): Promise<Knock> {
  const personId = knock.person?.personId ?? null
  const cases = (knock.repairs ?? []).flatMap(({ sameAs }) => sameAs ?? [])
  const [there] = await db.sql<{ knock: boolean; person: boolean; cases: string[] }>`
    select exists (select 1 from knock where holding_id = ${holdingId} and id = ${knock.knockId}) as knock,
      exists (select 1 from person where holding_id = ${holdingId} and id = ${personId}::uuid) as person,
      array(select id from live_grievance where holding_id = ${holdingId} and id = any (${cases}::uuid[])) as cases`
  const repairs = knock.repairs?.map(({ sameAs, ...repair }) =>
    sameAs && there?.cases.includes(sameAs) ? { ...repair, sameAs } : repair,
  )
  const here = { ...knock, ...(repairs && { repairs }) }
  const isKnown = there?.person ?? false
  if (there?.knock || ['id_taken', 'changed'].includes(code))
    return withNewIds(here, { id: randomUUID, isKnown })
  return { ...here, ...(here.person && { person: { ...here.person, isNew: !isKnown } }) }
}

async function takeBack(
  db: Handle,
  context: Context,
  act: WaitingAct,
  { knockId, unitId }: Extract<ReadAct, { kind: 'retract' }>,
): Promise<HandAnswer> {
  // It may have been written by hand itself: under another id, or at another door than the phone's.
  const [knock] = await db.sql<{ id: string; unitId: string; holdingId: string }>`
    with made as (select r.knock_id as id from refused_op r where r.account_id = ${act.accountId} and r.knock_id is not null
      and r.payload ->> 'knockId' = ${knockId} limit 1)
    select k.id, k.unit_id as "unitId", k.holding_id as "holdingId" from knock k where k.account_id = ${act.accountId}
      and (k.id = (select id from made) or (not exists (select from made) and k.id = ${knockId}::uuid
        and k.unit_id = coalesce((select x.unit_id from unit_alias x where x.alias_id = ${unitId}::uuid), ${unitId}::uuid)))`
  if (!knock) return { ok: false, field: 'root', why: (await isLetGo(db, act)) ? 'letGo' : 'notHere' }
  await lockDoors(db, [knock.unitId])
  await asKnocker(db, context, act, knock.unitId, (as) => takeBackKnock(as, { ...knock, knockId: knock.id }))
  return settle(db, act, { did: 'takenBack', holdingId: knock.holdingId })
}

/** A week after it was written by hand nothing says any more which knock an act became. */
async function isLetGo(db: Handle, { accountId }: WaitingAct) {
  const [gone] = await db.sql`
    select 1 from refused_op where account_id = ${accountId} and outcome = 'applied_by_hand' and payload = '{}' limit 1`
  return Boolean(gone)
}

/** The phone's own name for the door stays good, for what it says about it. */
async function addDoor(
  db: Handle,
  act: WaitingAct,
  { unitId, label, floor, entrance }: Extract<ReadAct, { kind: 'unit' }>,
  buildingId: string,
): Promise<HandAnswer> {
  await changeDoors(db, buildingId, { act: 'add', label, floor, entrance })
  const [door] = await db.sql<{ id: string; holdingId: string }>`
    select id, holding_id as "holdingId" from unit where building_id = ${buildingId} and label_key = ${labelKey(label)}`
  if (!door) return { ok: false, field: 'root', why: 'sameDoor' }
  await db.sql`
    insert into unit_alias (holding_id, alias_id, unit_id) values (${door.holdingId}, ${unitId}, ${door.id}) on conflict do nothing`
  return settle(db, act, { did: 'doorAdded', holdingId: door.holdingId })
}

async function asKnocker(
  db: Handle,
  context: Context,
  { id }: WaitingAct,
  unitId: string,
  fn: (as: Handle) => Promise<void>,
) {
  const session = await lendDoor(db, id, unitId)
  if (!session) throw notFound()
  await borrowing(db, context, session, fn)
}

/** A session of whoever sent an act, for this transaction and this door. Null: the door is not this account's to lend. */
export async function lendDoor(db: Handle, actId: string, unitId: string): Promise<string | null> {
  const [row] = await db.sql<{ session: string | null }>`
    select auth.by_hand(${actId}::uuid, ${unitId}::uuid) as session`
  return row?.session ?? null
}

type Settled = {
  did: Extract<HandAnswer, { ok: true }>['did']
  holdingId?: string
  knockId?: string
  reason?: AsideReason
}

async function settle(
  db: Handle,
  act: WaitingAct,
  { did, holdingId, knockId, reason }: Settled,
): Promise<HandAnswer> {
  const outcome = did === 'aside' ? 'not_needed' : 'applied_by_hand'
  const settled = await db.sql`
    update refused_op set settled_at = now(), settled_by = ${db.actor.accountId}, outcome = ${outcome}, reason = ${reason ?? null}, knock_id = ${knockId ?? null}
    where id = ${act.id} and settled_at is null returning id`
  if (settled.length === 0) throw notFound()
  await recordDeed(
    db,
    act.bodyId,
    did === 'aside' ? 'act_put_aside' : 'act_by_hand',
    holdingId ?? act.accountId,
  )
  return { ok: true, did }
}
