import { z } from 'zod'

export const mostReason = 300

/** Why a door that asked never to be visited may be knocked again. */
export const Lift = z.object({
  reason: z.string().trim().min(3, 'lift.noReason').max(mostReason, 'form.tooLong'),
})
export type Lift = z.output<typeof Lift>
