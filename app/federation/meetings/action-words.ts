import { keysFor } from '#app/messages/keys.ts'
import { actionKinds } from './meeting.schema.ts'

export const actionKey = keysFor('action.kind', actionKinds)
