import { z } from 'zod'
import { day, text } from '#app/core/form-fields.ts'

export const NewMeeting = z.object({
  bodyId: z.uuid('form.choose'),
  title: text(120),
  day: day(),
  /** On the union's wall clock. */
  time: z.string('form.required').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'meeting.notTime'),
  place: text(120),
})
export type NewMeeting = z.output<typeof NewMeeting>

export const MeetingAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('cancel') }),
  /** A door and whether someone of it came: '<unit>.yes', '<unit>.no'. */
  z
    .object({ intent: z.literal('came'), tick: z.string().regex(/^[0-9a-f-]{36}\.(yes|no)$/) })
    .transform(({ intent, tick }) => ({ intent, unitId: tick.slice(0, 36), came: tick.endsWith('.yes') })),
])
