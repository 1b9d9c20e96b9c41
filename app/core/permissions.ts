import type { BodyKind } from './actor.server.ts'

/**
 * Who may do what: the one table, shared by screens and server. A role is held in a body and counts for the files that body
 * owns, never for those of a body below or above it. The database asks a copy of this table (role_capability).
 */
export const roles = ['secretary', 'committee', 'steward', 'canvasser', 'delegate', 'member'] as const
export type Role = (typeof roles)[number]

export const capabilities = [
  'union.settings',
  'body.settings',
  'bodies.found',
  'grants.write',
  'shares.write',
  'log.read',
  'colleagues.read',
  'buildings.write',
  'buildings.import',
  'chart.read',
  'levels.read',
  'levels.write',
  'knocks.read',
  'notes.read',
  'follow_ups.read',
  'people.read',
  'contacts.read',
  'people.write',
  'members.vouch',
  'turf.assign',
  'doors.knock',
  'meetings.read',
  'meetings.write',
  'repairs.read',
  'repairs.write',
  'coverage.read',
] as const
export type Capability = (typeof capabilities)[number]

const committee = [
  'colleagues.read',
  'chart.read',
  'levels.read',
  'levels.write',
  'knocks.read',
  'notes.read',
  'follow_ups.read',
  'people.read',
  'contacts.read',
  'people.write',
  'members.vouch',
  'doors.knock',
  'meetings.read',
  'repairs.read',
  'repairs.write',
  'coverage.read',
] as const satisfies readonly Capability[]

/** A canvasser holds nothing in the body: what they may see and write comes with their turf and ends with it. */
export const capabilitiesOf = {
  secretary: capabilities,
  committee,
  steward: [
    'colleagues.read',
    'chart.read',
    'people.read',
    'contacts.read',
    'repairs.read',
    'repairs.write',
    'meetings.read',
  ],
  canvasser: [],
  delegate: ['coverage.read', 'meetings.read'],
  member: ['meetings.read'],
} as const satisfies Record<Role, readonly Capability[]>

/** A list of a city's buildings is brought in where buildings are held in trust, never by one building's committee. */
export const importingKinds: readonly BodyKind[] = ['union', 'local']

/** What a role may do in a body of this kind. */
export function grantCan({ role, bodyKind }: { role: Role; bodyKind: BodyKind }, capability: Capability) {
  return roleCan(role, capability) && (capability !== 'buildings.import' || importingKinds.includes(bodyKind))
}

export function roleCan(role: Role, capability: Capability) {
  return (capabilitiesOf[role] as readonly Capability[]).includes(capability)
}
