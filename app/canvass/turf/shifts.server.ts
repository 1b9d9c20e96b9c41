import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { findMeeting } from '#app/federation/meetings/meetings.server.ts'
import type { AskStep } from '../lists.ts'
import { findScript } from '../scripts/scripts.server.ts'
import type { GiveTurf, ShiftDetails } from './shift.schema.ts'
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

export type GivenTurf = {
  assignmentId: string
  turfId: string
  who: string | null
  buildingId: string
  address: string
  floors: string[] | null
  /** Doors named one by one. */
  byOne: boolean
  doors: number
  knocked: number
  expiresAt: string
  revokedAt: string | null
}

type TurfFloor = { floor: string; doors: number; given: string[] }
export type TurfPlace = {
  buildingId: string
  address: string
  doors: number
  floors: TurfFloor[]
}

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

/** Phones lose its doors at their next contact; what they have not sent yet will wait for a look. */
export async function callOff(db: Handle, shiftId: string) {
  const [row] = await db.sql<{ done: boolean }>`select auth.call_off(${shiftId}::uuid) as done`
  if (!row?.done) throw notFound()
}

/** Running and coming shifts, and those of the last month, the nearest first. */
export async function listShifts(db: Handle): Promise<ShiftSummary[]> {
  const bodies = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  return db.sql<ShiftSummary>`
    select s.id, s.body_id as "bodyId", b.name as "bodyName", s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, l.name as lead,
      s.called_off_at as "calledOffAt", (select count(distinct a.account_id)::int from turf t join turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id
        where t.shift_id = s.id and a.revoked_at is null) as people,
      (select count(distinct u.id)::int from turf t join unit u on u.building_id = t.building_id and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
        where t.shift_id = s.id and u.struck_reason is null
          and exists (select 1 from turf_assignment a where a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null)) as doors,
      (select count(distinct k.unit_id)::int from turf t join knock k on k.holding_id = t.holding_id and k.turf_id = t.id
        where t.shift_id = s.id and not exists (select 1 from knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)) as knocked
    from shift s join body b on b.id = s.body_id left join account l on l.id = s.lead_id
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

/** The doors of a shift, each once however many people have it; those taken back count no more. */
export async function countShiftDoors(db: Handle, shiftId: string) {
  const [counts] = await db.sql<{ doors: number; knocked: number }>`
    select count(distinct u.id)::int as doors, count(distinct k.unit_id)::int as knocked
    from turf t join turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null
    join unit u on u.building_id = t.building_id and u.struck_reason is null and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
    left join knock k on k.holding_id = u.holding_id and k.unit_id = u.id and k.turf_id = t.id
      and not exists (select 1 from knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)
    where t.shift_id = ${shiftId}`
  return counts ?? { doors: 0, knocked: 0 }
}

/** Who has which doors in this shift, and how many of them were knocked in it so far. */
export async function listGivenTurf(db: Handle, shiftId: string): Promise<GivenTurf[]> {
  return db.sql<GivenTurf>`
    select a.id as "assignmentId", t.id as "turfId", who.name as who, b.id as "buildingId", b.address, t.floors,
      t.units is not null as "byOne",
      (select count(*)::int from unit u where u.building_id = t.building_id and u.struck_reason is null
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)) as doors,
      (select count(distinct k.unit_id)::int from knock k where k.holding_id = t.holding_id and k.turf_id = t.id and k.account_id = a.account_id
        and not exists (select 1 from knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)) as knocked,
      a.expires_at as "expiresAt", a.revoked_at as "revokedAt"
    from turf t join turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id
    join building b on b.id = t.building_id left join account who on who.id = a.account_id
    where t.shift_id = ${shiftId} order by a.revoked_at is not null, b.address, a.assigned_at, a.id`
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

/** Buildings of this shift's body by a part of their address, the first twenty. */
export async function searchTurfPlaces(db: Handle, bodyId: string, search: string) {
  return db.sql<{ buildingId: string; address: string; doors: number }>`
    select b.id as "buildingId", b.address, count(u.id)::int as doors
    from holding h join building b on b.id = h.building_id join unit u on u.holding_id = h.id and u.struck_reason is null
    where h.body_id = ${bodyId} and position(lower(${search}) in lower(b.address)) > 0
    group by b.id order by b.address limit 20`
}

export type PlacedBuilding = { buildingId: string; address: string; doors: number; lon: number; lat: number }

/** Every building of this shift's body that has a place on the map. */
export async function listPlacedBuildings(db: Handle, bodyId: string): Promise<PlacedBuilding[]> {
  return db.sql<PlacedBuilding>`
    select b.id as "buildingId", b.address, count(u.id)::int as doors, b.lon, b.lat
    from holding h join building b on b.id = h.building_id join unit u on u.holding_id = h.id and u.struck_reason is null
    where h.body_id = ${bodyId} and b.lon is not null group by b.id order by b.address, b.id limit 5000`
}

/** One building's floors, and who has each already in this shift. */
export async function findTurfPlace(db: Handle, shift: Shift, buildingId: string): Promise<TurfPlace | null> {
  const [building] = await db.sql<{ address: string }>`
    select b.address from holding h join building b on b.id = h.building_id where b.id = ${buildingId} and h.body_id = ${shift.bodyId}`
  if (!building) return null
  const floors = await db.sql<TurfFloor>`
    select u.floor, count(*)::int as doors,
      coalesce((select array_agg(distinct who.name) from turf t join turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id
        join account who on who.id = a.account_id where t.shift_id = ${shift.id} and t.building_id = ${buildingId}
          and a.revoked_at is null and exists (select 1 from unit v where v.building_id = t.building_id and v.floor = u.floor
            and core.in_turf(t.floors, t.units, t.id, v.floor, v.id, v.added_in))), '{}') as given
    from unit u where u.building_id = ${buildingId} and u.struck_reason is null
    group by u.floor order by max(u.floor_rank) desc, u.floor`
  return { buildingId, ...building, doors: floors.reduce((sum, { doors }) => sum + doors, 0), floors }
}

/** Gives doors to one or several people (a pair works the same doors) until two hours after the shift. */
export async function giveTurf(
  db: Handle,
  shiftId: string,
  { buildingId, floors, accountIds }: GiveTurf,
): Promise<string> {
  const shift = await lockShift(db, shiftId)
  const place = await findTurfPlace(db, shift, buildingId)
  if (shift.calledOffAt || !place || !(await isColleague(db, shift.bodyId, accountIds))) throw notFound()
  const known = place.floors.map(({ floor }) => floor)
  if (!floors.every((floor) => known.includes(floor))) throw notFound()
  const some = floors.length > 0 && floors.length < known.length ? floors : null

  const [turf] = await db.sql<{ id: string; holdingId: string }>`
    insert into turf (holding_id, shift_id, building_id, floors)
    select h.id, ${shiftId}, ${buildingId}, ${some}::text[] from holding h where h.building_id = ${buildingId} and h.body_id = ${shift.bodyId}
    returning id, holding_id as "holdingId"`
  if (!turf) throw notFound()
  await db.sql`
    insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
    select ${turf.holdingId}::uuid, ${turf.id}::uuid, who, ${db.actor.accountId}, ${shift.endsAt}::timestamptz + ${grace}::interval
    from unnest(${accountIds}::uuid[]) who group by who`
  return turf.id
}

/** The phone loses these doors at its next contact; what it has not sent yet will wait for a look. */
export async function takeBack(db: Handle, shiftId: string, assignmentId: string) {
  const [row] = await db.sql<{ done: boolean }>`
    select auth.take_back(${shiftId}::uuid, ${assignmentId}::uuid) as done`
  if (!row?.done) throw notFound()
}
