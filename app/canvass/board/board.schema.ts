import { z } from 'zod'
import { several } from '#app/core/form-fields.ts'

const people = () => several(z.uuid()).pipe(z.array(z.uuid()).min(1))

/** What a lead does on the board. */
export const BoardAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('newCode') }),
  z.object({ intent: z.literal('endCode') }),
  z.object({ intent: z.literal('vouch'), accountId: z.uuid() }),
  z.object({ intent: z.literal('unvouch'), accountId: z.uuid() }),
  z.object({ intent: z.literal('lost'), accountId: z.uuid() }),
  z.object({ intent: z.literal('move'), accountId: z.uuid(), pairId: z.uuid('form.choose') }),
  z.object({ intent: z.literal('giveOn'), turfId: z.uuid(), pairId: z.uuid('form.choose') }),
  z.object({ intent: z.literal('back'), accountIds: people() }),
  z.object({ intent: z.literal('notBack'), accountIds: people() }),
])
export type BoardAct = z.output<typeof BoardAct>
