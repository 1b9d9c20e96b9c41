import { keysFor } from '#app/messages/keys.ts'
import { dispositionCodes } from '../lists.ts'
import { rowRefusals } from './paper.schema.ts'

export const resultKey = keysFor('disposition', dispositionCodes)
export const whyKey = keysFor('paper.why', rowRefusals)
export const comingKey = keysFor('paper.coming', ['yes', 'maybe', 'no'])
