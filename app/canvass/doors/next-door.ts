import type { Door } from '../turf.schema.ts'
import { floorsOf } from './floors-of.ts'

/**
 * Along the corridor, then one floor down, then from the top for what was left out.
 * Struck doors, those that asked for no visit and those `done` in this shift are passed by.
 */
export function nextDoor(
  doors: readonly Door[],
  from: string | null,
  done: ReadonlySet<string>,
): Door | null {
  return nextInWalk(walkOf(floorsOf(doors)), from, (unitId) => done.has(unitId))
}

export function walkOf(floors: readonly { doors: readonly Door[] }[]) {
  return floors.flatMap((floor) => floor.doors)
}

export function nextInWalk(walk: readonly Door[], from: string | null, isDone: (unitId: string) => boolean) {
  const at = walk.findIndex((door) => door.unitId === from)
  for (let i = 1; i <= walk.length; i++) {
    const door = walk[(at + i + walk.length) % walk.length]
    if (door && door.unitId !== from && !door.struck && !door.doNotKnock && !isDone(door.unitId)) return door
  }
  return null
}

/** Swiping goes to the door beside, whatever its state. */
export function besideDoor(walk: readonly Door[], from: string, step: 1 | -1): Door | null {
  const at = walk.findIndex((door) => door.unitId === from)
  return at < 0 ? null : (walk[at + step] ?? null)
}
