import type { Handle } from '#app/core/actor.server.ts'
import { addDays, dayOf, timeOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { openActions } from '#app/federation/meetings/meetings.server.ts'
import type { Disposition } from '../lists.ts'
import { proposeAnew, withDoors } from '../turf/change-plan.ts'
import { addPair, giveDoorsOfPair } from '../turf/pairs.server.ts'
import { Plan } from '../turf/plan.schema.ts'
import { findPlan, keepPlan } from '../turf/plan.server.ts'
import { type PlanDoor, whyNotGiven } from '../turf/plan-doors.ts'
import { listPlanDoors, writeTurf } from '../turf/planned-doors.server.ts'
import { estimateMinutes, mayKnock } from '../turf/propose-turf.ts'
import { addShift, findShift, listColleagues, lockShift, type Shift } from '../turf/shifts.server.ts'

/** What this evening was for at a door, or that it must not be gone to again soon: nobody is sent there by the next. */
const done: Disposition[] = ['conversation', 'hostile_unsafe']

/**
 * A week later, or from today on: the same hour and place, the same pairs, the same action. Of the doors still to do each pair gets those
 * it had and may knock; all others wait in the plan, shared out anew, or left out with the reason.
 */
export async function callNextShift(db: Handle, shiftId: string): Promise<string> {
  const last = await findShift(db, shiftId)
  if (!last) throw notFound()
  const colleagues = new Set((await listColleagues(db, last.bodyId)).map(({ id }) => id))
  const actions = await openActions(db, last.bodyId)
  const isOpen = actions.some(({ id }) => id === last.actionId)
  const nextId = await addShift(db, {
    ...detailsAfter(db, last, colleagues),
    ...(isOpen && last.actionId && { actionId: last.actionId }),
  })
  const pairs = await db.sql<{ id: string; people: string[] }>`
    select p.id, coalesce(array_agg(s.account_id order by s.account_id) filter (where s.account_id is not null), '{}') as people
    from shift_pair p left join shift_person s on s.pair_id = p.id where p.shift_id = ${shiftId} group by p.id order by p.place, p.id`
  const pairAfter = new Map<string, string>()
  for (const { id, people } of pairs) {
    const pairId = await addPair(
      db,
      nextId,
      people.filter((one) => colleagues.has(one)),
    )
    pairAfter.set(id, pairId)
  }
  await carryOver(db, { from: last, to: await lockShift(db, nextId), pairAfter })
  return nextId
}

function detailsAfter({ today, union }: Handle, last: Shift, colleagues: ReadonlySet<string>) {
  const weekLater = addDays(dayOf(last.startsAt, union.timeZone), 7)
  const time = (at: string) => timeOf(at, union.timeZone)
  return {
    bodyId: last.bodyId,
    day: weekLater < today ? today : weekLater,
    from: time(last.startsAt),
    to: time(last.endsAt),
    backBy: last.backBy ? time(last.backBy) : '',
    place: last.place,
    leadId: last.leadId && colleagues.has(last.leadId) ? last.leadId : '',
    scriptId: last.scriptId ?? '',
    asks: last.asks,
    leavesFlyer: last.leavesFlyer,
  }
}

type Rest = { unitId: string; buildingId: string; pairId: string | null }
type Carried = { from: Shift; to: Shift; pairAfter: ReadonlyMap<string, string> }

async function carryOver(db: Handle, { from, to, pairAfter }: Carried) {
  const rest = await listRest(db, from)
  if (rest.length === 0) return
  await keepPlan(db, to.id, planOf(rest))
  const { pairs, doors, rates } = await findPlan(db, to)
  const all = Map.groupBy(
    await listPlanDoors(db, to, { buildings: [...new Set(rest.map((one) => one.buildingId))], only: [] }),
    ({ buildingId }) => buildingId,
  )
  const had = new Map(rest.map(({ unitId, pairId }) => [unitId, pairId && pairAfter.get(pairId)]))
  const given = new Map<string, PlanDoor[]>()
  for (const pair of pairs) {
    const its = doors.filter(
      (door) => had.get(door.unitId) === pair.pairId && !whyNotGiven(door, db.today) && mayKnock(pair, door),
    )
    for (const [buildingId, part] of Map.groupBy(its, (door) => door.buildingId)) {
      const units = part.map(({ unitId }) => unitId)
      await writeTurf(db, to, { all: all.get(buildingId) ?? [], units, pairId: pair.pairId })
    }
    given.set(pair.pairId, its)
    await giveDoorsOfPair(db, pair.pairId)
  }
  const taken = new Set([...given.values()].flat().map(({ unitId }) => unitId))
  await keepPlan(db, to.id, planOf(rest.filter(({ unitId }) => !taken.has(unitId))))
  const found = await findPlan(db, to)
  const left = found.pairs.map((pair) => ({
    ...pair,
    minutes: pair.minutes - estimateMinutes(given.get(pair.pairId) ?? [], rates),
  }))
  await keepPlan(db, to.id, proposeAnew(found.plan, { ...found, pairs: left }))
}

const planOf = (doors: readonly Rest[]) => withDoors(Plan.parse({}), doors)

/**
 * Doors of a shift where there is still something to do, each with the pair that had it, by the plan or person by person. Handed back,
 * it had nobody; taken back by the desk, it was no door of the shift any more.
 */
async function listRest(db: Handle, shift: Shift): Promise<Rest[]> {
  return db.sql<Rest>`
    select u.id as "unitId", u.building_id as "buildingId", (array_agg(p.id order by p.place, p.id) filter (where p.id is not null))[1] as "pairId"
    from turf t join holding h on h.id = t.holding_id and h.body_id = ${shift.bodyId}
    join unit u on u.building_id = t.building_id and u.struck_reason is null and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
    left join shift_pair p on p.shift_id = t.shift_id and (p.id = t.pair_id or exists (select 1 from shift_person m
      join turf_assignment a on a.account_id = m.account_id and a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null
      where m.shift_id = p.shift_id and m.pair_id = p.id))
    where t.shift_id = ${shift.id} and (t.pair_id is not null or exists (select 1 from turf_assignment a
        where a.holding_id = t.holding_id and a.turf_id = t.id and (a.revoked_at is null or a.handed_back)))
      and not exists (select 1 from knock k where k.holding_id = u.holding_id and k.unit_id = u.id and k.disposition = any (${done}::text[])
        and k.day >= (${shift.startsAt}::timestamptz at time zone ${db.union.timeZone})::date and not derive.taken_back(k.holding_id, k.id))
    group by u.id, u.building_id order by u.building_id, u.id`
}
