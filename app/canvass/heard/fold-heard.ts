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
  return folded(counts.map(({ code, doors }) => tallyOf(code, doors)))
}

/**
 * What was heard in several buildings. A building's few doors count along only where the few of all of them are five together: taking the
 * lines of the buildings from the line of the whole then never leaves fewer.
 */
export function foldArea(counts: readonly HeardCount[]): HeardFolded {
  return folded(tallyArea(counts))
}

/** What was heard in several areas: of theirs and of their buildings' lines the same is true, whichever are taken from the whole. */
export function foldAreas(areas: readonly (readonly HeardCount[])[]): HeardFolded {
  return folded(tally(areas.flatMap(tallyArea)))
}

/** `told`: in lines of five and more. `few`: what is left, which no line may tell. */
type Tally = { code: Heard; told: number; few: number }

const tallyOf = (code: Heard, doors: number): Tally =>
  doors >= fewestDoors ? { code, told: doors, few: 0 } : { code, told: 0, few: doors }

const tallyArea = (counts: readonly HeardCount[]) =>
  tally(counts.map(({ code, doors }) => tallyOf(code, doors)))

/** The few of all parts are told where they are five together. */
function tally(parts: readonly Tally[]): Tally[] {
  return [...Map.groupBy(parts, ({ code }) => code)].map(([code, ofCode]) => {
    const few = tallyOf(code, sum(ofCode.map((part) => part.few)))
    return { code, told: sum(ofCode.map(({ told }) => told)) + few.told, few: few.few }
  })
}

function folded(parts: readonly Tally[]): HeardFolded {
  return {
    lines: parts
      .filter(({ told }) => told > 0)
      .map(({ code, told }) => ({ code, doors: told }))
      .toSorted((one, other) => other.doors - one.doors || one.code.localeCompare(other.code)),
    more: parts.some(({ few }) => few > 0),
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
