export const roles = [
  'anonymous',
  'revoked',
  'expired',
  'member',
  'canvasser',
  'steward',
  'committee',
  'secretary',
  'other',
  'delegate',
  'guest',
  'lead',
] as const
export type Role = (typeof roles)[number]

export type Row = {
  /** With :names of what was planted. */
  at: string
  send?: Record<string, string>
  /** Sent as JSON instead of a form. */
  json?: object
  /** Who gets an answer. Everybody else: signed out → sign in; signed in → not there. */
  open: readonly Role[] | 'everyone' | 'nobody'
  /** What was sent is refused as sent, after whoever may not send anything was turned away. */
  refusal?: number
}

/** Whoever is signed in, also one whose roles have all ended. */
export const signedIn = [
  'expired',
  'member',
  'canvasser',
  'steward',
  'committee',
  'secretary',
  'other',
  'delegate',
  'lead',
] as const
/** Whoever came in by a shift's code has their doors, and no other page. */
export const withGuests = [...signedIn, 'guest'] as const
/** Keepers of some file, of this body or another. */
export const anySecretary = ['secretary', 'other'] as const
export const anyFile = ['committee', 'secretary', 'other'] as const
export const anyRepairs = ['steward', ...anyFile] as const
export const anyNumbers = [...anyFile, 'delegate'] as const
/** Of this body alone. */
export const ownFile = ['committee', 'secretary'] as const
export const ownPeople = ['steward', ...ownFile] as const
/** A shift that was put in somebody’s hands is theirs as it is the secretary’s, as long as the evening and a while after. */
export const ownEvening = ['secretary', 'lead'] as const
