import { useMemo } from 'react'
import { namesOfLanguages } from '#app/core/language-name.ts'
import { type Category, categoryCodes } from '#app/grievances/categories.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import type { Door } from '../lease/turf.schema.ts'
import { dispositionCodes } from '../lists.ts'
import { dayParts } from '../part-of-day.ts'
import type { DoorFace } from './door-face.ts'
import type { Hint } from './hint.ts'

export const dispositionKey = keysFor('disposition', dispositionCodes)
export const partKey = keysFor('part', dayParts)
export const categoryKey = keysFor('category', categoryCodes)

/** Where the whole name is too long to be read before a door. */
const shortened = [
  'gas_fire',
  'water',
  'electricity',
  'leak',
  'locks',
  'fire_safety',
  'asbestos',
  'pests',
  'mold',
  'plumbing',
  'stairs_floors',
  'structure',
  'windows',
  'access',
  'construction',
  'lighting_mail',
  'amenities',
] as const satisfies readonly Category[]
const shortKey = keysFor('short', shortened)

const isOneOf =
  <Code extends string>(codes: readonly Code[]) =>
  (code: string | null): code is Code =>
    codes.some((each) => each === code)
const isDisposition = isOneOf(dispositionCodes)
export const isCategory = isOneOf(categoryCodes)
const isShortened = isOneOf(shortened)

/** "Door 4B, tried once, leak open": what a screen reader says of a tile. */
export function useDoorName() {
  const i18n = useI18n()
  const short = useShortWord()
  const hintText = useHintText()
  return (door: Door, face: DoorFace, hint: Hint | null) =>
    [
      i18n._('door.name', { label: door.label }),
      face.struck
        ? i18n._('door.struck')
        : face.beam !== 'unknown' && i18n._(stateKey(face), { count: face.tries }),
      face.doNotKnock && i18n._('disposition.do_not_knock'),
      face.unsafe && i18n._('door.unsafe'),
      face.logged && face.logged !== 'do_not_knock' && i18n._(dispositionKey(face.logged)),
      face.tonight && !face.logged && i18n._('door.byPair'),
      face.toFinish && i18n._('door.toFinish'),
      hint?.first && hintText(hint),
      ...door.openRepairs.map((repair) => i18n._('door.repairOpen', { what: short(repair.category) })),
    ]
      .filter(Boolean)
      .join(', ')
}

function stateKey({ beam }: DoorFace) {
  if (beam === 'talked') return 'door.state.talked'
  return beam === 'tried' ? 'door.state.tried' : 'door.state.none'
}

/** A category in the middle of a sentence is small in both languages. */
export function useCategoryWord() {
  const i18n = useI18n()
  return (code: string) => (isCategory(code) ? i18n._(categoryKey(code)) : i18n._('door.aRepair'))
}

/** "Leak", where a form says "Leak, flood or sewage". */
function useShortWord() {
  const i18n = useI18n()
  const category = useCategoryWord()
  return (code: string) => (isShortened(code) ? i18n._(shortKey(code)) : category(code))
}

export function useHintText() {
  const i18n = useI18n()
  const { list } = useFormat()
  const short = useShortWord()
  return (hint: Hint) => {
    const what = short(hint.category)
    if (!hint.first) return i18n._('door.hint.open', { what: what.toLocaleLowerCase(i18n.locale) })
    return i18n._('door.hint.others', { what, doors: list(hint.labels) })
  }
}

/** "Ask for Ana, speaks Spanish" */
export function useWhoText() {
  const i18n = useI18n()
  const { list } = useFormat()
  const language = useLanguageName()
  return (door: Door, hidden: boolean) => {
    const names = door.people.map(({ name }) => name)
    const said = [...door.languages, ...door.people.flatMap(({ languages }) => languages)]
    const spoken = [...new Set(said)].filter((code) => code !== 'en' || i18n.locale !== 'en')
    if (names.length === 0)
      return spoken.length > 0
        ? i18n._('door.speaks', { languages: list(spoken.map(language)) })
        : i18n._(hidden ? 'door.locked.who' : 'door.nobodyKnown')
    return spoken.length > 0
      ? i18n._('door.askForSpeaks', { names: list(names), languages: list(spoken.map(language)) })
      : i18n._('door.askFor', { names: list(names) })
  }
}

export function useLastText() {
  const i18n = useI18n()
  const { day } = useFormat()
  return ({ lastDay, lastDisposition }: Door) =>
    lastDay && isDisposition(lastDisposition)
      ? i18n._('door.last', { day: day(lastDay), what: i18n._(dispositionKey(lastDisposition)) })
      : i18n._('door.never')
}

export function useLanguageName() {
  const { locale } = useI18n()
  return useMemo(() => namesOfLanguages(locale), [locale])
}
