import { byFloor, type Placed, type PlanDoor } from './plan-doors.ts'

export const startKinds = ['emergency', 'near_leader', 'language', 'never_tried', 'tried_once'] as const
/** What it depends on where to start. */
export type StartDoor = Placed & Pick<PlanDoor, 'emergency' | 'nearLeader' | 'languages' | 'tries'>
export type StartReason = { kind: (typeof startKinds)[number]; doors: number }
export type Start = { entrance?: string; floor: string; doors: number; reasons: StartReason[] }

/** Why to start here, the weightiest first. `languages`: what those who go speak. */
export function reasonsOf(doors: readonly StartDoor[], languages: readonly string[] = []): StartReason[] {
  const holds: Record<StartReason['kind'], (door: StartDoor) => boolean> = {
    emergency: ({ emergency }) => emergency,
    near_leader: ({ nearLeader }) => nearLeader,
    language: (door) => door.languages.some((code) => languages.includes(code)),
    never_tried: ({ tries }) => tries === 0,
    tried_once: ({ tries }) => tries === 1,
  }
  return startKinds
    .map((kind) => ({ kind, doors: doors.filter(holds[kind]).length }))
    .filter((reason) => reason.doors > 0)
}

/**
 * Which of two places comes first, as the phone ranks them: one with an emergency, with somebody neighbors follow, with a language one
 * speaks, then the one with the fewest tries at a door. What share of the doors it is counts, not how large the place is.
 */
export function compareStarts(
  one: readonly StartDoor[],
  other: readonly StartDoor[],
  languages: readonly string[] = [],
) {
  const [a, b] = [weightsOf(one, languages), weightsOf(other, languages)]
  return b.map((weight, at) => weight - (a[at] ?? 0)).find((by) => by !== 0) ?? 0
}

function weightsOf(doors: readonly StartDoor[], languages: readonly string[]) {
  const reasons = reasonsOf(doors, languages)
  const has = (wanted: StartReason['kind']) => Number(reasons.some(({ kind }) => kind === wanted))
  const tries = doors.reduce((sum, door) => sum + door.tries, 0) / Math.max(1, doors.length)
  return [has('emergency'), has('near_leader'), has('language'), -tries]
}

/** Floors of one building, where to start first; among equals from the top down. */
export function rankFloors(doors: readonly StartDoor[], languages: readonly string[] = []): Start[] {
  return byFloor(doors)
    .toSorted((a, b) => compareStarts(a.doors, b.doors, languages))
    .map(({ entrance, floor, doors: its }) => ({
      ...(entrance && { entrance }),
      floor,
      doors: its.length,
      reasons: reasonsOf(its, languages),
    }))
}
