import { z } from 'zod'
import { dispositionCodes } from '../../lists.ts'
import { actParts } from './read-act.ts'

/** Why nothing of an act is written. */
export const asideReasons = ['twice', 'mistake', 'unclear', 'unwanted'] as const
export type AsideReason = (typeof asideReasons)[number]

/** What became of an act, as the page says it. */
export const doneByHand = ['written', 'takenBack', 'doorAdded', 'aside'] as const

/** Why an act cannot be written so. */
export const handProblems = [
  'tooMuch',
  'whose',
  'unkept',
  'notHere',
  'letGo',
  'future',
  'otherDay',
  'sealed',
  'sameDoor',
  'refused',
] as const
export type HandProblem = (typeof handProblems)[number]

const day = z.iso.date('form.required')
const parts = z
  .union([z.enum(actParts), z.array(z.enum(actParts))])
  .optional()
  .transform((chosen) => [chosen ?? []].flat())

/** What whoever looks at a refused act does with it. */
export const ByHand = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('knock'),
    unitId: z.uuid('form.required'),
    disposition: z.enum(dispositionCodes, 'form.required'),
    day,
    parts,
  }),
  z.object({ intent: z.literal('retract') }),
  z.object({ intent: z.literal('unit'), buildingId: z.uuid('form.required') }),
  z.object({ intent: z.literal('aside'), reason: z.enum(asideReasons, 'form.required') }),
])
export type ByHand = z.output<typeof ByHand>
