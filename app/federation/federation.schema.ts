import { z } from 'zod'
import { day, optionalDay, several, text } from '#app/core/form-fields.ts'
import { roles } from '#app/core/permissions.ts'

export const NewRole = z.object({
  /** Empty: someone new, by a link. */
  who: z.union([z.literal(''), z.uuid('form.choose')], 'form.choose').optional(),
  role: z.enum(roles, 'form.choose'),
  lastDay: optionalDay(),
})
export type NewRole = z.output<typeof NewRole>

/** Everything the page of a body's people sends. */
export const PeopleAct = z.discriminatedUnion('intent', [
  NewRole.extend({ intent: z.literal('give') }),
  z.object({ intent: z.literal('end'), grantId: z.uuid() }),
  z.object({ intent: z.literal('withdraw'), invitationId: z.uuid() }),
])

export const CommitteeFounding = z.object({
  holdingId: z.uuid('form.choose'),
  name: text(120),
  since: day(),
  decided: text(400),
  joins: several(z.uuid('form.choose')),
})
export type CommitteeFounding = z.output<typeof CommitteeFounding>

export const Joining = z.object({ parentId: z.uuid('form.choose'), since: day(), decided: text(400) })
export type Joining = z.output<typeof Joining>

/** Everything the page of a body sends. */
export const BodyAct = z.discriminatedUnion('intent', [
  Joining.extend({ intent: z.literal('join') }),
  z.object({ intent: z.literal('leave'), affiliationId: z.uuid() }),
])

export const shareFields = ['doors', 'support', 'members', 'repairs'] as const
export type ShareField = (typeof shareFields)[number]

export const ShareSwitch = z.object({
  toBodyId: z.uuid('form.choose'),
  field: z.enum(shareFields, 'form.choose'),
  on: z.enum(['true', 'false']).transform((value) => value === 'true'),
})
