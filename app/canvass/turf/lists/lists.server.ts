import type { Handle } from '#app/core/actor.server.ts'
import { addDays, type Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { coolOffDays, type Disposition, dispositionCodes, dispositions } from '../../lists.ts'
import { withDoors } from '../change-plan.ts'
import { findPlan, keepPlan } from '../plan.server.ts'
import { byReason, whyNotGiven } from '../plan-doors.ts'
import { listPlanDoors } from '../planned-doors.server.ts'
import { lockShift } from '../shifts.server.ts'
import { Conditions } from './list.schema.ts'

export type FoundDoor = {
  unitId: string
  buildingId: string
  address: string
  label: string
  /** Null where its building has one staircase. */
  entrance: string | null
  floor: string
  floorRank: number
  lineRank: number
  emergency: boolean
  tries: number
  lastDay: Day | null
  lastDisposition: Disposition | null
  reachedDay: Day | null
  refusedDay: Day | null
  settled: boolean
  languages: string[]
}
export type SavedList = { id: string; name: string; n: number; conditions: Conditions }
type SavedRow = Omit<SavedList, 'conditions'> & { conditions: unknown }

const tries = dispositionCodes.filter((code) => dispositions[code].isTry)
/** Whoever was talked with is reached for a year, as on the map. */
const reachedFor = 365
/** More than anybody prints or knocks. */
export const mostDoors = 2000

/**
 * Doors of one body for which every condition holds. One statement, whatever is asked: what is not asked is a null or an empty list among
 * its parameters. Row policies decide what it can find; doors never to be knocked and struck ones are on no list.
 */
export async function findDoors(
  db: Handle,
  bodyId: string,
  asked: Conditions,
  most = mostDoors,
): Promise<FoundDoor[]> {
  if (!db.actor.can('knocks.read', bodyId)) throw notFound()
  const since = (days: number | null) => (days === null ? null : addDays(db.today, -days))
  const none = (list: readonly unknown[]) => list.length === 0
  return db.sql<FoundDoor>`
    with spoken as (
      select r.holding_id, r.unit_id, array_agg(distinct l.language order by l.language) as languages
      from holding h join residency r on r.holding_id = h.id and r.until is null
      join person_language l on l.holding_id = r.holding_id and l.person_id = r.person_id and l.speaks
      where h.body_id = ${bodyId} group by r.holding_id, r.unit_id),
    stairs as (
      select u.holding_id from holding h join unit u on u.holding_id = h.id where h.body_id = ${bodyId}
      group by u.holding_id having count(distinct u.entrance) > 1)
    select u.id as "unitId", b.id as "buildingId", b.address, u.label, case when t.holding_id is not null then u.entrance end as entrance, u.floor, u.floor_rank as "floorRank",
      u.line_rank as "lineRank", coalesce(d.open_emergencies, 0) > 0 as emergency, coalesce(d.tries, 0) as tries, d.last_day as "lastDay",
      d.last_disposition as "lastDisposition", d.reached_day as "reachedDay", (select max(k.day) from knock k where k.holding_id = u.holding_id
        and k.unit_id = u.id and k.disposition = 'refused' and not derive.taken_back(k.holding_id, k.id)) as "refusedDay", coalesce(s.languages, '{}') as languages,
      coalesce(d.last_disposition in ('moved', 'deceased')
        and exists (select 1 from residency r where r.holding_id = u.holding_id and r.unit_id = u.id and (r.until is null or r.until >= d.last_day))
        and not exists (select 1 from doubted_residency r where r.holding_id = u.holding_id and r.unit_id = u.id), false) as settled
    from holding h join building b on b.id = h.building_id join unit u on u.holding_id = h.id and u.struck_reason is null
    left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
    left join stairs t on t.holding_id = u.holding_id
    left join spoken s on s.holding_id = u.holding_id and s.unit_id = u.id
    where h.body_id = ${bodyId} and not coalesce(d.do_not_knock, false)
      and (${asked.buildingId}::uuid is null or b.id = ${asked.buildingId}::uuid)
      and (${none(asked.floors)} or u.floor = any (${asked.floors}::text[]))
      and (${none(asked.lines)} or u.line = any (${asked.lines}::text[]))
      and (${none(asked.languages)} or s.languages && ${asked.languages}::text[])
      and (${asked.notReachedIn}::int is null or d.reached_day is null or d.reached_day <= ${addDays(db.today, -reachedFor)}::date)
      and (${asked.notReachedIn}::int is null or (select count(*) from knock k where k.holding_id = u.holding_id and k.unit_id = u.id
        and k.disposition = any (${tries}::text[]) and (d.reached_day is null or k.day > d.reached_day)
        and not derive.taken_back(k.holding_id, k.id)) >= ${asked.notReachedIn}::int)
      and (${asked.talked}::text is null or case ${asked.talked}::text when 'never_tried' then coalesce(d.tries, 0) = 0 else d.reached_day is null end)
      and (${none(asked.results)} or d.last_disposition = any (${asked.results}::text[]))
      and (${since(asked.resultWithin)}::date is null or d.last_day >= ${since(asked.resultWithin)}::date)
      and (${since(asked.notKnockedFor)}::date is null or d.last_day is null or d.last_day < ${since(asked.notKnockedFor)}::date)
      and (${none(asked.levels)} or exists (select 1 from (
        select distinct on (a.person_id) a.level from live_assessment a where a.holding_id = u.holding_id and a.unit_id = u.id
        order by a.person_id, a.at desc, a.id) newest where newest.level::text = any (${asked.levels}::text[])))
      and (${asked.followUp}::text is null or exists (select 1 from live_follow_up f where f.holding_id = u.holding_id and f.unit_id = u.id
        and f.done_at is null and (${asked.followUp}::text = 'open' or f.due < ${db.today}::date)))
      and (${asked.repair}::text is null or exists (select 1 from live_grievance g where g.holding_id = u.holding_id and g.unit_id = u.id
        and ${asked.repair}::text in ('any', g.category) and derive.is_open(g.holding_id, g.id)))
      and (not ${asked.yesNotCame} or exists (select 1 from live_ask k join meeting m on m.id = k.meeting_id
        where k.holding_id = u.holding_id and k.unit_id = u.id and k.answer = 'yes' and m.cancelled_at is null and m.starts_at < now()
          and not coalesce((select c.came or c.outcome = 'excused' from attendance c where c.holding_id = k.holding_id and c.meeting_id = m.id
            and (c.person_id = k.person_id or (c.unit_id = k.unit_id and (k.person_id is null or c.person_id is null)))
            order by c.at desc, c.id desc limit 1), false)))
      and (${asked.member}::text is null or case ${asked.member}::text when 'member' then coalesce(d.members, 0) > 0
        when 'pending' then coalesce(d.pending_members, 0) > 0 else coalesce(d.members, 0) + coalesce(d.pending_members, 0) = 0 end)
      and (not ${asked.refusedOver} or (select max(k.day) from knock k where k.holding_id = u.holding_id and k.unit_id = u.id
        and k.disposition = 'refused' and not derive.taken_back(k.holding_id, k.id)) <= least(${addDays(db.today, -coolOffDays)}::date, d.last_day))
      and (not ${asked.newDoor} or u.added_in is not null)
    order by b.address, b.id, u.floor_rank desc, u.floor, u.line_rank, u.label_key limit ${most}`
}

/** As far as anybody prints or knocks, and whether there are more. */
export async function findSome(db: Handle, bodyId: string, asked: Conditions, most = mostDoors) {
  const found = await findDoors(db, bodyId, asked, most + 1)
  return { doors: found.slice(0, most), isCut: found.length > most }
}

export type ListBuilding = { buildingId: string; address: string }

/** Whose doors a list can be of: as many buildings as anybody looks through, and those that are named. */
export async function listBuildings(
  db: Handle,
  bodyId: string,
  named: readonly string[],
  most = mostBuildings,
): Promise<{ buildings: ListBuilding[]; areMore: boolean }> {
  if (!db.actor.can('knocks.read', bodyId)) throw notFound()
  const buildings = await db.sql<ListBuilding & { nth: number }>`
    select * from (
      select b.id as "buildingId", b.address, row_number() over (order by b.address, b.id)::int as nth
      from holding h join building b on b.id = h.building_id where h.body_id = ${bodyId}) one
    where nth <= ${most + 1} or "buildingId" = any (${named}::uuid[]) order by nth`
  const isShown = ({ nth, buildingId }: (typeof buildings)[number]) =>
    nth <= most || named.includes(buildingId)
  return {
    buildings: buildings.filter(isShown).map(({ buildingId, address }) => ({ buildingId, address })),
    areMore: buildings.some(({ nth }) => nth > most),
  }
}
const mostBuildings = 400

/** How many of a list's doors any plan passes over, each under its reason: it is better known before the shift is made. */
export function countLeftOut(db: Pick<Handle, 'today'>, doors: readonly FoundDoor[]) {
  const why = (door: FoundDoor) => whyNotGiven({ ...door, struck: false, doNotKnock: false }, db.today)
  return byReason(doors, why).map(({ reason, doors: its }) => ({ reason, doors: its.length }))
}

/** The newest version of each name that was not put away. */
export async function listSaved(db: Handle, bodyId: string): Promise<SavedList[]> {
  const rows = await db.sql<SavedRow>`
    select * from (select distinct on (name) id, name, n, conditions, put_away from saved_list where body_id = ${bodyId}
      order by name, n desc) newest where not put_away order by name`
  return rows.map(readSaved)
}

export async function findSaved(db: Handle, listId: string): Promise<SavedList & { bodyId: string }> {
  const [row] = await db.sql<SavedRow & { bodyId: string }>`
    select id, name, n, conditions, body_id as "bodyId" from saved_list where id = ${listId} and not put_away`
  if (!row) throw notFound()
  return { ...readSaved(row), bodyId: row.bodyId }
}

/** Written under rules of another day, a condition may mean nothing now: then it asks nothing. */
function readSaved({ id, name, n, conditions }: SavedRow): SavedList {
  const read = Conditions.safeParse(conditions)
  return { id, name, n, conditions: read.success ? read.data : Conditions.parse({}) }
}

/** Under a name that is there already it is the next version of it. */
export async function saveList(
  db: Handle,
  {
    bodyId,
    name,
    conditions,
    putAway = false,
  }: { bodyId: string; name: string; conditions: Conditions; putAway?: boolean },
): Promise<string> {
  const kept = JSON.stringify(conditions)
  if (!db.actor.can('knocks.read', bodyId)) throw notFound()
  const [made] = await db.sql<{ id: string }>`
    insert into saved_list (body_id, name, n, conditions, put_away, made_by)
    select ${bodyId}, ${name}, coalesce(max(n), 0) + 1, ${kept}::jsonb, ${putAway}, ${db.actor.accountId}
    from saved_list where body_id = ${bodyId} and name = ${name} returning id`
  if (!made) throw notFound()
  return made.id
}

export async function putAway(db: Handle, listId: string) {
  const { bodyId, name, conditions } = await findSaved(db, listId)
  await saveList(db, { bodyId, name, conditions, putAway: true })
}

/** The doors of a list into the plan of a shift, beside what is there: how many came, and how many were in the shift already. */
export async function planList(
  db: Handle,
  shiftId: string,
  asked: Conditions,
): Promise<{ added: number; already: number }> {
  const shift = await lockShift(db, shiftId)
  if (shift.calledOffAt) throw notFound()
  const found = await findDoors(db, shift.bodyId, asked)
  const { plan, doors } = await findPlan(db, shift)
  const before = plan.only.length > 0 ? plan.only : doors.map(({ unitId }) => unitId)
  const next = withDoors({ ...plan, only: before }, found)
  await keepPlan(db, shiftId, next)
  const given = (await listPlanDoors(db, shift, next))
    .filter((door) => door.given)
    .map(({ unitId }) => unitId)
  const there = new Set([...before, ...given])
  const taken = new Set(next.only)
  const isOf = (set: ReadonlySet<string>) => found.filter(({ unitId }) => set.has(unitId)).length
  const already = isOf(there)
  return { added: isOf(taken.union(there)) - already, already }
}
