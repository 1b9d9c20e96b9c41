import { repairCategoryCodes } from '#app/grievances/categories.ts'
import { keysFor } from '#app/messages/keys.ts'
import { askSteps, bases, dispositionCodes, heardCodes, sinceWhen } from '../lists.ts'
import { rowRefusals, saidProblems } from './paper.schema.ts'

export const resultKey = keysFor('disposition', dispositionCodes)
export const whyKey = keysFor('paper.why', rowRefusals)
export const problemKey = keysFor('paper.problem', [...saidProblems, 'talkOnly'])
export const comingKey = keysFor('paper.coming', ['yes', 'maybe', 'no'])
export const askKey = keysFor('ask', askSteps)
export const heardKey = keysFor('heard', heardCodes)
export const basisKey = keysFor('basis', bases)
export const sinceKey = keysFor('door.since', sinceWhen)
export const categoryKey = keysFor('category', repairCategoryCodes)
