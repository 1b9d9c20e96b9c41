import { keysFor } from '#app/messages/keys.ts'
import { handBackReasons } from './hand-back.schema.ts'

export const handBackKey = keysFor('handBack', handBackReasons)
