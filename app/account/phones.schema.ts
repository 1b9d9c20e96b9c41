import { z } from 'zod'
import { count } from '#app/core/form-fields.ts'

/** What a phone sends: see canvass/offline/contact.ts. */
export const PhoneAsks = z.object({
  deviceId: z.uuidv4(),
  asked: z.enum(['here', 'open', 'set', 'leave']),
})
export type PhoneAsks = z.output<typeof PhoneAsks>

export const PhonesAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('lost'), deviceId: z.uuid() }),
  z.object({ intent: z.literal('minutes'), minutes: count(2, 30) }),
])
export type PhonesAct = z.output<typeof PhonesAct>
