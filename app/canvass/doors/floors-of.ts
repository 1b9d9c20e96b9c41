import type { Door } from '../lease/turf.schema.ts'

/** `id` names it among all floors of all staircases. */
export type Floor = { id: string; floor: string; entrance?: string | undefined; rank: number; doors: Door[] }

export const floorOf = ({ entrance = '', floor }: Door) => `${entrance} ${floor}`.trim()

/** Rows as one sees the house from outside: staircase by staircase, the top floor on top, doors along the corridor. */
export function floorsOf(doors: readonly Door[]): Floor[] {
  const floors = new Map<string, Floor>()
  for (const door of doors) {
    const { entrance, floorRank: rank } = door
    const id = floorOf(door)
    const floor = floors.get(id) ?? { id, floor: door.floor, entrance, rank, doors: [] }
    floor.doors.push(door)
    floors.set(id, floor)
  }
  for (const { doors: row } of floors.values()) row.sort(alongTheCorridor)
  return [...floors.values()].sort((a, b) => alongTheHouse(a.entrance, b.entrance) || b.rank - a.rank)
}

/** As the desk compares staircases; a file shared with it would be one more to load here. */
function alongTheHouse(a = '', b = '') {
  return +!a - +!b || a.localeCompare(b, 'en', { numeric: true })
}

function alongTheCorridor(a: Door, b: Door) {
  return a.lineRank - b.lineRank || a.label.localeCompare(b.label, 'en', { numeric: true })
}

/** Up to five share the width; a longer corridor wraps, six a row. */
export function isWide(floor: Floor) {
  return floor.doors.length > 5
}

/** What was typed names a door, else a floor, else the first door that begins so. */
export function doorTyped(floors: readonly Floor[], typed: string): Door | undefined {
  const text = typed.trim().toLowerCase()
  if (!text) return undefined
  const doors = floors.flatMap((floor) => floor.doors)
  const labelled = (is: (label: string) => boolean) => doors.find(({ label }) => is(label.toLowerCase()))
  return (
    labelled((label) => label === text) ??
    floors.find(({ floor }) => floor.toLowerCase() === text)?.doors[0] ??
    labelled((label) => label.startsWith(text))
  )
}

/** Doors above each other stand above each other, as long as the house is narrow. */
export function linesOf(floors: readonly Floor[]) {
  const narrow = floors.filter((floor) => !isWide(floor))
  const twice =
    floors[0]?.entrance !== floors.at(-1)?.entrance ||
    narrow.some(({ doors }) => new Set(doors.map((door) => door.lineRank)).size < doors.length)
  if (twice) return [1, 2, 3, 4, 5, 6]
  return [...new Set(narrow.flatMap(({ doors }) => doors.map((door) => door.lineRank)))].sort((a, b) => a - b)
}
