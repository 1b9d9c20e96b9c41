import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'

export type PartyKind = 'company' | 'person' | 'manager' | 'agent' | 'lender'
export type InterestRole = 'owner' | 'beneficial_owner' | 'manager' | 'agent' | 'lender'

export async function addParty(db: Handle, { kind, name }: { kind: PartyKind; name: string }) {
  const [made] = await db.sql<{
    id: string
  }>`insert into party (kind, name) values (${kind}, ${name.trim()}) returning id`
  if (!made) throw notFound()
  return made.id
}

export type NewInterest = {
  partyId: string
  buildingId: string
  role: InterestRole
  since: Day | null
  source: string
}

/** Who holds what in a building, and where that is known from. */
export async function addInterest(db: Handle, { partyId, buildingId, role, since, source }: NewInterest) {
  await db.sql`insert into interest (party_id, building_id, role, since, source)
    values (${partyId}, ${buildingId}, ${role}, ${since}::date, ${source})`
}

/** The same landlord stands behind both parties: said with its evidence and by whom, because a false link hurts. */
export async function linkParties(
  db: Handle,
  { partyId, sameAsId, evidence }: { partyId: string; sameAsId: string; evidence: string },
) {
  await db.sql`insert into party_link (party_id, same_as_id, evidence, confirmed_by)
    values (${partyId}, ${sameAsId}, ${evidence}, ${db.actor.accountId}) on conflict (party_id, same_as_id) do nothing`
}
