import { z } from 'zod'
import { day, optionalText, text } from '#app/core/form-fields.ts'

export const NewMeeting = z.object({
  bodyId: z.uuid('form.choose'),
  title: text(120),
  day: day(),
  /** On the union's wall clock. */
  time: z.string('form.required').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'meeting.notTime'),
  place: text(120),
  /** One point a line. */
  agenda: optionalText(4000),
})
export type NewMeeting = Omit<z.output<typeof NewMeeting>, 'agenda'> & { agenda?: string | null }

export const MeetingAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('cancel') }),
  /** A door and whether someone of it came: '<unit>.yes', '<unit>.no'. */
  z
    .object({ intent: z.literal('came'), tick: z.string() })
    .transform(({ intent, tick }) => {
      const [unitId, came] = tick.split('.')
      return { intent, unitId, came }
    })
    .pipe(
      z.object({
        intent: z.literal('came'),
        unitId: z.uuid(),
        came: z.enum(['yes', 'no']).transform((came) => came === 'yes'),
      }),
    ),
])
