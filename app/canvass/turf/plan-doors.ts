import { compareStaircases } from '#app/buildings/compare-staircases.ts'
import { placeOn } from '#app/buildings/staircases.ts'
import { addDays, type Day } from '#app/core/days.ts'
import { coolOffDays, type Disposition, dispositions } from '../lists.ts'

/** A door as the desk plans with it: no name, no level. */
export type PlanDoor = {
  unitId: string
  buildingId: string
  label: string
  floor: string
  floorRank: number
  line: string
  lineRank: number
  /** Null where its building has one staircase. */
  entrance: string | null
  struck: boolean
  doNotKnock: boolean
  tries: number
  lastDay: Day | null
  lastDisposition: Disposition | null
  refusedDay: Day | null
  /** After "moved out" or "died": the desk has said of everybody known there whether they still live there. */
  settled: boolean
  languages: string[]
  nearLeader: boolean
  emergency: boolean
  /** Given out in this shift already. */
  given: boolean
}

export const leftOutReasons = [
  'struck',
  'do_not_knock',
  'never',
  'moved',
  'vacant',
  'not_a_home',
  'refused',
  'today',
  'recently',
  'given',
  'language',
  'alone',
  'no_time',
  'not_shared',
  'by_hand',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

/** Why a door is passed over before any pair is thought of; null: it can be knocked. The weightiest reason is told. */
export function whyLeftOut(
  door: Pick<
    PlanDoor,
    'struck' | 'doNotKnock' | 'lastDisposition' | 'refusedDay' | 'settled' | 'given' | 'lastDay'
  >,
  { today, knockedWithin }: { today: Day; knockedWithin: number },
): LeftOutReason | null {
  const since = (days: number) => addDays(today, -days)
  const last = door.lastDisposition
  if (door.struck) return 'struck'
  if (door.doNotKnock) return 'do_not_knock'
  const isOpenAgain = door.settled && (last === 'moved' || last === 'deceased')
  // Said last, and lifted: the door says of itself whether it stands.
  if (last && last !== 'do_not_knock' && dispositions[last].again === 'never' && !isOpenAgain) return 'never'
  if (last === 'wrong_unit') return 'not_a_home'
  if (door.refusedDay && door.refusedDay > since(coolOffDays)) return 'refused'
  if (last === 'moved' && !isOpenAgain) return 'moved'
  if (last === 'vacant') return 'vacant'
  if (door.given) return 'given'
  if (door.lastDay && door.lastDay > since(knockedWithin))
    return door.lastDay === today ? 'today' : 'recently'
  return null
}

export type NoWayIn = { doors: number; day: Day }

/** A gate or a bell is the building's: what stood before some of its doors last time stands before the others too. */
export function noWayIn(
  doors: readonly Pick<PlanDoor, 'struck' | 'lastDisposition' | 'lastDay'>[],
): NoWayIn | null {
  const days = doors.flatMap((door) =>
    !door.struck && door.lastDisposition === 'inaccessible' ? (door.lastDay ?? []) : [],
  )
  const [day] = days.toSorted().toReversed()
  return day ? { doors: days.length, day } : null
}

/** The same of doors that somebody names: they may be given twice, and were knocked a few days ago on purpose. */
export const whyNotGiven = (door: Omit<Parameters<typeof whyLeftOut>[0], 'given'>, today: Day) =>
  whyLeftOut({ ...door, given: false }, { today, knockedWithin: 0 })

/** Those passed over under each reason, the weightiest first. */
export function byReason<Door>(
  doors: readonly Door[],
  why: (door: Door) => LeftOutReason | null,
): { reason: LeftOutReason; doors: Door[] }[] {
  const groups = Map.groupBy(doors, why)
  return leftOutReasons.flatMap((reason) => {
    const its = groups.get(reason)
    return its ? [{ reason, doors: its }] : []
  })
}

export type LeftOut = { reason: LeftOutReason; labels: string[] }

/** Which of these nobody is given, under each reason their numbers. */
export function reasonsOf(doors: readonly PlanDoor[], today: Day): LeftOut[] {
  const groups = byReason(doors, (door) => whyNotGiven(door, today))
  return groups.map(({ reason, doors: its }) => ({ reason, labels: its.map(({ label }) => label) }))
}

/** What no tap puts back: nobody lives there, or they asked never to be visited, which is lifted with a reason. */
export const staysOut: readonly LeftOutReason[] = ['struck', 'do_not_knock']

export type Placed = Pick<PlanDoor, 'label' | 'floor' | 'floorRank' | 'lineRank'> & {
  entrance?: string | null
}

const byPlace = (a: Placed, b: Placed) =>
  compareStaircases(a.entrance ?? '', b.entrance ?? '') ||
  b.floorRank - a.floorRank ||
  a.floor.localeCompare(b.floor) ||
  a.lineRank - b.lineRank ||
  a.label.localeCompare(b.label)

export type PlanFloor<Door> = {
  /** Of the staircase, where there is more than one. */
  entrance: string
  floor: string
  doors: Door[]
}

/** Doors by floor, staircase by staircase from the top down, each floor along its corridor. */
export function byFloor<Door extends Placed>(doors: readonly Door[]): PlanFloor<Door>[] {
  const floors = Map.groupBy(doors.toSorted(byPlace), floorPlace)
  return [...floors.values()].flatMap((its) =>
    its.slice(0, 1).map(({ entrance, floor }) => ({ entrance: entrance ?? '', floor, doors: its })),
  )
}

export const floorPlace = ({ entrance, floor }: Pick<Placed, 'entrance' | 'floor'>) =>
  placeOn(entrance, floor)

/** Doors by line, staircase by staircase: those above each other. */
export function byLine(doors: readonly PlanDoor[]): { line: string; doors: PlanDoor[] }[] {
  const lines = Map.groupBy(
    byStairs(doors).flatMap((stairs) =>
      stairs.doors.toSorted((a, b) => a.lineRank - b.lineRank || byPlace(a, b)),
    ),
    linePlace,
  )
  return [...lines.values()].flatMap((its) => its.slice(0, 1).map(({ line }) => ({ line, doors: its })))
}

export const linePlace = ({ entrance, line }: Pick<PlanDoor, 'entrance' | 'line'>) => placeOn(entrance, line)

/** Doors by staircase, each from the top down; where there is one, that is all of them. */
export function byStairs<Door extends Placed>(doors: readonly Door[]): { entrance: string; doors: Door[] }[] {
  const stairs = Map.groupBy(doors.toSorted(byPlace), ({ entrance }) => entrance ?? '')
  return [...stairs].map(([entrance, its]) => ({ entrance, doors: its }))
}
