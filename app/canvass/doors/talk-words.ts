import { keysFor } from '#app/messages/keys.ts'
import { answers, askSteps, bases, heardCodes, sinceWhen } from '../lists.ts'
import { riskyKinds } from './scan-note.ts'

export const heardKey = keysFor('heard', heardCodes)
export const askKey = keysFor('ask', askSteps)
export const basisKey = keysFor('basis', bases)
export const answerKey = keysFor('answer', answers)
export const sinceKey = keysFor('door.since', sinceWhen)
export const riskyKey = keysFor('door.risky', riskyKinds)
export const scriptKey = keysFor('door.script', ['hello', 'problems', 'together', 'meeting', 'ask'] as const)
export const keepKey = keysFor('door.keep', ['what', 'why', 'whose', 'never', 'forget'] as const)
