import { mostNamed } from '../lists.ts'

type Door = { unitId: string; label: string }

/** ✓ a door that is known here, ? a number that may be one, ✕ no other door's number, or too many: not kept. */
export type DoorSaid = { label: string; mark: '✓' | '?' | '✕' }

const inCapitals = (label: string) => label.toUpperCase()

/** What of a line of door numbers is kept. A name is no door: without a digit only what stands on a known one is taken. */
export function readDoors(
  text: string,
  doors: readonly Door[],
  ownId?: string,
  keyOf = inCapitals,
): DoorSaid[] {
  const kept = new Set<string>()
  return splitDoors(text).map((part) => {
    const key = keyOf(part)
    const door = doors.find(({ label }) => keyOf(label) === key)
    const label = door?.label ?? part
    const isDoor = door ? door.unitId !== ownId : /\d/.test(part)
    if (!isDoor || label.length > 20 || kept.add(label).size > mostNamed) return { label, mark: '✕' }
    return { label, mark: door ? '✓' : '?' }
  })
}

/** Those that are kept, each once. */
export function doorsNamed(read: readonly DoorSaid[]) {
  return [...new Set(read.flatMap(({ label, mark }) => (mark === '✕' ? [] : label)))]
}

/** "5B, 4A", "5B 4A" and "5B and 4A" are two doors, "PH 1" is one. */
function splitDoors(text: string) {
  return text.split(/[,;&]|\s(?:and|y)\s/i).flatMap((part) => {
    const words = part.trim().split(/\s+/)
    return words.every((word) => /\d/.test(word)) ? words : part.trim() || []
  })
}
