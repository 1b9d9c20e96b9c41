import { type ShareStep, shareStep } from '#app/ui/share-step.ts'
import type { CoverageRow, Metric } from './coverage.schema.ts'

export type Square = ShareStep | 'unknown' | 'hidden'

const counted = {
  doors: 'reached',
  support: 'supporting',
  members: 'members',
  repairs: 'openRepairs',
} as const satisfies Record<Metric, keyof CoverageRow>

export function countOf(row: CoverageRow, metric: Metric) {
  return row[counted[metric]]
}

/** How a building is drawn. Hidden is not unknown, and neither is ever drawn as nothing done. */
export function squareOf(row: CoverageRow, metric: Metric): Square {
  const count = countOf(row, metric)
  if (row.state === 'hidden' || row.state === 'small') return 'hidden'
  if (row.state === 'shared' && count === null) return 'hidden'
  return row.doors && count !== null ? shareStep(count / row.doors) : 'unknown'
}

export type Total = { count: number; doors: number; buildings: number }
export type Totals = {
  all: number
  own: number
  /** Ours or shared with us, however small. */
  seen: number
  withoutPoint: number
  squares: Record<Metric, { unknown: number; hidden: number; small: number }>
  /** Null where nobody shares it. */
  of: Record<Metric, Total | null>
}

/** Only what is shown is added up: what is hidden or too small to show is in no total. */
export function sumCoverage(rows: readonly CoverageRow[]): Totals {
  const perMetric = <Value>(fn: (metric: Metric) => Value) => ({
    doors: fn('doors'),
    support: fn('support'),
    members: fn('members'),
    repairs: fn('repairs'),
  })
  return {
    all: rows.length,
    own: rows.filter(({ state }) => state === 'own').length,
    seen: rows.filter(({ state }) => state !== 'hidden').length,
    withoutPoint: rows.filter(({ lon }) => lon === null).length,
    squares: perMetric((metric) => {
      const drawn = rows.map((row) => ({ state: row.state, square: squareOf(row, metric) }))
      return {
        unknown: drawn.filter(({ square }) => square === 'unknown').length,
        hidden: drawn.filter(({ square, state }) => square === 'hidden' && state !== 'small').length,
        small: drawn.filter(({ state }) => state === 'small').length,
      }
    }),
    of: perMetric((metric) => totalOf(rows, metric)),
  }
}

function totalOf(rows: readonly CoverageRow[], metric: Metric): Total | null {
  const total = { count: 0, doors: 0, buildings: 0 }
  for (const row of rows) {
    const count = countOf(row, metric)
    if (count === null || row.doors === null) continue
    total.count += count
    total.doors += row.doors
    total.buildings++
  }
  return total.buildings > 0 ? total : null
}
