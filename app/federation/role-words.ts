import { roles } from '#app/core/permissions.ts'
import { keysFor } from '#app/messages/keys.ts'

export const roleKey = keysFor('role', roles)
export const roleHintKey = keysFor('role.hint', roles)
