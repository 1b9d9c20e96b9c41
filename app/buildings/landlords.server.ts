import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'

export type PartyKind = 'company' | 'person' | 'manager' | 'agent' | 'lender'
export type InterestRole = 'owner' | 'beneficial_owner' | 'manager' | 'agent' | 'lender'

export async function addParty(db: Handle, { kind, name }: { kind: PartyKind; name: string }) {
  const { id } = await db.prisma.party.create({ data: { kind, name: name.trim() }, select: { id: true } })
  return id
}

export type NewInterest = {
  partyId: string
  buildingId: string
  role: InterestRole
  since: Day | null
  source: string
}

/** Who holds what in a building, and where that is known from. */
export async function addInterest(db: Handle, { since, ...interest }: NewInterest) {
  await db.prisma.interest.create({ data: { ...interest, since: since && new Date(`${since}T00:00:00Z`) } })
}

export type NewLink = { partyId: string; sameAsId: string; evidence: string }

/** The same landlord stands behind both parties: said with its evidence and by whom, because a false link hurts. */
export async function linkParties(db: Handle, link: NewLink) {
  await db.prisma.partyLink.createMany({
    data: { ...link, confirmedBy: db.actor.accountId },
    skipDuplicates: true,
  })
}
