import { z } from 'zod'

/** Who follows whom, said from either end; and which account is theirs. */
export const TieAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('follows'), other: z.uuid('form.choose') }),
  z.object({ intent: z.literal('followedBy'), other: z.uuid('form.choose') }),
  z.object({ intent: z.literal('followsNot'), other: z.uuid() }),
  z.object({ intent: z.literal('followedByNot'), other: z.uuid() }),
])
export type TieAct = z.output<typeof TieAct>

const opposites = {
  follows: 'followsNot',
  followsNot: 'follows',
  followedBy: 'followedByNot',
  followedByNot: 'followedBy',
} as const satisfies Record<TieAct['intent'], TieAct['intent']>

export function undoOf({ intent, other }: TieAct): TieAct {
  return { intent: opposites[intent], other }
}
