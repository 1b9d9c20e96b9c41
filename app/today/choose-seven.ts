import type { Day } from '#app/core/days.ts'

/** From what cannot wait to what comes by itself. */
export const todayKinds = [
  'lead',
  'knock',
  'repairsLate',
  'repairsNew',
  'look',
  'followUp',
  'repairsDue',
  'meeting',
  'vouch',
  'debrief',
  'running',
  'shift',
] as const
export type TodayKind = (typeof todayKinds)[number]

export type TodayItem = {
  kind: TodayKind
  /** The day it is about; null when it has none. */
  day: Day | null
  href: string
  count: number
  /** What it is called and where it is, as people wrote them. */
  what: string
  where: string
  /** Red has one job: a day somebody stands for has passed. */
  late: boolean
  done?: { holdingId: string; id: string }
}

const most = 7

/**
 * At most seven things. Each kind gets its first thing before any gets a second, so that nine follow-ups never hide a meeting; but every
 * shift one leads now stands there. They stand in the order of what cannot wait, and of their day.
 */
export function chooseSeven(items: readonly TodayItem[]): TodayItem[] {
  const rank = ({ kind }: TodayItem) => todayKinds.indexOf(kind)
  const ordered = items.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      // What is over comes as it is given: the last evening before the one before it.
      (a.kind === 'debrief' ? 0 : (a.day ?? '9999').localeCompare(b.day ?? '9999')),
  )
  const seen = new Map<TodayKind, number>()
  const turns = ordered.map((item) => {
    const turn = seen.get(item.kind) ?? 0
    seen.set(item.kind, turn + 1)
    return { item, turn: item.kind === 'lead' ? 0 : turn }
  })
  const chosen = new Set(
    turns
      .toSorted((a, b) => a.turn - b.turn)
      .slice(0, most)
      .map(({ item }) => item),
  )
  return ordered.filter((item) => chosen.has(item))
}
