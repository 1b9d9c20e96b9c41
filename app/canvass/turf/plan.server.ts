import type { Handle } from '#app/core/actor.server.ts'
import { addDays } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { dispositionCodes, dispositions } from '../lists.ts'
import { chosenDoors, type Known, moveDoors, proposeAnew, stillTrue } from './change-plan.ts'
import { giveDoorsOfPair, listPairs } from './pairs.server.ts'
import { Plan, type PlanAct } from './plan.schema.ts'
import { listPlanDoors, writeTurf } from './planned-doors.server.ts'
import type { PlanPair } from './propose-turf.ts'
import { lockShift, type Shift } from './shifts.server.ts'

export type PlannedBuilding = { buildingId: string; address: string; rate: number | null }
export type NamedPair = PlanPair & { name: string; names: string[] }
/** What a pair has of a building already. */
export type GivenPart = {
  pairId: string
  buildingId: string
  address: string
  doors: number
  knocked: number
}
export type PlanOfShift = Omit<Known, 'pairs'> & {
  plan: Plan
  pairs: NamedPair[]
  buildings: PlannedBuilding[]
  given: GivenPart[]
}

const answered = dispositionCodes.filter((code) => dispositions[code].answered)
const tries = dispositionCodes.filter((code) => dispositions[code].isTry)
/** With fewer knocks a building's own rate says little. */
const enoughKnocks = 20

/** Minutes at the doors: until everyone is to be back, or until the end. */
const minutesOfShift = ({ startsAt, endsAt, backBy }: Shift) =>
  Math.max(0, Math.round((Date.parse(backBy ?? endsAt) - Date.parse(startsAt)) / 60_000))

export async function readPlan(db: Handle, shiftId: string): Promise<Plan> {
  const [kept] = await db.sql<{ plan: unknown }>`select plan from shift_plan where shift_id = ${shiftId}`
  return Plan.parse(kept?.plan ?? {})
}

export async function findPlan(db: Handle, shift: Shift): Promise<PlanOfShift> {
  const plan = await readPlan(db, shift.id)
  const { pairs } = await listPairs(db, shift)
  const common = db.union.locales[0] ?? 'en'
  const buildings = await listPlannedBuildings(db, shift, plan.buildings)
  const doors = await listPlanDoors(db, shift, plan)
  const known = {
    today: db.today,
    doors,
    buildings,
    given: await listGivenParts(db, shift.id),
    rates: Object.fromEntries(
      buildings.flatMap(({ buildingId, rate }) => (rate === null ? [] : [[buildingId, rate]])),
    ),
    pairs: pairs.map(({ pairId, name, people }) => ({
      pairId,
      rare: speaks(people, common).filter((code) => code !== common),
      name,
      names: people.map((one) => one.name),
      people: people.length,
      languages: speaks(people, common),
      minutes: minutesOfShift(shift),
    })),
  }
  return { ...known, plan: stillTrue(plan, known) }
}

/** By the plan, or person by person: whoever of the pair has a door, the pair has it. */
async function listGivenParts(db: Handle, shiftId: string) {
  return db.sql<GivenPart>`
    select p.id as "pairId", b.id as "buildingId", b.address, count(distinct u.id)::int as doors, count(distinct k.unit_id)::int as knocked
    from shift_pair p join turf t on t.shift_id = p.shift_id and (t.pair_id = p.id or exists (select 1 from shift_person s
      join turf_assignment a on a.account_id = s.account_id and a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null
      where s.shift_id = p.shift_id and s.pair_id = p.id))
    join building b on b.id = t.building_id
    join unit u on u.building_id = t.building_id and u.struck_reason is null and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
    left join knock k on k.holding_id = u.holding_id and k.unit_id = u.id and k.turf_id = t.id and not derive.taken_back(k.holding_id, k.id)
    where p.shift_id = ${shiftId} group by p.id, b.id order by b.address, b.id`
}

/** Of whom nothing is known it is taken that they speak the union's first language. */
function speaks(people: { languages: string[] }[], common: string) {
  const said = people.flatMap(({ languages }) => (languages.length > 0 ? languages : [common]))
  return [...new Set(said)].toSorted()
}

async function listPlannedBuildings(db: Handle, shift: Shift, buildingIds: string[]) {
  return db.sql<PlannedBuilding>`
    select b.id as "buildingId", b.address,
      (select case when count(*) filter (where k.disposition = any (${tries}::text[])) >= ${enoughKnocks} then
          (count(*) filter (where k.disposition = any (${answered}::text[])))::float8 / count(*) filter (where k.disposition = any (${tries}::text[])) end
        from knock k where k.holding_id = h.id and k.day > ${addDays(db.today, -365)}::date and not derive.taken_back(k.holding_id, k.id)) as rate
    from holding h join building b on b.id = h.building_id
    where h.body_id = ${shift.bodyId} and b.id = any (${buildingIds}::uuid[]) order by b.address, b.id`
}

export async function changePlan(db: Handle, shiftId: string, act: PlanAct) {
  const shift = await lockShift(db, shiftId)
  if (shift.calledOffAt) throw notFound()
  if (act.intent === 'addBuildings') await requireBuildings(db, shift, act.buildingIds)
  const found = await findPlan(db, shift)
  if (act.intent === 'give') return givePlan(db, shift, found)
  await keepPlan(db, shiftId, await withAllOfNew(db, shift, found.plan, changed(found, act)))
  if (act.intent === 'addBuildings' || act.intent === 'dropBuilding') {
    const now = await findPlan(db, shift)
    await keepPlan(db, shiftId, proposeAnew(now.plan, now))
  }
}

/** Beside doors that a list named, a building that is added comes with all of its own. */
async function withAllOfNew(db: Handle, shift: Shift, before: Plan, plan: Plan): Promise<Plan> {
  const added = plan.buildings.filter((buildingId) => !before.buildings.includes(buildingId))
  if (plan.only.length === 0 || added.length === 0) return plan
  const doors = await listPlanDoors(db, shift, { buildings: added, only: [] })
  return { ...plan, only: [...new Set([...plan.only, ...doors.map(({ unitId }) => unitId)])] }
}

function changed(found: PlanOfShift, act: Exclude<PlanAct, { intent: 'give' }>): Plan {
  const { plan } = found
  const requirePair = (pairId: string) => {
    if (!found.pairs.some((pair) => pair.pairId === pairId)) throw notFound()
    return pairId
  }
  switch (act.intent) {
    case 'addBuildings':
      return { ...plan, buildings: [...new Set([...plan.buildings, ...act.buildingIds])] }
    case 'dropBuilding':
      return { ...plan, buildings: plan.buildings.filter((id) => id !== act.buildingId) }
    case 'propose':
      return proposeAnew({ ...plan, knockedWithin: act.knockedWithin }, found)
    case 'move':
      return moveDoors(
        plan,
        chosenDoors(plan, found.doors, act),
        act.to === 'nobody' ? null : requirePair(act.to),
      )
    case 'putBack': {
      const back = moveDoors(plan, [act.unitId], requirePair(act.to))
      // A door that must not be knocked, or stands elsewhere, does not come in this way.
      return stillTrue(back, found)
    }
  }
}

async function requireBuildings(db: Handle, shift: Shift, buildingIds: string[]) {
  const ids = [...new Set(buildingIds)]
  if ((await listPlannedBuildings(db, shift, ids)).length !== ids.length) throw notFound()
}

export async function keepPlan(db: Handle, shiftId: string, plan: Plan) {
  const kept = JSON.stringify(plan)
  await db.sql`
    insert into shift_plan (shift_id, plan) values (${shiftId}, ${kept}::jsonb) on conflict (shift_id) do update set plan = excluded.plan`
}

/** All parts become turf with one deed; everyone of a pair has its doors. What is given leaves the plan. */
async function givePlan(db: Handle, shift: Shift, { plan, doors }: PlanOfShift) {
  const all = Map.groupBy(await listPlanDoors(db, shift, { ...plan, only: [] }), (door) => door.buildingId)
  for (const { pairId, units } of plan.parts) {
    const its = Map.groupBy(
      doors.filter(({ unitId }) => units.includes(unitId)),
      ({ buildingId }) => buildingId,
    )
    for (const [buildingId, part] of its) {
      const named = part.map(({ unitId }) => unitId)
      await writeTurf(db, shift, { all: all.get(buildingId) ?? [], units: named, pairId })
    }
    await giveDoorsOfPair(db, pairId)
  }
  await keepPlan(db, shift.id, { ...plan, parts: [] })
}
