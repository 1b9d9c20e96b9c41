import { repairCategoryCodes } from '#app/grievances/categories.ts'
import { keysFor } from '#app/messages/keys.ts'
import { askSteps, bases, dispositionCodes, heardCodes, sinceWhen } from '../lists.ts'
import { type Held, holds, type RowRefusal, rowRefusals, saidProblems } from './paper.schema.ts'

export const resultKey = keysFor('disposition', dispositionCodes)
export const whyKey = keysFor('paper.why', rowRefusals)
export const heldKey = keysFor('paper.held', holds)
export const problemKey = keysFor('paper.problem', [...saidProblems, 'talkOnly', 'doorsOnly'])
export const comingKey = keysFor('paper.coming', ['yes', 'maybe', 'no'])
export const askKey = keysFor('ask', askSteps)
export const heardKey = keysFor('heard', heardCodes)
export const basisKey = keysFor('basis', bases)
export const sinceKey = keysFor('door.since', sinceWhen)
export const categoryKey = keysFor('category', repairCategoryCodes)

/** Why what stands on a free line is not added. */
export function unaddedKey(why: RowRefusal | Held | 'empty') {
  if (why === 'empty') return 'form.required'
  if (why === 'signIn') return 'paper.newDoor.signIn'
  return why === 'cut' || why === 'broken' ? 'paper.newDoor.cut' : whyKey(why)
}
