import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { Role } from '#app/core/permissions.ts'
import { newSessionToken } from '#app/core/session-token.ts'
import { recordDeed } from './audit-log.server.ts'

const linkHours = 72

export type NewInvitation = { bodyId: string; role: Role; grantUntil: string | null }

/** A link that makes its first user a colleague. Only its hash is kept: the token given back here is never seen again. */
export async function invite(db: Handle, { bodyId, role, grantUntil }: NewInvitation) {
  const { token, id } = newSessionToken()
  await db.sql`
    insert into invitation (id, body_id, role, grant_until, created_by, expires_at)
    values (${id}, ${bodyId}, ${role}, ${grantUntil}, ${db.actor.accountId}, now() + make_interval(hours => ${linkHours}))`
  await recordDeed(db, bodyId, 'invited', id)
  return token
}

/** Takes back a link nobody has used yet. */
export async function withdrawInvitation(
  db: Handle,
  { bodyId, invitationId }: { bodyId: string; invitationId: string },
) {
  const ended = await db.sql`
    update invitation set expires_at = now()
    where id = ${invitationId} and body_id = ${bodyId} and used_at is null and expires_at > now() returning id`
  if (ended.length === 0) throw notFound()
  await recordDeed(db, bodyId, 'invitation_withdrawn', invitationId)
}

export type NewGrant = { accountId: string; bodyId: string; role: Role; until: string | null }

export async function giveRole(db: Handle, { accountId, bodyId, role, until }: NewGrant) {
  const [made] = await db.sql<{ id: string }>`
    insert into role_grant (account_id, body_id, role, granted_by, expires_at)
    values (${accountId}, ${bodyId}, ${role}, ${db.actor.accountId}, ${until}) returning id`
  if (!made) throw notFound()
  await recordDeed(db, bodyId, 'role_given', accountId)
  return made.id
}

/** Ends a role at once. The last secretary stays: without one nobody could ever let anyone in again. */
export async function endRole(
  db: Handle,
  { bodyId, grantId }: { bodyId: string; grantId: string },
): Promise<{ ok: boolean }> {
  const [grant] = await db.sql<{ role: Role; accountId: string }>`
    select role, account_id as "accountId" from role_grant
    where id = ${grantId} and body_id = ${bodyId} and revoked_at is null for update`
  if (!grant) throw notFound()
  if (grant.role === 'secretary' && (await countOtherSecretaries(db, bodyId, grantId)) === 0)
    return { ok: false }
  // Before the role ends: the actor may be ending their own, and could not write it down afterwards.
  await recordDeed(db, bodyId, 'role_ended', grant.accountId)
  const ended =
    await db.sql`update role_grant set revoked_at = now() where id = ${grantId} and body_id = ${bodyId} returning id`
  if (ended.length === 0) throw notFound()
  return { ok: true }
}

/** Those whose role has an end do not count: the body must not be left without a secretary on that day. */
async function countOtherSecretaries(db: Handle, bodyId: string, grantId: string) {
  const others = await db.sql`
    select id from role_grant where body_id = ${bodyId} and role = 'secretary' and id <> ${grantId}
    and revoked_at is null and expires_at is null order by id for update`
  return others.length
}

export type Colleague = {
  grantId: string
  accountId: string
  name: string
  role: Role
  since: string
  until: string | null
}

export async function listColleagues(db: Handle, bodyId: string): Promise<Colleague[]> {
  return db.sql<Colleague>`
    select g.id as "grantId", g.account_id as "accountId", a.name, g.role, g.granted_at as since, g.expires_at as until
    from role_grant g join account a on a.id = g.account_id
    where g.body_id = ${bodyId} and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())
    order by g.granted_at, g.id`
}

export type OpenInvitation = { id: string; role: Role; expiresAt: string; invitedBy: string | null }

export async function listInvitations(db: Handle, bodyId: string): Promise<OpenInvitation[]> {
  return db.sql<OpenInvitation>`
    select i.id, i.role, i.expires_at as "expiresAt", a.name as "invitedBy"
    from invitation i left join account a on a.id = i.created_by
    where i.body_id = ${bodyId} and i.used_at is null and i.expires_at > now() order by i.created_at, i.id`
}
