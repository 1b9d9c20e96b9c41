import { z } from 'zod'
import { optionalDay, optionalText } from '#app/core/form-fields.ts'
import { categoryCodes, severities, severityOf } from './categories.ts'
import { statuses, tenantAnswers } from './grievance-status.ts'

export const channels = ['call', 'letter', 'email', 'text', 'visit'] as const
export type Channel = (typeof channels)[number]

export const questions = ['count_repair', 'name_to_landlord'] as const
export type Question = (typeof questions)[number]

export const commonAreas = [
  'entrance',
  'stairs',
  'hallway',
  'elevator',
  'roof',
  'basement',
  'laundry',
  'yard',
  'whole_building',
] as const

export function isCommonArea(place: string): place is (typeof commonAreas)[number] {
  return commonAreas.some((area) => area === place)
}

export const NewRepair = z
  .object({
    /** A door's id, or the code of a common area. */
    place: z.string('form.choose').min(1, 'form.choose'),
    category: z.enum(categoryCodes, 'form.choose'),
    /** Left empty it is as bad as its kind usually is. */
    severity: z.enum([...severities, ''], 'form.choose').optional(),
    since: optionalDay(),
    words: optionalText(2000),
  })
  .refine(({ place }) => isCommonArea(place) || z.uuid().safeParse(place).success, {
    path: ['place'],
    error: 'form.choose',
  })
  .transform(({ place, severity, ...repair }) => ({
    ...repair,
    severity: severity || severityOf[repair.category],
    commonArea: isCommonArea(place) ? place : null,
    unitId: isCommonArea(place) ? null : place,
  }))
export type NewRepair = z.output<typeof NewRepair>

export const LandlordContact = z.object({
  channel: z.enum(channels, 'form.choose'),
  words: optionalText(2000),
  promisedBy: optionalDay(),
})

export const TenantSays = z.object({
  answer: z.enum(tenantAnswers, 'form.choose'),
  words: optionalText(2000),
})

const Move = z.object({ to: z.enum(statuses, 'form.choose'), words: optionalText(2000) })

const Assign = z.object({ ownerId: z.uuid('form.choose') })

const Answer = z.object({ question: z.enum(questions), answer: z.enum(['yes', 'no']) })

/** Everything the case page sends. */
export const CaseAct = z.discriminatedUnion('intent', [
  LandlordContact.extend({ intent: z.literal('contact') }),
  TenantSays.extend({ intent: z.literal('tenant') }),
  Move.extend({ intent: z.literal('move') }),
  Assign.extend({ intent: z.literal('assign') }),
  Answer.extend({ intent: z.literal('answer') }),
])
