import * as z from 'zod/mini'
import { labelKey } from '#app/buildings/label-shape.ts'
import { categoryCodes, severities } from '#app/grievances/categories.ts'
import { photosPerRepair } from '#app/grievances/photos/photo-limits.ts'
import {
  answers,
  askSteps,
  bases,
  consentChannels,
  consentPurposes,
  dispositionCodes,
  heardCodes,
  languages,
  mostNamed,
  safeRules,
  sinceWhen,
} from '../lists.ts'
import { keepsNoMoreThanItMay, keepsWhatTheyLet, mayQuote, saysWhose } from './op-rules.ts'

/** Ids of facts are made on the phone, by chance: an id that told the second would tell when somebody was at a door. */
const id = z.uuidv4()
const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))

export const Knock = z
  .object({
    kind: z.literal('knock'),
    knockId: id,
    turfId: z.uuid(),
    unitId: z.uuid(),
    disposition: z.enum(dispositionCodes),
    flyer: z.boolean(),
    person: z.optional(z.object({ personId: z.uuid(), name: z.optional(text(80)), isNew: z.boolean() })),
    languages: z.optional(z.array(z.enum(languages)).check(z.maxLength(5))),
    heard: z.optional(z.array(z.enum(heardCodes)).check(z.maxLength(heardCodes.length))),
    asks: z.optional(
      z
        .array(
          z.object({
            id,
            step: z.enum(askSteps),
            meetingId: z.optional(z.uuid()),
            answer: z.enum(answers),
          }),
        )
        .check(z.maxLength(10)),
    ),
    consents: z.optional(
      z
        .array(
          z.object({
            purpose: z.enum(consentPurposes),
            channel: z.optional(z.enum(consentChannels)),
            given: z.boolean(),
          }),
        )
        .check(z.maxLength(10)),
    ),
    contact: z.optional(
      z.object({
        kind: z.enum(['phone', 'email']),
        value: text(120),
        safeRule: z.optional(z.enum(safeRules)),
      }),
    ),
    join: z.optional(z.boolean()),
    level: z.optional(
      z.object({
        id,
        level: z.number().check(z.int(), z.minimum(1), z.maximum(5)),
        basis: z.array(z.enum(bases)).check(z.minLength(1), z.maxLength(4)),
      }),
    ),
    /** Whom people here listen to: doors of the same building, never a name. */
    listensTo: z.optional(
      z
        .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(20), z.overwrite(labelKey)))
        .check(z.minLength(1), z.maxLength(mostNamed)),
    ),
    followUp: z.optional(
      z.object({
        id,
        what: text(200),
        owner: z.optional(text(80)),
        due: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
      }),
    ),
    note: z.optional(text(2000)),
    /** The note is what they said, word for word. */
    verbatim: z.optional(z.boolean()),
    repairs: z.optional(
      z
        .array(
          z.object({
            id,
            category: z.enum(categoryCodes),
            severity: z.enum(severities),
            since: z.enum(sinceWhen),
            words: z.optional(text(2000)),
            /** The case of a neighbor who has the same trouble. */
            sameAs: z.optional(z.uuid()),
            /** Named by what will be sent: SHA-256 of the sealed bytes. */
            photos: z.optional(
              z
                .array(z.object({ id, sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }))
                .check(z.maxLength(photosPerRepair)),
            ),
          }),
        )
        .check(z.maxLength(20)),
    ),
  })
  .check(
    z.refine(keepsNoMoreThanItMay, 'knock.tooMuch'),
    z.refine(saysWhose, 'knock.whose'),
    z.refine(mayQuote, 'knock.quoted'),
    z.refine(keepsWhatTheyLet, 'knock.unkept'),
  )
export type Knock = z.infer<typeof Knock>

/** Takes back a knock of one's own that was sent already. */
export const Retract = z.object({ kind: z.literal('retract'), knockId: id, unitId: z.uuid() })
export type Retract = z.infer<typeof Retract>

/** A door that was not on the list. */
export const NewUnit = z.object({
  kind: z.literal('unit'),
  unitId: id,
  turfId: z.uuid(),
  label: text(20),
  floor: text(10),
  /** The staircase it was found on. */
  entrance: z.optional(text(20)),
})
export type NewUnit = z.infer<typeof NewUnit>

/** Stands where an act was that was undone before it was sent, so that no number is missing. */
export const Void = z.object({ kind: z.literal('void') })

export const Op = z.discriminatedUnion('kind', [Knock, Retract, NewUnit])
export type Op = z.infer<typeof Op>

export const SentOp = z.discriminatedUnion('kind', [Knock, Retract, NewUnit, Void])
export type SentOp = z.infer<typeof SentOp>
