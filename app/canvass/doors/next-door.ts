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
  const walk = floorsOf(doors).flatMap((floor) => floor.doors)
  const at = walk.findIndex((door) => door.unitId === from)
  const ahead = [...walk.slice(at + 1), ...walk.slice(0, Math.max(at, 0))]
  return ahead.find((door) => !door.struck && !door.doNotKnock && !done.has(door.unitId)) ?? null
}

/** Swiping goes to the door beside, whatever its state. */
export function besideDoor(doors: readonly Door[], from: string, step: 1 | -1): Door | null {
  const walk = floorsOf(doors).flatMap((floor) => floor.doors)
  const at = walk.findIndex((door) => door.unitId === from)
  return at < 0 ? null : (walk[at + step] ?? null)
}
