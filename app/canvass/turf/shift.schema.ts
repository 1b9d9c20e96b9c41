import { z } from 'zod'
import { day, several, text } from '#app/core/form-fields.ts'

const time = () => z.string('form.required').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'turf.notTime')

export const NewShift = z
  .object({
    bodyId: z.uuid('form.choose'),
    day: day(),
    from: time(),
    to: time(),
    place: text(120),
    leadId: z.union([z.literal(''), z.uuid('form.choose')]).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'turf.endsFirst' })
export type NewShift = z.output<typeof NewShift>

export const GiveTurf = z.object({
  buildingId: z.uuid('form.choose'),
  /** None ticked is the whole building. */
  floors: several(z.string().max(20)),
  accountIds: several(z.uuid('form.choose')).pipe(z.array(z.uuid()).min(1, 'turf.chooseSomeone')),
})
export type GiveTurf = z.output<typeof GiveTurf>

export const ShiftAct = z.discriminatedUnion('intent', [
  GiveTurf.extend({ intent: z.literal('give') }),
  z.object({ intent: z.literal('takeBack'), assignmentId: z.uuid() }),
])
