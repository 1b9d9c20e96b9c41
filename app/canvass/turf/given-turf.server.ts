import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { type LeftOut, type NoWayIn, noWayIn, type PlanDoor, reasonsOf, whyNotGiven } from './plan-doors.ts'
import { listPlanDoors, writeTurf } from './planned-doors.server.ts'
import type { GiveTurf } from './shift.schema.ts'
import { grace, isColleague, lockShift, type Shift } from './shifts.server.ts'

export type GivenTurf = {
  assignmentId: string
  turfId: string
  accountId: string | null
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
  /** By whoever had them, not taken by the desk. */
  handedBack: boolean
}

type TurfFloor = { floor: string; doors: number; given: string[] }
export type TurfPlace = {
  buildingId: string
  address: string
  /** Those that are given, of the floor or of all: what is left out is counted nowhere here. */
  doors: number
  floors: TurfFloor[]
  leftOut: LeftOut[]
  noWayIn: NoWayIn | null
  /** Where it was unsafe: for two, or for somebody with a partner. */
  together: string[]
}

/** The doors of a shift, each once however many people have it, and those of them that were knocked in it. */
export async function countShiftDoors(db: Handle, shiftId: string) {
  const [counts] = await db.sql<{ doors: number; knocked: number }>`
    select count(*)::int as doors, count(*) filter (where d.knocked)::int as knocked from core.doors_of_shift(${shiftId}::uuid) d`
  return counts ?? { doors: 0, knocked: 0 }
}

/** Who has which doors in this shift, and how many of them were knocked in it so far. */
export async function listGivenTurf(db: Handle, shiftId: string): Promise<GivenTurf[]> {
  return db.sql<GivenTurf>`
    select a.id as "assignmentId", t.id as "turfId", a.account_id as "accountId", who.name as who, b.id as "buildingId", b.address, t.floors,
      t.units is not null as "byOne", stairs.names as staircases, coalesce(stairs.whole, false) as whole,
      (select count(*)::int from unit u where u.building_id = t.building_id and u.struck_reason is null
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)) as doors,
      (select count(distinct k.unit_id)::int from knock k where k.holding_id = t.holding_id and k.turf_id = t.id
        and not exists (select 1 from knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)) as knocked,
      a.expires_at as "expiresAt", a.revoked_at as "revokedAt", a.handed_back as "handedBack"
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

/** One building's floors, who has each already in this shift, and which doors nobody is given, with the reason. */
export async function findTurfPlace(db: Handle, shift: Shift, buildingId: string): Promise<TurfPlace | null> {
  const [building] = await db.sql<{ address: string }>`
    select b.address from holding h join building b on b.id = h.building_id where b.id = ${buildingId} and h.body_id = ${shift.bodyId}`
  if (!building) return null
  const doors = await listLiveDoors(db, shift, buildingId)
  const has = await db.sql<{ floor: string; given: string[] }>`
    select u.floor, array_agg(distinct who.name) as given from turf t
    join turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null join account who on who.id = a.account_id
    join unit u on u.building_id = t.building_id and u.struck_reason is null and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
    where t.shift_id = ${shift.id} and t.building_id = ${buildingId} group by u.floor`
  const given = new Map(has.map((row) => [row.floor, row.given]))
  const open = doors.filter((door) => !whyNotGiven(door, db.today))
  return {
    buildingId,
    ...building,
    doors: open.length,
    floors: [...Map.groupBy(doors, ({ floor }) => floor).keys()].map((floor) => ({
      floor,
      doors: open.filter((door) => door.floor === floor).length,
      given: given.get(floor) ?? [],
    })),
    leftOut: reasonsOf(doors, db.today),
    noWayIn: noWayIn(doors),
    together: open.filter(wasUnsafe).map(({ label }) => label),
  }
}

async function listLiveDoors(db: Handle, shift: Shift, buildingId: string) {
  const doors = await listPlanDoors(db, shift, { buildings: [buildingId], only: [] })
  return doors.filter(({ struck }) => !struck)
}

/** Whether anything of this may be given at all. */
export async function isAnythingToGive(db: Handle, shiftId: string, asked: GiveTurf) {
  const shift = await lockShift(db, shiftId)
  const doors = await listLiveDoors(db, shift, asked.buildingId)
  return (await chosenOf(db, shift, doors, asked)).length > 0
}

/** None ticked is the whole building. Where it was unsafe nobody is sent alone. */
async function chosenOf(
  db: Handle,
  shift: Shift,
  doors: readonly PlanDoor[],
  { floors, accountIds }: Pick<GiveTurf, 'floors' | 'accountIds'>,
) {
  const alone = await goesAlone(db, shift, accountIds)
  return doors.filter(
    (door) =>
      !whyNotGiven(door, db.today) &&
      (floors.length === 0 || floors.includes(door.floor)) &&
      !(alone && wasUnsafe(door)),
  )
}

const wasUnsafe = ({ lastDisposition }: PlanDoor) => lastDisposition === 'hostile_unsafe'

/** One person, and nobody who is in a pair with them. */
async function goesAlone(db: Handle, shift: Shift, accountIds: string[]) {
  const [going] = await db.sql<{ people: number }>`
    select count(distinct who)::int as people from (
      select unnest(${accountIds}::uuid[]) as who
      union select mate.account_id from shift_person one join shift_person mate on mate.shift_id = one.shift_id and mate.pair_id = one.pair_id
      where one.shift_id = ${shift.id} and one.account_id = any (${accountIds}::uuid[])) going`
  return going?.people === 1
}

/**
 * Gives doors to one or several people (a pair works the same doors) until two hours after the shift: of the floors that are named all
 * but those a plan would leave out.
 */
export async function giveTurf(
  db: Handle,
  shiftId: string,
  { buildingId, floors, accountIds }: GiveTurf,
): Promise<string> {
  const shift = await lockShift(db, shiftId)
  const all = await listLiveDoors(db, shift, buildingId)
  const chosen = await chosenOf(db, shift, all, { floors, accountIds })
  if (chosen.length === 0 || !floors.every((floor) => all.some((door) => door.floor === floor)))
    throw notFound()
  const units = chosen.map(({ unitId }) => unitId)
  return giveUnits(db, shift, { all, units, accountIds })
}

/** Every door of a building, whatever speaks against one or another. */
export async function giveAll(
  db: Handle,
  shiftId: string,
  { buildingId, accountIds }: Omit<GiveTurf, 'floors'>,
): Promise<string> {
  const shift = await lockShift(db, shiftId)
  const all = await listLiveDoors(db, shift, buildingId)
  return giveUnits(db, shift, { all, units: all.map(({ unitId }) => unitId), accountIds })
}

async function giveUnits(
  db: Handle,
  shift: Shift,
  { all, units, accountIds }: { all: PlanDoor[]; units: string[]; accountIds: string[] },
) {
  if (shift.calledOffAt || !(await isColleague(db, shift.bodyId, accountIds))) throw notFound()
  const turf = await writeTurf(db, shift, { all, units, pairId: null })
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
