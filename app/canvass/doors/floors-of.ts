import type { Door } from '../turf.schema.ts'

export type Floor = { floor: string; rank: number; doors: Door[] }

/** Rows as one sees the house from outside: the top floor on top, doors along the corridor. */
export function floorsOf(doors: readonly Door[]): Floor[] {
  const floors = new Map<string, Floor>()
  for (const door of doors) {
    const floor = floors.get(door.floor) ?? { floor: door.floor, rank: door.floorRank, doors: [] }
    floor.doors.push(door)
    floors.set(door.floor, floor)
  }
  for (const { doors: row } of floors.values()) row.sort(alongTheCorridor)
  return [...floors.values()].sort((a, b) => b.rank - a.rank)
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
  const twice = narrow.some(({ doors }) => new Set(doors.map((door) => door.lineRank)).size < doors.length)
  if (twice) return [1, 2, 3, 4, 5, 6]
  return [...new Set(narrow.flatMap(({ doors }) => doors.map((door) => door.lineRank)))].sort((a, b) => a - b)
}
