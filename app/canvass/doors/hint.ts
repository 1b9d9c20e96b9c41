import type { Door, OpenRepair } from '../lease/turf.schema.ts'

/** Open at this very door, or at others from which the same trouble may come; `first` is their case. */
export type Hint = { category: string; labels: string[]; first: string | null }

/** What runs down or spreads through walls comes before what stays in one flat. */
const travels = ['gas_fire', 'leak', 'heat', 'water', 'electricity', 'pests', 'mold', 'plumbing']

/**
 * The one thing worth asking about at a door: a repair open there, else one that several doors of the same line share, else one just
 * above or below. Sorted once for all doors of a turf.
 */
export function hintsOf(doors: readonly Door[]) {
  const broken = doors.filter(({ struck, openRepairs }) => !struck && openRepairs.length > 0)
  const byLine = Map.groupBy(broken, lineOf)
  const byPlace = Map.groupBy(broken, (door) => placeAt(door, 0))

  return (door: Door): Hint | null => {
    const { unitId, line, openRepairs } = door
    const [here] = openRepairs.toSorted((a, b) => weight(a.category) - weight(b.category))
    if (here) return { category: here.category, labels: [], first: null }
    const near = [1, -1].flatMap((step) => byPlace.get(placeAt(door, step)) ?? [])
    const sameLine = line ? (byLine.get(lineOf(door)) ?? []) : []
    return mostShared(sameLine.filter((other) => other.unitId !== unitId)) ?? mostShared(near)
  }
}

const lineOf = ({ entrance, line }: Door) => `${entrance} ${line}`
const placeAt = ({ entrance, floorRank, lineRank }: Door, step: number) =>
  `${entrance} ${floorRank + step} ${lineRank}`

function mostShared(doors: readonly Door[]): Hint | null {
  const said = doors.flatMap((door) => door.openRepairs.map((repair): [Door, OpenRepair] => [door, repair]))
  const byCategory = Map.groupBy(said, ([, { category }]) => category)
  const weightiest = [...byCategory].sort(
    ([one, some], [other, more]) => more.length - some.length || weight(one) - weight(other),
  )[0]
  if (!weightiest) return null
  const [category, where] = weightiest
  const fromBelow = where.toSorted(([a], [b]) => a.floorRank - b.floorRank)
  return { category, labels: fromBelow.map(([{ label }]) => label), first: fromBelow[0]?.[1].id ?? null }
}

function weight(category: string) {
  const place = travels.indexOf(category)
  return place < 0 ? travels.length : place
}
