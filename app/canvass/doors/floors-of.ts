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
