import type { Door } from '../turf.schema.ts'

export type Hint =
  | { kind: 'open'; category: string }
  | { kind: 'line'; category: string; labels: string[] }
  | { kind: 'above'; category: string; labels: string[] }

/** What runs down or spreads through walls comes before what stays in one flat. */
const travels = ['gas_fire', 'leak', 'heat', 'water', 'electricity', 'pests', 'mold', 'plumbing']

/**
 * The one thing worth asking about at this door: a repair open here, else one that several doors
 * of the same line share, else one just above.
 */
export function hintFor(door: Door, doors: readonly Door[]): Hint | null {
  const here = byWeight(door.openRepairs.map((repair) => repair.category))[0]
  if (here) return { kind: 'open', category: here }

  const others = doors.filter((other) => other.unitId !== door.unitId && !other.struck)
  const sameLine = others.filter((other) => door.line && other.line === door.line)
  const shared = mostShared(sameLine)
  if (shared) return { kind: 'line', ...shared }

  const above = mostShared(
    others.filter((other) => other.floorRank === door.floorRank + 1 && other.lineRank === door.lineRank),
  )
  return above ? { kind: 'above', ...above } : null
}

function mostShared(doors: readonly Door[]) {
  const byCategory = new Map<string, Door[]>()
  for (const door of doors)
    for (const { category } of door.openRepairs)
      byCategory.set(category, [...(byCategory.get(category) ?? []), door])

  const weightiest = [...byCategory].sort(
    ([one, some], [other, more]) => more.length - some.length || weight(one) - weight(other),
  )[0]
  if (!weightiest) return null
  const [category, where] = weightiest
  const labels = where.sort((a, b) => a.floorRank - b.floorRank).map((door) => door.label)
  return { category, labels }
}

function byWeight(categories: readonly string[]) {
  return [...categories].sort((a, b) => weight(a) - weight(b))
}

function weight(category: string) {
  const place = travels.indexOf(category)
  return place < 0 ? travels.length : place
}
