import { z } from 'zod'
import { labelKey } from '#app/buildings/label-shape.ts'
import { checkbox, day, several } from '#app/core/form-fields.ts'
import { repairCategoryCodes } from '#app/grievances/categories.ts'
import {
  answers,
  bases,
  consentChannels,
  consentPurposes,
  type Disposition,
  dispositionCodes,
  heardCodes,
  languages,
  mostNamed,
  sinceWhen,
} from '../lists.ts'
import { keepsNoMoreThanItMay, keepsWhatTheyLet, mayQuote } from '../sync/op-rules.ts'

/** In the order of the phone's buttons, with the key that enters each. */
export const boxes = {
  not_home: 'N',
  conversation: 'T',
  brief: 'C',
  refused: 'R',
  language: 'L',
  inaccessible: 'I',
  do_not_knock: 'D',
} as const satisfies Partial<Record<Disposition, string>>
export type Box = keyof typeof boxes
export const boxCodes = Object.keys(boxes) as [Box, ...Box[]]

/** Seldom: written as a letter into the box that is left free. */
export const otherBoxes = {
  someone_else: 'S',
  left_literature: 'F',
  moved: 'O',
  vacant: 'V',
  wrong_unit: 'W',
  hostile_unsafe: 'H',
  landlord_agent: 'A',
  deceased: 'P',
} as const satisfies Record<Exclude<Disposition, Box>, string>
export const otherCodes = Object.keys(otherBoxes) as (keyof typeof otherBoxes)[]
export const resultLetters: Record<Disposition, string> = { ...boxes, ...otherBoxes }

export const comingKeys = { yes: 'Y', maybe: 'M', no: 'X' } as const
export const askLetters = ['A', 'B', 'C'] as const

/** Which doors to print: of a turf, or of a building, all floors or some. */
export const NewSheet = z.object({
  intent: z.literal('print'),
  buildingId: z.uuid('form.choose'),
  turfId: z.union([z.uuid(), z.literal('')]).optional(),
  floors: several(z.string().max(20)).default([]),
  /** A petition or the like that is asked for; a turf's sheet is printed for that of its shift. */
  actionId: z.union([z.uuid(), z.literal('')]).optional(),
  levels: checkbox(),
  levelsMeant: checkbox(),
})
export type NewSheet = z.output<typeof NewSheet>

export const SheetsAct = z.discriminatedUnion('intent', [
  NewSheet,
  z.object({ intent: z.literal('find'), code: z.string().max(40) }),
])

const words = (max: number) => z.string().trim().min(1).max(max)

/** What was said beside the result; as a phone would send it, but for whom it is about. */
export const Said = z.object({
  level: z.int().min(1).max(5).optional(),
  basis: z.array(z.enum(bases)).min(1).max(4).optional(),
  coming: z.enum(answers).optional(),
  /** By the place of the ask on the sheet. */
  asks: z
    .array(z.object({ n: z.int().min(0).max(2), answer: z.enum(answers) }))
    .max(3)
    .optional(),
  languages: z.array(z.enum(languages)).min(1).max(5).optional(),
  heard: z.array(z.enum(heardCodes)).min(1).optional(),
  consents: z
    .array(
      z.object({
        purpose: z.enum(consentPurposes),
        channel: z.enum(consentChannels).optional(),
        given: z.boolean(),
      }),
    )
    .min(1)
    .max(10)
    .optional(),
  join: z.literal(true).optional(),
  /** Doors, by the number on them. */
  listensTo: z.array(words(20).overwrite(labelKey)).min(1).max(mostNamed).optional(),
  followUp: z.object({ what: words(200), due: day().optional() }).optional(),
  repairs: z
    .array(
      z.object({
        category: z.enum(repairCategoryCodes),
        since: z.enum(sinceWhen),
        words: words(2000).optional(),
      }),
    )
    .min(1)
    .max(20)
    .optional(),
  name: words(80).optional(),
  phone: words(120).optional(),
  note: words(2000).optional(),
  verbatim: z.literal(true).optional(),
})
export type Said = z.output<typeof Said>

/** What is written in one row. The id is made where it is typed: sent twice, it is there once. */
export const Entry = Said.extend({
  kind: z.literal('enter'),
  knockId: z.uuidv4(),
  n: z.int().min(1).max(100),
  day: day(),
  disposition: z.enum(dispositionCodes),
  /** Stands instead of what was entered in this row before. */
  instead: z.uuidv4().optional(),
})
  .refine((entry) => keepsNoMoreThanItMay(asAct(entry)), 'knock.tooMuch')
  .refine((entry) => problemOf(entry) === null, 'knock.unkept')
export type Entry = z.output<typeof Entry>

/** In the words in which the phone's rules ask. */
function asAct({ name, phone, coming, asks, ...said }: Said & { disposition: Disposition }) {
  return {
    ...said,
    ...(name && { person: { name } }),
    ...(phone && { contact: phone }),
    ...((coming || asks) && { asks: true }),
  }
}

export const saidProblems = ['keepsNothing', 'nameNeedsYes', 'phoneNeedsYes', 'joinNeedsName'] as const
export type SaidProblem = (typeof saidProblems)[number]

/** Paper gets lost: on it a name stands only where they said that it may be kept, a number where they may be reached by it. */
export function problemOf(said: Said): SaidProblem | null {
  const { consents, name, phone, note, languages: spoken, listensTo, repairs, join } = said
  const says = (purpose: string) =>
    consents?.some((consent) => consent.purpose === purpose && consent.given) ?? false
  const kept = { consents, person: { name }, contact: phone, note, languages: spoken, listensTo, repairs }
  if (!keepsWhatTheyLet(kept)) return 'keepsNothing'
  if ((name && !says('keep')) || !mayQuote(said)) return 'nameNeedsYes'
  if (phone && !says('contact')) return 'phoneNeedsYes'
  return join && !name ? 'joinNeedsName' : null
}

/** A door that was found on the way, on a free line of the sheet. */
export const NewDoor = z.object({
  kind: z.literal('door'),
  n: z.int().min(1).max(100),
  unitId: z.uuidv4(),
  label: words(20),
  floor: words(10),
})
export type NewDoor = z.output<typeof NewDoor>

export const RowAct = z.union([
  Entry,
  z.object({ kind: z.literal('takeBack'), knockId: z.uuidv4() }),
  NewDoor,
])
export type RowAct = z.output<typeof RowAct>

export const rowRefusals = ['done', 'others', 'day', 'closed', 'gone', 'worked', 'onSheet', 'noDoor'] as const
export type RowRefusal = (typeof rowRefusals)[number]
export type RowAnswer = { ok: true } | { ok: false; why: RowRefusal }

/** Why an act is not answered yet: nobody hears it, nobody is signed in, or the server has a fault. */
export const holds = ['cut', 'signIn', 'broken'] as const
export type Held = (typeof holds)[number]
