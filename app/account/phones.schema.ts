import { z } from 'zod'
import { count } from '#app/core/form-fields.ts'

/** What a phone sends: see canvass/offline/contact.ts. */
export const PhoneAsks = z.object({
  deviceId: z.uuidv4(),
  asked: z.enum(['here', 'open', 'set', 'leave']),
  closed: z
    .object({ opId: z.uuidv4(), keyId: z.uuid(), epk: z.string().max(200), box: z.string().max(1000) })
    .optional(),
})
export type PhoneAsks = z.output<typeof PhoneAsks>

/** In the background, until a phone locks. */
export const LockMinutes = z.object({ minutes: count(2, 30) })

export const PhonesAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('lost'), deviceId: z.uuid() }),
  LockMinutes.extend({ intent: z.literal('minutes') }),
])
export type PhonesAct = z.output<typeof PhonesAct>
