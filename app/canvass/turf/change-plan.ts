import type { Day } from '#app/core/days.ts'
import { mostBuildings, mostDoors, type Plan, type PlanAct } from './plan.schema.ts'
import {
  floorPlace,
  type LeftOutReason,
  linePlace,
  type PlanDoor,
  staysOut,
  whyLeftOut,
} from './plan-doors.ts'
import { type PlanPair, proposeTurf, type Rates } from './propose-turf.ts'

export type Known = { pairs: readonly PlanPair[]; doors: readonly PlanDoor[]; rates: Rates; today: Day }

/** These doors too, as many as one plan holds. They were chosen: that some were knocked a few days ago speaks against none. */
export function withDoors(plan: Plan, doors: readonly Pick<PlanDoor, 'unitId' | 'buildingId'>[]): Plan {
  const added = <Id>(before: readonly Id[], more: readonly Id[], most: number) =>
    [...new Set([...before, ...more])].slice(0, most)
  return {
    ...plan,
    knockedWithin: 0,
    buildings: added(
      plan.buildings,
      doors.map(({ buildingId }) => buildingId),
      mostBuildings,
    ),
    only: added(
      plan.only,
      doors.map(({ unitId }) => unitId),
      mostDoors,
    ),
  }
}

/** Shares anew, by hand nothing of it done yet. */
export function proposeAnew(plan: Plan, { pairs, doors, rates, today }: Known): Plan {
  const open = doors.filter((door) => !whyLeftOut(door, { today, knockedWithin: plan.knockedWithin }))
  const { parts, leftOut } = proposeTurf(pairs, open, rates)
  return { ...plan, parts, passed: leftOut }
}

/** What of a plan still holds: doors of its buildings and pairs of its shift, each door with one pair. */
export function stillTrue(plan: Plan, { pairs, doors }: Pick<Known, 'pairs' | 'doors'>): Plan {
  const there = new Set(doors.filter((door) => !door.given && canGoBack(door)).map(({ unitId }) => unitId))
  const take = (unitId: string) => there.delete(unitId)
  const parts = plan.parts
    .filter(({ pairId }) => pairs.some((pair) => pair.pairId === pairId))
    .map(({ pairId, units }) => ({ pairId, units: units.filter(take) }))
  return { ...plan, parts }
}

/** Doors of one pair in one building: those ticked by staircase, floor, line or door, or all of them. */
export function chosenDoors(
  plan: Plan,
  doors: readonly PlanDoor[],
  { from, buildingId, stairs, floors, lines, units }: Extract<PlanAct, { intent: 'move' }>,
): string[] {
  const its = new Set(plan.parts.find(({ pairId }) => pairId === from)?.units)
  const all = stairs.length + floors.length + lines.length + units.length === 0
  return doors
    .filter(
      (door) =>
        its.has(door.unitId) &&
        door.buildingId === buildingId &&
        (all ||
          stairs.includes(door.entrance ?? '') ||
          floors.includes(floorPlace(door)) ||
          lines.includes(linePlace(door)) ||
          units.includes(door.unitId)),
    )
    .map(({ unitId }) => unitId)
}

/** Gives doors of the plan to a pair, or to nobody. */
export function moveDoors(plan: Plan, unitIds: readonly string[], to: string | null): Plan {
  const moved = new Set(unitIds)
  const without = plan.parts.map(({ pairId, units }) => ({
    pairId,
    units: units.filter((unitId) => !moved.has(unitId)),
  }))
  const passed = plan.passed.filter(({ unitId }) => !moved.has(unitId))
  if (!to)
    return {
      ...plan,
      parts: without,
      passed: [...passed, ...unitIds.map((unitId) => ({ unitId, reason: 'by_hand' as const }))],
    }
  const has = without.some(({ pairId }) => pairId === to)
  const parts = has ? without : [...without, { pairId: to, units: [] }]
  return {
    ...plan,
    passed,
    parts: parts.map(({ pairId, units }) => ({
      pairId,
      units: pairId === to ? [...units, ...unitIds] : units,
    })),
  }
}

export type LeftOutDoor = PlanDoor & { reason: LeftOutReason; canGoBack: boolean }

/** Every door that no pair has, with its reason. */
export function leftOutOf(plan: Plan, { doors, today }: Pick<Known, 'doors' | 'today'>): LeftOutDoor[] {
  const planned = new Set(plan.parts.flatMap(({ units }) => units))
  const passed = new Map(plan.passed.map(({ unitId, reason }) => [unitId, reason]))
  return doors
    .filter(({ unitId }) => !planned.has(unitId))
    .map((door) => ({
      ...door,
      canGoBack: canGoBack(door) && !door.given,
      reason:
        whyLeftOut(door, { today, knockedWithin: plan.knockedWithin }) ??
        passed.get(door.unitId) ??
        'not_shared',
    }))
}

/** A door that must not be knocked stays out, however the plan came to name it. */
export function canGoBack(door: PlanDoor) {
  // On a day so late that nothing was lately: what is left are reasons that do not pass.
  const reason = whyLeftOut(door, { today: '9999-01-01', knockedWithin: 0 })
  return !reason || !staysOut.includes(reason)
}

/** How doors are written down as turf: the whole building, whole floors, or one by one. */
export function turfOf(all: readonly PlanDoor[], units: readonly string[]) {
  const chosen = new Set(units)
  const live = all.filter(({ struck }) => !struck)
  if (live.every(({ unitId }) => chosen.has(unitId))) return { floors: null, units: null }
  const floors = [...Map.groupBy(live, ({ floor }) => floor)]
    .filter(([, its]) => its.some(({ unitId }) => chosen.has(unitId)))
    .map(([floor, its]) => ({ floor, whole: its.every(({ unitId }) => chosen.has(unitId)) }))
  return floors.every(({ whole }) => whole)
    ? { floors: floors.map(({ floor }) => floor), units: null }
    : { floors: null, units: live.filter(({ unitId }) => chosen.has(unitId)).map(({ unitId }) => unitId) }
}
