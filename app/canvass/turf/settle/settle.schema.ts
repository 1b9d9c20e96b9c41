import { z } from 'zod'
import { asideReasons } from '../by-hand/by-hand.schema.ts'

/** What became of an act, as the page says it. */
export const doneByLead = ['written', 'takenBack', 'aside'] as const

/** Why it cannot be written so. */
export const leadProblems = ['notHere', 'rules', 'refused'] as const
export type LeadProblem = (typeof leadProblems)[number]

const id = z.uuid('form.required')

/** What whoever leads the evening does with an act that waits. */
export const SettleAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('knock'), id, unitId: z.uuid('form.required') }),
  z.object({ intent: z.literal('retract'), id }),
  z.object({ intent: z.literal('aside'), id, reason: z.enum(asideReasons, 'form.required') }),
])
export type SettleAct = z.output<typeof SettleAct>
