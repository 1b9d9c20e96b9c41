import { addDays, type Day } from '#app/core/days.ts'
import { repairCategoryCodes } from '#app/grievances/categories.ts'
import {
  type AskAnswer,
  type Basis,
  heardCodes,
  type LanguageCode,
  languages,
  type sinceWhen,
} from '../lists.ts'
import type { Said } from './paper.schema.ts'

type Since = (typeof sinceWhen)[number]
type Coded = Omit<Said, 'level' | 'coming' | 'name' | 'phone' | 'listensTo' | 'note'>

/** Numbers of what is to fix begin at 1, of what was only brought up at 51: one row of digits, no number twice. */
export const heardFrom = 51
const sinceOf: Record<string, Since> = { t: 'today', w: 'this_week', l: 'longer' }
const answerOf: Record<string, AskAnswer> = { y: 'yes', m: 'maybe', x: 'no' }
const basisOf: Record<string, Basis> = { sig: 'signed', att: 'attended', rec: 'recruited' }
const consentOf = {
  k: { purpose: 'keep' },
  c: { purpose: 'contact', channel: 'call' },
  t: { purpose: 'contact', channel: 'text' },
} as const

export type ReadCodes = { said: Coded; wrong: string | null }

/**
 * What stands in the last column, typed as it is written: "ax 3w under the sink, l es, b 29 the letter". A comma ends what has words;
 * `onlyDay`: what is promised when nothing but a day is written.
 */
export function readCodes(text: string, day: Day, onlyDay: string): ReadCodes {
  const said: Coded = {}
  for (const part of text.split(/[,;]/)) {
    let rest = part.trim()
    while (rest) {
      const left = takeOne(said, rest, day, onlyDay)
      if (left === null) return { said, wrong: rest.split(/\s+/)[0] ?? rest }
      rest = left.trim()
    }
  }
  return { said, wrong: null }
}

/** Reads what comes first; null when it is no code. */
function takeOne(said: Coded, text: string, day: Day, onlyDay: string): string | null {
  const [first = ''] = text.split(/\s+/, 1)
  const token = first.toLowerCase()
  const after = text.slice(first.length)

  const ask = /^([abc])([ymx])$/.exec(token)
  if (ask) {
    const n = 'abc'.indexOf(ask[1] as string)
    const others = said.asks?.filter((each) => each.n !== n) ?? []
    said.asks = [...others, { n, answer: answerOf[ask[2] as string] as AskAnswer }]
    return after
  }
  const consent = /^([kct])([+-])$/.exec(token)
  if (consent) {
    const given = { ...consentOf[consent[1] as keyof typeof consentOf], given: consent[2] === '+' }
    said.consents = [...(said.consents ?? []), given]
    return after
  }
  if (token === 'j') {
    said.join = true
    return after
  }
  if (token === 'q') {
    said.verbatim = true
    return after
  }
  const basis = basisOf[token]
  if (basis) {
    said.basis = [...new Set([...(said.basis ?? []), basis])]
    return after
  }
  // "am" is what was answered to A; spoken, it is "l am".
  if (token === 'l') return takeLanguage(said, after.trimStart())
  if (token === 'b' && after.trim()) return takeFollowUp(said, after.trim(), day, onlyDay)
  if (/^\d/.test(token)) return takeNumber(said, text)
  return takeLanguage(said, text)
}

function takeLanguage(said: Coded, text: string) {
  const [first = ''] = text.split(/\s+/, 1)
  const code = languages.find((each): each is LanguageCode => each === first.toLowerCase())
  if (!code) return null
  said.languages = [...new Set([...(said.languages ?? []), code])]
  return text.slice(first.length)
}

/** "b 29 the letter": the next 29th; without a day it has none. */
function takeFollowUp(said: Coded, text: string, day: Day, onlyDay: string) {
  const dated = /^(\d{1,2})(?:\s+|$)/.exec(text)
  const due = dated ? nextDay(day, Number(dated[1])) : null
  if (dated && !due) return null
  const what = text.slice(dated?.[0].length ?? 0).trim() || onlyDay
  said.followUp = { what, ...(due && { due }) }
  return ''
}

/** The next day of this number, from the day after on: of two months at the most. */
function nextDay(day: Day, number: number) {
  for (let ahead = 1; ahead <= 62; ahead++) {
    const next = addDays(day, ahead)
    if (Number(next.slice(8)) === number) return next
  }
  return null
}

function takeNumber(said: Coded, text: string) {
  const [whole = '', digits, since] = /^(\d{1,2})\s*([twl])?(?=\s|$)/i.exec(text) ?? []
  const category = repairCategoryCodes[Number(digits) - 1]
  const heard = heardCodes[Number(digits) - heardFrom]
  const words = text.slice(whole.length).trim()
  if (heard && !since) {
    said.heard = [...new Set([...(said.heard ?? []), heard])]
    return words
  }
  if (!category) return null
  const repair = { category, since: sinceOf[since?.toLowerCase() ?? 'l'] as Since }
  said.repairs = [...(said.repairs ?? []), { ...repair, ...(words && { words }) }]
  return ''
}

const keyOf = <Value>(table: Record<string, Value>, value: Value) =>
  Object.keys(table).find((key) => table[key] === value) ?? ''

/** A comma would end them. */
const plain = (words: string) => words.replaceAll(/[,;]/g, ' ')

/** The same as one would type it. */
export function writeCodes(said: Coded): string {
  const { asks = [], consents = [], basis = [], heard = [], repairs = [], followUp } = said
  const short = [
    ...asks.map(({ n, answer }) => `${'abc'[n]}${keyOf(answerOf, answer)}`),
    ...consents.flatMap(({ purpose, channel, given }) => {
      const key = purpose === 'keep' ? 'k' : channel === 'call' ? 'c' : channel === 'text' ? 't' : ''
      return key ? [`${key}${given ? '+' : '-'}`] : []
    }),
    ...(said.join ? ['j'] : []),
    ...(said.verbatim ? ['q'] : []),
    ...basis.flatMap((each) => keyOf(basisOf, each) || []),
    ...(said.languages ?? []).map((code) => `l ${code}`),
    ...heard.map((code) => heardCodes.indexOf(code) + heardFrom),
  ].join(' ')
  const long = [
    ...repairs.map(
      ({ category, since, words = '' }) =>
        `${repairCategoryCodes.indexOf(category) + 1}${keyOf(sinceOf, since)} ${plain(words)}`,
    ),
    ...(followUp
      ? [`b ${followUp.due ? `${Number(followUp.due.slice(8))} ` : ''}${plain(followUp.what)}`]
      : []),
  ]
  return [short, ...long.map((part) => part.trim())].filter(Boolean).join(', ')
}
