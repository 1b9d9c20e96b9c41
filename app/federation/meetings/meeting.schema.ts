import { z } from 'zod'
import { type AskStep, askSteps } from '#app/canvass/lists.ts'
import { choice, day, optionalText, text } from '#app/core/form-fields.ts'
import { outcomes } from './outcome.ts'

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

export const actionKinds = ['petition', 'button_day', 'group_photo', 'letter', 'other'] as const
export type ActionKind = (typeof actionKinds)[number]
export type MeetingKind = ActionKind | 'meeting'

/** What is asked at the door for each, unless something else is said. */
export const stepOf = {
  petition: 'sign_petition',
  button_day: 'wear_button',
  group_photo: 'group_photo',
  letter: 'sign_letter',
  other: 'deliver_demand',
} as const satisfies Record<ActionKind, AskStep>

export const actionSteps = askSteps.filter((step) => step !== 'meeting')

export const NewAction = z.object({
  bodyId: z.uuid('form.choose'),
  kind: choice(actionKinds),
  title: text(120),
  day: day(),
  /** Left empty it is the usual one. */
  step: z
    .union([z.literal(''), choice(askSteps)])
    .optional()
    .refine((step) => step !== 'meeting', 'form.choose'),
})
export type NewAction = z.output<typeof NewAction>

/** By the number somebody types, one door after another. */
const byDoor = { intent: z.literal('byDoor'), door: text(20) }
/** A door and what is said of it: '<unit>.kept'. */
const ofDoor = (tick: string) => ({ unitId: tick.slice(0, 36), said: tick.slice(37) })

export const MeetingAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('cancel') }),
  z.object({ ...byDoor, outcome: choice(outcomes).default('kept') }),
  z
    .object({ intent: z.literal('came'), tick: z.string() })
    .transform(({ intent, tick }) => ({ intent, ...ofDoor(tick) }))
    .pipe(
      z.object({
        intent: z.literal('came'),
        unitId: z.uuid(),
        /** None takes back what was said before. */
        said: z.enum([...outcomes, 'none']).transform((said) => (said === 'none' ? null : said)),
      }),
    ),
])

export const ReminderAct = z.discriminatedUnion('intent', [
  z.object(byDoor),
  z
    .object({ intent: z.literal('reminded'), tick: z.string() })
    .transform(({ intent, tick }) => ({ intent, ...ofDoor(tick) }))
    .pipe(
      z.object({
        intent: z.literal('reminded'),
        unitId: z.uuid(),
        said: z.enum(['yes', 'no']).transform((said) => said === 'yes'),
      }),
    ),
])
