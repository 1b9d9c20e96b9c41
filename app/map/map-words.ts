import type { I18n } from '@lingui/core'
import { keysFor } from '#app/messages/keys.ts'
import { type CoverageRow, type Metric, metrics } from './coverage.schema.ts'
import { countOf, squareOf, type Totals } from './coverage-totals.ts'

export const metricKey = keysFor('map.metric', metrics)
export const presentKey = keysFor('map.big', ['sharing', ...metrics] as const)
const ofDoorsKey = keysFor('map.of', metrics)
const totalKey = keysFor('map.total', metrics)

/** One building in words, without its address: what its square says. */
export function describeBuilding(i18n: I18n, row: CoverageRow, metric: Metric) {
  if (row.state === 'small') return i18n._('map.small')
  if (squareOf(row, metric) === 'hidden') return i18n._('map.hidden')
  const count = countOf(row, metric)
  if (row.doors === null || count === null) return i18n._('map.unknown')
  return i18n._(ofDoorsKey(metric), { count, doors: row.doors })
}

/** The sentence over the map; it stands alone when read aloud. */
export function describeTotals(i18n: I18n, totals: Totals, metric: Metric, body: string) {
  const { all, own, seen } = totals
  const share = i18n._(own > 0 ? 'map.sentenceOwn' : 'map.sentence', { seen, all, body })
  const total = totals.of[metric]
  return total ? `${share} ${i18n._(totalKey(metric), { count: total.count, doors: total.doors })}` : share
}
