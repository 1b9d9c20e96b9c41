import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { findMeeting } from '#app/federation/meetings/meetings.server.ts'
import type { AskStep } from '../lists.ts'
import { findScript } from '../scripts/scripts.server.ts'
import type { ShiftDetails } from './shift.schema.ts'
import { shiftTimes } from './shift-hours.ts'

/** Doors may be read a while after the shift ends: stragglers are still on the stairs. */
export const grace = '2 hours'

export type Shift = {
  id: string
  bodyId: string
  bodyName: string
  startsAt: string
  endsAt: string
  backBy: string | null
  place: string
  leadId: string | null
  lead: string | null
  asks: AskStep[]
  leavesFlyer: boolean
  scriptId: string | null
  actionId: string | null
  calledOffAt: string | null
}

export type ShiftSummary = Pick<
  Shift,
  'id' | 'bodyId' | 'bodyName' | 'startsAt' | 'endsAt' | 'place' | 'lead' | 'calledOffAt'
> & { people: number; doors: number; knocked: number }

export async function addShift(
  db: Handle,
  { bodyId, ...shift }: ShiftDetails & { bodyId: string },
): Promise<string> {
  if (!db.actor.can('turf.assign', bodyId)) throw notFound()
  const kept = await valuesOf(db, bodyId, shift)
  const [made] = await db.sql<{ id: string }>`
    insert into shift (body_id, starts_at, ends_at, back_by, place, lead_id, asks, leaves_flyer, script_id, action_id, made_by)
    values (${bodyId}, ${kept.startsAt}::timestamptz, ${kept.endsAt}::timestamptz, ${kept.backBy}::timestamptz, ${kept.place},
      ${kept.leadId}::uuid, ${kept.asks}::text[], ${kept.leavesFlyer}, ${kept.scriptId}::uuid, ${kept.actionId}::uuid,
      ${db.actor.accountId}) returning id`
  if (!made) throw notFound()
  return made.id
}

/** The lead is one of the body's people, script and action are its own. */
async function valuesOf(db: Handle, bodyId: string, shift: ShiftDetails) {
  if (shift.leadId && !(await isColleague(db, bodyId, [shift.leadId]))) throw notFound()
  if (shift.scriptId && (await findScript(db, shift.scriptId)).bodyId !== bodyId) throw notFound()
  const action = shift.actionId ? await findMeeting(db, shift.actionId) : null
  if (shift.actionId && (action?.bodyId !== bodyId || action.kind === 'meeting')) throw notFound()
  return {
    ...shiftTimes(shift, db.union.timeZone),
    place: shift.place,
    leadId: shift.leadId || null,
    // What the action asks is asked at the doors; three asks are all a door bears.
    asks: [...new Set([...(action ? [action.step] : []), ...(shift.asks ?? [])])].slice(0, 3),
    leavesFlyer: shift.leavesFlyer ?? false,
    scriptId: shift.scriptId || null,
    actionId: shift.actionId || null,
  }
}

/** Doors that were given stay readable until a while after the new end. */
export async function editShift(db: Handle, shiftId: string, details: ShiftDetails) {
  const shift = await lockShift(db, shiftId)
  if (shift.calledOffAt) throw notFound()
  const kept = await valuesOf(db, shift.bodyId, details)
  await db.sql`
    update shift set starts_at = ${kept.startsAt}::timestamptz, ends_at = ${kept.endsAt}::timestamptz, back_by = ${kept.backBy}::timestamptz,
      place = ${kept.place}, lead_id = ${kept.leadId}::uuid, asks = ${kept.asks}::text[], leaves_flyer = ${kept.leavesFlyer},
      script_id = ${kept.scriptId}::uuid, action_id = ${kept.actionId}::uuid where id = ${shiftId}`
  await db.sql`
    update turf_assignment a set expires_at = ${kept.endsAt}::timestamptz + ${grace}::interval
    from turf t where t.shift_id = ${shiftId} and a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null`
}

/** Running and coming shifts, and those of the last month, the nearest first. */
export async function listShifts(db: Handle): Promise<ShiftSummary[]> {
  const bodies = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  return db.sql<ShiftSummary>`
    select s.id, s.body_id as "bodyId", b.name as "bodyName", s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, l.name as lead,
      s.called_off_at as "calledOffAt", (select count(distinct a.account_id)::int from turf t join turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id
        where t.shift_id = s.id and a.revoked_at is null) as people,
      d.doors, d.knocked
    from shift s join body b on b.id = s.body_id left join account l on l.id = s.lead_id
      cross join lateral (select count(*)::int as doors, count(*) filter (where o.knocked)::int as knocked from core.doors_of_shift(s.id) o) d
    where s.body_id = any (${bodies}::uuid[]) and s.ends_at > now() - interval '30 days'
    order by s.ends_at > now() desc, abs(extract(epoch from s.starts_at - now())) limit 60`
}

export async function findShift(db: Handle, shiftId: string): Promise<Shift | null> {
  const [found] = await db.sql<Shift>`
    select s.id, s.body_id as "bodyId", b.name as "bodyName", s.starts_at as "startsAt", s.ends_at as "endsAt", s.back_by as "backBy",
      s.place, s.lead_id as "leadId", l.name as lead, s.asks, s.leaves_flyer as "leavesFlyer", s.script_id as "scriptId", s.action_id as "actionId", s.called_off_at as "calledOffAt"
    from shift s join body b on b.id = s.body_id left join account l on l.id = s.lead_id where s.id = ${shiftId}`
  return found && db.actor.can('turf.assign', found.bodyId) ? found : null
}

/** Held until the transaction ends: whoever else changes its plan or its pairs, or joins, waits and sees what came of it. */
export async function lockShift(db: Handle, shiftId: string): Promise<Shift> {
  await db.sql`select 1 from shift where id = ${shiftId} for update`
  const shift = await findShift(db, shiftId)
  if (!shift) throw notFound()
  return shift
}

export type Colleague = { id: string; name: string }

/** Everyone with a live role in the body: canvassers and colleagues alike may be given doors. */
export async function listColleagues(db: Handle, bodyId: string): Promise<Colleague[]> {
  return db.sql<Colleague>`
    select distinct a.id, a.name from role_grant g join account a on a.id = g.account_id
    where g.body_id = ${bodyId} and g.revoked_at is null and (g.expires_at is null or g.expires_at > now()) and a.disabled_at is null
    order by a.name, a.id`
}

export async function isColleague(db: Handle, bodyId: string, accountIds: string[]) {
  const ids = new Set((await listColleagues(db, bodyId)).map(({ id }) => id))
  return accountIds.every((id) => ids.has(id))
}
