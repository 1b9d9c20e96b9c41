import { leftOutOf } from './change-plan.ts'
import type { GivenPart, PlanOfShift } from './plan.server.ts'
import { byFloor, byLine, type LeftOutReason, leftOutReasons, type PlanDoor } from './plan-doors.ts'
import { canTalk, estimateMinutes, type PlanPair } from './propose-turf.ts'
import { rankFloors, type Start } from './rank-starts.ts'

type BareDoor = { unitId: string; label: string }
export type PlanView = {
  knockedWithin: number
  doors: number
  pairs: PairView[]
  buildings: {
    buildingId: string
    address: string
    rate: number | null
    doors: number
    leftOut: LeftOutView[]
  }[]
}
export type PairView = {
  pairId: string
  name: string
  names: string[]
  languages: string[]
  minutes: number
  needed: number
  doors: number
  floors: number
  buildings: PartView[]
  given: GivenPart[]
}
export type PartView = {
  buildingId: string
  address: string
  doors: number
  minutes: number
  /** Doors whose language nobody of the pair is known to speak. */
  otherLanguage: number
  languages: string[]
  start: Start | null
  floors: { floor: string; doors: BareDoor[] }[]
  lines: { line: string; doors: number }[]
}
export type LeftOutView = { reason: LeftOutReason; doors: (BareDoor & { canGoBack: boolean })[] }

/** A plan as a page shows it: only numbers, doors and reasons. */
export function viewOfPlan(found: PlanOfShift): PlanView {
  const { plan, pairs, doors, buildings, rates } = found
  const leftOut = Map.groupBy(leftOutOf(plan, found), ({ buildingId }) => buildingId)
  return {
    knockedWithin: plan.knockedWithin,
    doors: plan.parts.reduce((sum, { units }) => sum + units.length, 0),
    pairs: pairs.map((pair) => {
      const units = new Set(plan.parts.find(({ pairId }) => pairId === pair.pairId)?.units)
      const its = doors.filter(({ unitId }) => units.has(unitId))
      const parts = buildings.flatMap(({ buildingId, address }) => {
        const here = its.filter((door) => door.buildingId === buildingId)
        return here.length === 0 ? [] : [partOf(here, { buildingId, address }, pair, rates)]
      })
      return {
        pairId: pair.pairId,
        name: pair.name,
        names: pair.names,
        languages: pair.languages,
        minutes: pair.minutes,
        needed: estimateMinutes(its, rates),
        doors: its.length,
        floors: parts.reduce((sum, part) => sum + part.floors.length, 0),
        buildings: parts,
        given: found.given.filter(({ pairId }) => pairId === pair.pairId),
      }
    }),
    buildings: buildings.map((building) => ({
      ...building,
      doors: doors.filter((door) => door.buildingId === building.buildingId && !door.struck).length,
      leftOut: groupsOf(leftOut.get(building.buildingId) ?? []),
    })),
  }
}

const bare = ({ unitId, label }: PlanDoor): BareDoor => ({ unitId, label })

function partOf(
  doors: PlanDoor[],
  building: { buildingId: string; address: string },
  { languages, rare }: Pick<PlanPair, 'languages' | 'rare'>,
  rates: PlanOfShift['rates'],
): PartView {
  const lines = byLine(doors)
  const [start] = rankFloors(doors, rare)
  return {
    ...building,
    doors: doors.length,
    minutes: estimateMinutes(doors, rates),
    otherLanguage: doors.filter((door) => !canTalk({ languages }, door)).length,
    languages: [...new Set(doors.flatMap((door) => door.languages))].toSorted(),
    start: start && start.reasons.length > 0 ? start : null,
    floors: byFloor(doors).map(({ floor, doors: its }) => ({ floor, doors: its.map(bare) })),
    lines: lines.length > 1 ? lines.map(({ line, doors: its }) => ({ line, doors: its.length })) : [],
  }
}

function groupsOf(doors: ReturnType<typeof leftOutOf>): LeftOutView[] {
  return leftOutReasons.flatMap((reason) => {
    const its = doors.filter((door) => door.reason === reason)
    return its.length === 0
      ? []
      : [{ reason, doors: its.map((door) => ({ ...bare(door), canGoBack: door.canGoBack })) }]
  })
}
