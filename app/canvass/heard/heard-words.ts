import { keysFor } from '#app/messages/keys.ts'
import { heardCodes } from '../lists.ts'

export const heardKey = keysFor('heard', heardCodes)
