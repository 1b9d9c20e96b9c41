import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { GiveTurf } from './shift.schema.ts'
import { grace, isColleague, lockShift, type Shift } from './shifts.server.ts'

export type GivenTurf = {
  assignmentId: string
  turfId: string
  who: string | null
  buildingId: string
  address: string
  floors: string[] | null
  /** Doors named one by one. */
  byOne: boolean
  /** Where its house has staircases: theirs. `whole` when each is given with all of its doors. */
  staircases: string[] | null
  whole: boolean
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
      t.units is not null as "byOne", stairs.names as staircases, coalesce(stairs.whole, false) as whole,
      (select count(*)::int from unit u where u.building_id = t.building_id and u.struck_reason is null
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)) as doors,
      (select count(distinct k.unit_id)::int from knock k where k.holding_id = t.holding_id and k.turf_id = t.id and k.account_id = a.account_id
        and not exists (select 1 from knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)) as knocked,
      a.expires_at as "expiresAt", a.revoked_at as "revokedAt"
    from turf t join turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id
    join building b on b.id = t.building_id left join account who on who.id = a.account_id
    left join lateral (select array_agg(s.entrance order by s.entrance) as names, bool_and(s.whole) as whole from (
      select u.entrance, bool_and(coalesce(core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in), false)) as whole from unit u
      where t.units is not null and u.building_id = t.building_id and u.struck_reason is null group by u.entrance
      having bool_or(core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in))) s
      having count(*) = count(s.entrance)) stairs on true
    where t.shift_id = ${shiftId} order by a.revoked_at is not null, b.address, a.assigned_at, a.id`
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

/** The phone loses these doors at its next contact. */
export async function takeBack(db: Handle, shiftId: string, assignmentId: string) {
  const [row] = await db.sql<{ done: boolean }>`
    select auth.take_back(${shiftId}::uuid, ${assignmentId}::uuid) as done`
  if (!row?.done) throw notFound()
}
