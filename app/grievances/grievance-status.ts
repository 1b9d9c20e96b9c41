export const statuses = [
  'reported',
  'verified',
  'requested',
  'acknowledged',
  'scheduled',
  'claimed_fixed',
  'confirmed',
  'closed',
  'reopened',
  'escalated',
  'withdrawn',
] as const
export type Status = (typeof statuses)[number]

export const tenantAnswers = ['yes', 'partly', 'no'] as const
export type TenantAnswer = (typeof tenantAnswers)[number]

/** Where a steward may move it by hand. `confirmed` is missing on purpose: only the tenant's own word confirms. */
const moves: Record<Status, readonly Status[]> = {
  reported: ['verified', 'requested', 'withdrawn'],
  verified: ['requested', 'escalated', 'withdrawn'],
  requested: ['acknowledged', 'scheduled', 'claimed_fixed', 'escalated', 'withdrawn'],
  acknowledged: ['scheduled', 'claimed_fixed', 'escalated', 'withdrawn'],
  scheduled: ['claimed_fixed', 'escalated', 'withdrawn'],
  claimed_fixed: ['escalated'],
  confirmed: ['closed', 'reopened'],
  closed: ['reopened'],
  reopened: ['requested', 'scheduled', 'claimed_fixed', 'escalated', 'withdrawn'],
  escalated: ['acknowledged', 'scheduled', 'claimed_fixed', 'withdrawn'],
  withdrawn: ['reopened'],
}

export function movesFrom(status: Status) {
  return moves[status]
}

export function canMove(from: Status, to: Status) {
  return moves[from].includes(to)
}

export function isOpen(status: Status) {
  return status !== 'confirmed' && status !== 'closed' && status !== 'withdrawn'
}

/** The landlord has been told and nobody has said it is fixed. */
export function isWithLandlord(status: Status) {
  return ['requested', 'acknowledged', 'scheduled', 'reopened', 'escalated'].includes(status)
}

/** What a contact with the landlord makes of it: a day they named is a plan, words are an answer, silence is a request. */
export function statusAfterContact(
  status: Status,
  { answered, promised }: { answered: boolean; promised: boolean },
): Status {
  if (!isOpen(status) || status === 'claimed_fixed') return status
  if (promised) return 'scheduled'
  if (status === 'acknowledged' || status === 'scheduled' || status === 'escalated') return status
  return answered ? 'acknowledged' : 'requested'
}

/** Fixed, says the tenant: it is over. Not, or not wholly: it is with the landlord again. */
export function statusAfterTenant(status: Status, answer: TenantAnswer): Status {
  if (answer === 'yes') return status === 'closed' ? 'closed' : 'confirmed'
  const thoughtFixed = status === 'claimed_fixed' || status === 'confirmed' || status === 'closed'
  return thoughtFixed ? 'reopened' : status
}
