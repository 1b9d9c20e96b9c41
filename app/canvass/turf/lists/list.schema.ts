import { z } from 'zod'
import { checkbox, choice, several, text } from '#app/core/form-fields.ts'
import { categoryCodes } from '#app/grievances/categories.ts'
import { dispositionCodes, languages } from '../../lists.ts'

/** Left empty, it asks nothing. */
const optionalCount = (max: number) =>
  z.preprocess(
    (value) => (value === '' || value === undefined || value === null ? null : Number(value)),
    z
      .number('form.notNumber')
      .int('form.notNumber')
      .min(1, 'form.notNumber')
      .max(max, 'form.notNumber')
      .nullable(),
  )
const optionalChoice = <const Code extends string>(codes: readonly [Code, ...Code[]]) =>
  z.preprocess((value) => value || null, choice(codes).nullable())
const floors = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[,\s]+/).filter(Boolean) : (value ?? [])),
  z.array(z.string().max(20)).max(60),
)

export const talkedCodes = ['never_tried', 'never_talked'] as const
export const memberCodes = ['member', 'pending', 'none'] as const
export const followUpCodes = ['open', 'overdue'] as const
export const repairCodes = ['any', ...categoryCodes] as const
export const levelCodes = ['1', '2', '3', '4', '5'] as const

/** What a list asks of a door: all of it must hold. */
export const Conditions = z.object({
  notReachedIn: optionalCount(50),
  talked: optionalChoice(talkedCodes),
  /** The last result is one of these … */
  results: several(z.enum(dispositionCodes)),
  /** … or any of them, so many days back at most. */
  resultWithin: optionalCount(3650),
  notKnockedFor: optionalCount(3650),
  languages: several(z.enum(languages)),
  floors,
  lines: floors,
  buildingId: z.preprocess((value) => value || null, z.uuid('form.choose').nullable()),
  levels: several(z.enum(levelCodes)),
  followUp: optionalChoice(followUpCodes),
  repair: optionalChoice(repairCodes),
  yesNotCame: checkbox(),
  member: optionalChoice(memberCodes),
  /** Refused once, left in peace long enough since. */
  refusedOver: checkbox(),
  newDoor: checkbox(),
})
export type Conditions = z.output<typeof Conditions>
/** As it is written down: only what was asked. */
export type Asked = Partial<Conditions>

export const noConditions = Conditions.parse({})

export const ListAct = z.discriminatedUnion('intent', [
  Conditions.extend({ intent: z.literal('save'), bodyId: z.uuid('form.choose'), name: text(80) }),
  z.object({ intent: z.literal('putAway'), listId: z.uuid() }),
  Conditions.extend({
    intent: z.literal('plan'),
    bodyId: z.uuid('form.choose'),
    shiftId: z.uuid('form.choose'),
  }),
])
