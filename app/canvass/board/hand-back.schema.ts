import { z } from 'zod'

export const handBackReasons = ['no_time', 'no_way_in', 'language', 'unsafe', 'other'] as const
export type HandBackReason = (typeof handBackReasons)[number]

export const HandBack = z.object({
  turfId: z.uuid(),
  why: z.enum(handBackReasons, 'form.choose'),
  /** Answered when asked once more; a form that comes without it is asked first. */
  sure: z.literal('yes').optional(),
})
export type HandBack = z.output<typeof HandBack>
