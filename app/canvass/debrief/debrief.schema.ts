import { z } from 'zod'
import { day } from '#app/core/form-fields.ts'

export const DebriefAct = z.discriminatedUnion('intent', [
  /** Who does it, and by when. */
  z.object({
    intent: z.literal('promise'),
    holdingId: z.uuid(),
    id: z.uuid(),
    ownerId: z.uuid('form.choose'),
    due: day(),
  }),
  /** A door was put right; without a knock, one that was added on the way. */
  z.object({
    intent: z.literal('putRight'),
    unitId: z.uuid(),
    knockId: z.union([z.literal('').transform(() => null), z.uuid()]),
  }),
  z.object({ intent: z.literal('next') }),
])
export type DebriefAct = z.output<typeof DebriefAct>
