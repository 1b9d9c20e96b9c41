import type { Heard } from '../lists.ts'

export const fewestDoors = 5

export type HeardCount = { code: Heard; buildingId: string; doors: number }
export type HeardLine = { code: Heard; doors: number }
export type HeardFolded = {
  lines: HeardLine[]
  /** Something else was heard, at fewer than five doors each: neither what nor how often. */
  more: boolean
}

/** What was heard in one building: from five doors on. */
export function foldBuilding(counts: readonly HeardCount[]): HeardFolded {
  const lines = counts.filter(({ doors }) => doors >= fewestDoors).map(({ code, doors }) => ({ code, doors }))
  return { lines: sorted(lines), more: counts.some(({ doors }) => doors > 0 && doors < fewestDoors) }
}

/**
 * What was heard in several buildings. A building's few doors count along only where the few of all of them are five together: taking the
 * lines of the buildings from the line of the whole then never leaves fewer.
 */
export function foldArea(counts: readonly HeardCount[]): HeardFolded {
  let more = false
  const lines: HeardLine[] = []
  for (const [code, ofCode] of Map.groupBy(counts, (count) => count.code)) {
    const told = sum(ofCode.filter(({ doors }) => doors >= fewestDoors))
    const few = sum(ofCode.filter(({ doors }) => doors < fewestDoors))
    const doors = told + (few >= fewestDoors ? few : 0)
    if (doors > 0) lines.push({ code, doors })
    more ||= few > 0 && few < fewestDoors
  }
  return { lines: sorted(lines), more }
}

const sum = (counts: readonly HeardCount[]) => counts.reduce((total, { doors }) => total + doors, 0)

function sorted(lines: HeardLine[]) {
  return lines.toSorted((one, other) => other.doors - one.doors || one.code.localeCompare(other.code))
}
