import type { Door, Turf } from '../lease/turf.schema.ts'
import { coolOffDays, type Disposition, dispositions } from '../lists.ts'
import { floorsOf } from './floors-of.ts'

/**
 * Along the corridor, then one floor down, then from the top for what was left out.
 * Struck doors, those to be left in peace and those `done` in this shift are passed by.
 */
export function nextDoor(
  doors: readonly Door[],
  from: string | undefined,
  done: ReadonlySet<string>,
  shift: Turf['shift'],
): Door | undefined {
  return nextInWalk(
    walkOf(floorsOf(doors)),
    from,
    (door) => done.has(door.unitId) || isLeftInPeace(door, shift),
  )
}

/** Nobody who is to be knocked at lives there, or they refused not long ago: proposed to nobody, opened by a tap. */
export function isLeftInPeace(
  { doNotKnock, lastDisposition, lastDay, people }: Door,
  { startsAt }: Turf['shift'],
) {
  const again = dispositions[lastDisposition as Disposition]?.again
  // Counted from the shift: the phone's own day may be a wrong one.
  const since = new Date(Date.parse(startsAt) - coolOffDays * 86_400_000).toISOString()
  // Asked for no visit, the door says of itself whether that stands: a desk may have lifted it.
  if (lastDisposition === 'do_not_knock') return doNotKnock
  // Named after a death, they live there: the desk said so, or they were met since.
  return doNotKnock || (again === 'never' && !people.length) || (again === 'no' && String(lastDay) > since)
}

export function walkOf(floors: readonly { doors: readonly Door[] }[]) {
  return floors.flatMap((floor) => floor.doors)
}

export function nextInWalk(
  walk: readonly Door[],
  from: string | undefined,
  isPassed: (door: Door) => boolean,
) {
  const at = walk.findIndex((door) => door.unitId === from)
  for (let i = 1; i <= walk.length; i++) {
    const door = walk[(at + i + walk.length) % walk.length]
    if (door && door.unitId !== from && !door.struck && !isPassed(door)) return door
  }
  return undefined
}

/** The door beside, whatever its state. */
export function besideDoor(walk: readonly Door[], from: string, step: number): Door | null {
  const at = walk.findIndex((door) => door.unitId === from)
  return at < 0 ? null : (walk[at + step] ?? null)
}
