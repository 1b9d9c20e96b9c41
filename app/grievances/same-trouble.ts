import type { Repair } from './repairs.server.ts'

type Linked = Pick<Repair, 'id' | 'sameAs'>

/** Said at several doors to be one trouble, whichever door was heard first. By the case all of them lead to. */
function firstCases(all: readonly Linked[]) {
  const sameAs = new Map(all.map((repair) => [repair.id, repair.sameAs]))
  return ({ id }: Linked) => {
    const walked = [id]
    for (let next = sameAs.get(id); next; next = sameAs.get(next)) {
      // A ring has no first: one of it, and always the same.
      if (walked.includes(next)) return walked.slice(walked.indexOf(next)).sort()[0] ?? id
      walked.push(next)
    }
    return walked.at(-1) ?? id
  }
}

/** Open cases of one trouble, but for this one, by door. */
export function sameTrouble(repair: Repair, all: readonly Repair[]) {
  const first = firstCases(all)
  const same = all.filter(
    (other) => other.id !== repair.id && other.tab !== 'over' && first(other) === first(repair),
  )
  return same.toSorted(byDoor)
}

export type RepairRow = Repair & { doors: string[] }

/** One row for each trouble that stands in one tab, the most pressing case first; its doors beside it. */
export function rowsOf(all: readonly Repair[]): RepairRow[] {
  const first = firstCases(all)
  const groups = Map.groupBy(all, (repair) => `${repair.tab} ${first(repair)}`)
  return [...groups.values()].flatMap((group) => {
    const doors = group.toSorted(byDoor).flatMap(({ door }) => door ?? [])
    return group.slice(0, 1).map((repair) => ({ ...repair, doors: [...new Set(doors)] }))
  })
}

function byDoor(a: Repair, b: Repair) {
  return (a.door ?? '').localeCompare(b.door ?? '', 'en', { numeric: true })
}
