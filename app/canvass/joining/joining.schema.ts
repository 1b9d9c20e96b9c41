import { z } from 'zod'
import { text } from '#app/core/form-fields.ts'
import { readCode } from './shift-code.ts'

const code = () =>
  text(200).transform((said, context) => {
    const read = readCode(said)
    if (read) return read
    context.addIssue({ code: 'custom', message: 'shiftJoin.code.notOne' })
    return z.NEVER
  })

/** A first name is all that is asked. */
export const JoinShift = z.object({ code: code(), name: text(40) })
export type JoinShift = z.output<typeof JoinShift>

export const ComeAlong = z.object({ code: code() })
export type ComeAlong = z.output<typeof ComeAlong>

/** What a phone tells of its evening, as soon as it can. */
export const ToldShift = z.object({
  /** Whose phone tells it: in the session of another it is not heard. A phone of a former version does not say. */
  accountId: z.uuid().optional(),
  shiftId: z.uuid(),
  ready: z.boolean().default(false),
  back: z.boolean().default(false),
  /** Talks to finish on this phone: how many, not whose. */
  drafts: z.number().int().min(0).max(500).optional(),
})
export type ToldShift = z.output<typeof ToldShift>
