import { leftOutOf } from './change-plan.ts'
import type { GivenPart, PlanOfShift } from './plan.server.ts'
import {
  byFloor,
  byLine,
  byStairs,
  floorPlace,
  type LeftOutReason,
  leftOutReasons,
  linePlace,
  type NoWayIn,
  noWayIn,
  type PlanDoor,
} from './plan-doors.ts'
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
    noWayIn: NoWayIn | null
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
  /** One without a name where there is no choice of stairs. */
  stairs: StairsView[]
}
/** `place` names a floor or a line among all of the building. */
export type StairsView = {
  entrance: string
  doors: number
  floors: { place: string; floor: string; doors: BareDoor[] }[]
  lines: { place: string; line: string; doors: number }[]
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
        floors: parts.reduce((sum, part) => sum + part.stairs.flatMap(({ floors: all }) => all).length, 0),
        buildings: parts,
        given: found.given.filter(({ pairId }) => pairId === pair.pairId),
      }
    }),
    buildings: buildings.map((building) => {
      const its = doors.filter((door) => door.buildingId === building.buildingId)
      return {
        ...building,
        doors: its.filter(({ struck }) => !struck).length,
        noWayIn: noWayIn(its),
        leftOut: groupsOf(leftOut.get(building.buildingId) ?? []),
      }
    }),
  }
}

const bare = ({ unitId, label }: PlanDoor): BareDoor => ({ unitId, label })

function partOf(
  doors: PlanDoor[],
  building: { buildingId: string; address: string },
  { languages, rare }: Pick<PlanPair, 'languages' | 'rare'>,
  rates: PlanOfShift['rates'],
): PartView {
  const [start] = rankFloors(doors, rare)
  return {
    ...building,
    doors: doors.length,
    minutes: estimateMinutes(doors, rates),
    otherLanguage: doors.filter((door) => !canTalk({ languages }, door)).length,
    languages: [...new Set(doors.flatMap((door) => door.languages))].toSorted(),
    start: start && start.reasons.length > 0 ? start : null,
    stairs: byStairs(doors).map((stairs) => stairsOf(stairs.entrance, stairs.doors)),
  }
}

function stairsOf(entrance: string, doors: PlanDoor[]): StairsView {
  const lines = byLine(doors)
  return {
    entrance,
    doors: doors.length,
    floors: byFloor(doors).map(({ floor, doors: its }) => ({
      place: floorPlace({ entrance, floor }),
      floor,
      doors: its.map(bare),
    })),
    lines:
      lines.length > 1
        ? lines.map(({ line, doors: its }) => ({
            place: linePlace({ entrance, line }),
            line,
            doors: its.length,
          }))
        : [],
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
