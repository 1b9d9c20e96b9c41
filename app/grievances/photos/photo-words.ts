import { keysFor } from '#app/messages/keys.ts'
import { pictureProblemCodes } from './picture-problems.ts'

export const photoProblemKey = keysFor('photo.problem', pictureProblemCodes)
export const photoStateKey = keysFor('photo.state', ['coming', 'unreadable', 'removed'] as const)
