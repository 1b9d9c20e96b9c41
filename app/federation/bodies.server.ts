import { lockFiles, recountBuildings } from '#app/buildings/coverage.server.ts'
import type { BodyKind, Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { recordDeed } from './audit-log.server.ts'
import { invite } from './grants.server.ts'
import { endSharesWith } from './shares.server.ts'

export type Body = { id: string; kind: BodyKind; name: string }

export async function listBodies(db: Handle): Promise<Body[]> {
  return db.sql<Body>`select id, kind, name from body order by name, id`
}

export async function requireBody(db: Handle, bodyId: string): Promise<Body> {
  const [body] = await db.sql<Body>`select id, kind, name from body where id = ${requireUuid(bodyId)}`
  if (!body) throw notFound()
  return body
}

/** The union's own body: the one made with it. */
export async function findUnionBody(db: Handle): Promise<string | null> {
  const [body] = await db.sql<{
    id: string
  }>`select id from body where kind = 'union' order by created_at, id limit 1`
  return body?.id ?? null
}

/**
 * A new body, helped into being by one the actor works for. Its founder keeps its key until a secretary of its own has joined, and
 * two weeks longer to help (auth.end_help), unless that secretary ends it sooner.
 */
export async function foundBody(
  db: Handle,
  { kind, name, helpedBy }: { kind: BodyKind; name: string; helpedBy: string },
) {
  const [made] = await db.sql<{ id: string }>`select auth.found_body(${kind}, ${name}, ${helpedBy}) as id`
  if (!made) throw notFound()
  await recordDeed(db, helpedBy, 'body_founded', made.id)
  await recordDeed(db, made.id, 'body_founded', made.id)
  return made.id
}

export type NewAffiliation = { childId: string; parentId: string; since: Day; decided: string }

/** A body joins another by its own decision. It gives no right to anything: what is shared is a deed of its own. */
export async function affiliate(db: Handle, { childId, parentId, since, decided }: NewAffiliation) {
  const [made] = await db.sql<{ id: string }>`
    insert into affiliation (child_id, parent_id, since, decided) values (${childId}, ${parentId}, ${since}, ${decided}) returning id`
  await recordDeed(db, childId, 'affiliated', parentId)
  return made?.id
}

/** What was shared with a body ends with belonging to it. */
export async function endAffiliation(
  db: Handle,
  { childId, affiliationId, until }: { childId: string; affiliationId: string; until: Day },
) {
  const [ended] = await db.sql<{ parentId: string }>`
    update affiliation set until = ${until} where id = ${affiliationId} and child_id = ${childId} and until is null
    returning parent_id as "parentId"`
  if (!ended) throw notFound()
  await endSharesWith(db, childId, ended.parentId)
  await recordDeed(db, childId, 'affiliation_ended', ended.parentId)
}

export type Affiliation = {
  id: string
  bodyId: string
  name: string
  kind: BodyKind
  since: Day
  decided: string
}

export async function listAffiliations(db: Handle, bodyId: string) {
  const rows = await db.sql<Affiliation & { isParent: boolean }>`
    select a.id, a.child_id = ${bodyId} as "isParent", b.id as "bodyId", b.name, b.kind, a.since, a.decided
    from affiliation a join body b on b.id = case when a.child_id = ${bodyId} then a.parent_id else a.child_id end
    where ${bodyId} in (a.child_id, a.parent_id) and a.until is null order by b.name, b.id`
  return { parents: rows.filter((row) => row.isParent), children: rows.filter((row) => !row.isParent) }
}

export type NewCommittee = { holdingId: string; name: string; since: Day; decided: string; joins: string[] }

/**
 * A building's committee takes over the building's file from the body that held it in trust, and joins the bodies it decided to
 * join. Gives the committee and the one-time token its secretary is invited with.
 */
export async function foundCommittee(db: Handle, { holdingId, name, since, decided, joins }: NewCommittee) {
  const [file] = await db.sql<{ bodyId: string }>`
    select body_id as "bodyId" from holding where id = ${holdingId}`
  if (!file || !db.actor.can('bodies.found', file.bodyId)) throw notFound()

  await lockFiles(db, [holdingId])
  const committeeId = await foundBody(db, { kind: 'committee', name, helpedBy: file.bodyId })
  await db.sql`select auth.hand_over(${holdingId}, ${committeeId}, ${since})`
  await recountBuildings(db, [holdingId], 'handed_over')
  await recordDeed(db, file.bodyId, 'file_handed_over', holdingId)
  await recordDeed(db, committeeId, 'file_received', holdingId)
  for (const parentId of joins) await affiliate(db, { childId: committeeId, parentId, since, decided })
  const token = await invite(db, { bodyId: committeeId, role: 'secretary', grantUntil: null })
  return { committeeId, token }
}

export type HeldFile = {
  holdingId: string
  buildingId: string
  address: string
  bodyId: string
  bodyName: string
  since: Day
}

/** Buildings whose file a body of the actor's holds, and could hand to a committee of their own. */
export async function listHeldFiles(db: Handle): Promise<HeldFile[]> {
  const bodies = db.actor.bodiesWith('bodies.found').map((grant) => grant.bodyId)
  return db.sql<HeldFile>`
    select h.id as "holdingId", b.id as "buildingId", b.address, h.body_id as "bodyId", o.name as "bodyName", h.since
    from holding h join building b on b.id = h.building_id join body o on o.id = h.body_id
    where h.body_id = any (${bodies}::uuid[]) and o.kind <> 'committee' order by b.address, h.id`
}
