import { dispositions } from '../lists.ts'

const personal = [
  'person',
  'contact',
  'note',
  'level',
  'listensTo',
  'join',
  'heard',
  'asks',
  'consents',
  'repairs',
  'verbatim',
] as const

/** Only a talk may say something about a person; other results keep the door and the day. */
export function keepsNoMoreThanItMay(knock: {
  disposition: keyof typeof dispositions
  languages?: unknown
  followUp?: unknown
}) {
  if (knock.disposition === 'conversation') return true
  const has = (key: string) => (knock as Record<string, unknown>)[key] !== undefined
  if (personal.some(has)) return false
  return !dispositions[knock.disposition].bare || (!has('languages') && !has('followUp'))
}

/** A level, a consent, a contact are somebody's: a person without a name is better than a level of nobody. */
export function saysWhose(knock: {
  disposition: string
  person?: unknown
  level?: unknown
  consents?: unknown
  contact?: unknown
  join?: unknown
}) {
  return Boolean(knock.person) || !(knock.level || knock.consents || knock.contact || knock.join)
}

/** Of somebody who said that nothing may be kept there is no name, no way to reach them, no language, no word and no door they named. */
export function keepsWhatTheyLet({
  consents,
  person,
  contact,
  note,
  languages,
  listensTo,
  repairs,
}: {
  consents?: readonly { purpose: string; given: boolean }[] | undefined
  person?: { name?: unknown } | undefined
  contact?: unknown
  note?: unknown
  languages?: readonly unknown[] | undefined
  listensTo?: readonly unknown[] | undefined
  repairs?: readonly { words?: unknown }[] | undefined
}) {
  const isRefused = consents?.some(({ purpose, given }) => purpose === 'keep' && !given)
  const says =
    person?.name ||
    contact ||
    note ||
    languages?.length ||
    listensTo?.length ||
    repairs?.some(({ words }) => words)
  return !isRefused || !says
}

/** Their own words are kept where they said, in the same talk, that they may be. */
export function mayQuote({
  verbatim,
  consents,
}: {
  verbatim?: boolean | undefined
  consents?: readonly { purpose: string; given: boolean }[] | undefined
}) {
  return !verbatim || Boolean(consents?.some(({ purpose, given }) => purpose === 'keep' && given))
}
