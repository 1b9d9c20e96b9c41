import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import type { DebriefAct } from './debrief.schema.ts'

export type DebriefShift = {
  id: string
  bodyId: string
  bodyName: string
  startsAt: string
  endsAt: string
  place: string
  lead: string | null
  calledOffAt: string | null
  /** Talks it over with everybody: each pair's pace, drafts, doors to correct, what was heard. */
  leads: boolean
  /** May read what was said at the doors, and to whom. */
  reads: boolean
}

/** For its lead until a week after, and for those of its body who look after what was promised. */
export async function findDebriefShift(db: Handle, shiftId: string): Promise<DebriefShift> {
  const [found] = await db.sql<Omit<DebriefShift, 'reads'>>`
    select s.id, s.body_id as "bodyId", b.name as "bodyName", s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, l.name as lead,
      s.called_off_at as "calledOffAt", auth.debriefs(s.id) as leads
    from shift s join body b on b.id = s.body_id left join account l on l.id = s.lead_id where s.id = ${shiftId}`
  const reads = found !== undefined && db.actor.can('follow_ups.read', found.bodyId)
  if (!found || !(found.leads || reads)) throw notFound()
  return { ...found, reads }
}

export type EveningShift = Pick<DebriefShift, 'id' | 'place' | 'startsAt'>

/** What there is to talk over, the last that is over first: of seven days each shift this person led, and the two newest of a body whose promises they read. */
export async function listEvenings(db: Handle): Promise<EveningShift[]> {
  const bodies = db.actor.bodiesWith('follow_ups.read').map(({ bodyId }) => bodyId)
  return db.sql<EveningShift>`
    select e.id, e.place, e."startsAt" from (
      select s.id, s.place, s.starts_at as "startsAt", s.ends_at > now() as runs, s.lead_id, s.body_id, row_number() over (partition by s.body_id order by s.starts_at desc, s.id) as nth
      from shift s where now() between s.starts_at and s.ends_at + interval '7 days' and s.called_off_at is null) e
    where (e.nth <= 2 and e.body_id = any (${bodies}::uuid[])) or (e.lead_id = ${db.actor.accountId} and auth.debriefs(e.id))
    order by e.runs, e."startsAt" desc, e.id`
}

export type Drafts = { accountId: string; name: string; drafts: number }

/** The number alone: what is in them lies on the phone. */
export async function listDrafts(db: Handle, shiftId: string): Promise<Drafts[]> {
  return db.sql<Drafts>`select account_id as "accountId", name, drafts from auth.evening_drafts(${shiftId}::uuid)`
}

export type Promised = {
  holdingId: string
  id: string
  what: string
  door: string
  address: string
  due: Day | null
  doneAt: string | null
  /** As it was typed at the door. */
  named: string | null
  ownerId: string | null
  owner: string | null
}

/** What was promised at the doors of this shift; what has no owner yet comes first. */
export async function listPromises(db: Handle, shiftId: string): Promise<Promised[]> {
  return db.sql<Promised>`
    select f.holding_id as "holdingId", f.id, f.what, u.label as door, b.address, f.due, f.done_at as "doneAt", f.owner_name as named,
      f.owner_id as "ownerId", o.name as owner
    from auth.evening_knocks(${shiftId}::uuid) k join live_follow_up f on f.holding_id = k.holding_id and f.knock_id = k.id
    join unit u on u.holding_id = f.holding_id and u.id = f.unit_id join building b on b.id = u.building_id
    left join account o on o.id = f.owner_id
    order by f.done_at is not null, f.owner_id is not null, f.due nulls first, b.address, u.label_key, f.id`
}

/** How many are nobody's yet: all that a lead is told who may not read them. */
export async function countPromisesLeft(db: Handle, shiftId: string): Promise<number> {
  const [row] = await db.sql<{ left: number }>`select auth.promises_left(${shiftId}::uuid) as left`
  return row?.left ?? 0
}

export type Keeper = { id: string; name: string }

/** Those who may read what was promised, and so may look after it when the evening is over. */
export async function listKeepers(db: Handle, bodyId: string): Promise<Keeper[]> {
  return db.sql<Keeper>`
    select distinct a.id, a.name from role_grant g join account a on a.id = g.account_id
    where g.body_id = ${bodyId} and g.role = any (${keeperRoles}::text[]) and g.revoked_at is null
      and (g.expires_at is null or g.expires_at > now()) and a.disabled_at is null order by a.name, a.id`
}
const keeperRoles = ['secretary', 'committee']

type PromiseAct = Omit<Extract<DebriefAct, { intent: 'promise' }>, 'intent'>

/** An owner who may read it, and a day. */
export async function setPromise(db: Handle, shiftId: string, { holdingId, id, ownerId, due }: PromiseAct) {
  const shift = await findDebriefShift(db, shiftId)
  if (!shift.reads || !(await listKeepers(db, shift.bodyId)).some((keeper) => keeper.id === ownerId))
    throw notFound()
  const kept = await db.sql`
    update follow_up f set owner_id = ${ownerId}, due = ${due}::date from auth.evening_knocks(${shiftId}::uuid) k
    where f.holding_id = ${holdingId} and f.id = ${id} and k.holding_id = f.holding_id and k.id = f.knock_id returning f.id`
  if (kept.length === 0) throw notFound()
}
