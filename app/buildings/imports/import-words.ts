import type { I18n } from '@lingui/core'
import { keysFor } from '#app/messages/keys.ts'
import { type Counts, inTheWayReasons, problemCodes, type Refusal, reasonCodes } from './import.schema.ts'
import { recipeNames } from './recipes.ts'

const counted = [
  'withUnit',
  'buildings',
  'doors',
  'businesses',
  'lines',
  'keptByOthers',
  'merged',
  'leftOut',
  'refused',
] as const
const countKey = keysFor('import.count', counted)

export const problemKey = keysFor('import.problem', problemCodes)
export const reasonKey = keysFor('import.reason', reasonCodes)
export const recipeKey = keysFor('import.recipe', recipeNames)
export const whyKey = keysFor('import.why', inTheWayReasons)

/** What a file held, one line each; what there was none of is not said. */
export function listCounts(i18n: I18n, counts: Counts) {
  const shown = counted.filter((name) => counts[name] > 0)
  return [
    i18n._('import.count.rows', { count: counts.rows }),
    ...shown.map((name) =>
      i18n._(countKey(name), { count: counts[name], new: counts.newBuildings, added: counts.newDoors }),
    ),
  ]
}

export function describeRefusal(i18n: I18n, { line, column, value, reason }: Refusal) {
  const where = column ? i18n._('import.cli.cell', { line, column }) : i18n._('import.cli.line', { line })
  return `${where} ${i18n._(reasonKey(reason))}${value ? ` (${value})` : ''}`
}
