import type { AnonymousHandle, Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { Role } from '#app/core/permissions.ts'
import { newSessionToken, sessionIdOf } from '#app/core/session-token.ts'
import { loginOf } from './login-of.ts'

const sessionDays = 90

export type NewPerson = { name: string; passwordHash: string; locale: string }
export type Invitation = { bodyName: string; role: Role; invitedBy: string | null }

export async function findUnionName(db: AnonymousHandle): Promise<string | null> {
  const [row] = await db.sql<{ name: string | null }>`select auth.union_name() as name`
  return row?.name ?? null
}

export async function findCredential(db: AnonymousHandle, name: string) {
  const [found] = await db.sql<{ accountId: string; passwordHash: string }>`
    select account_id as "accountId", password_hash as "passwordHash" from auth.credential(${loginOf(name)})`
  return found ?? null
}

/** Opens a session and gives its token, which is kept nowhere but in the browser. */
export async function openSession(db: AnonymousHandle, accountId: string, label: string) {
  const { token, id } = newSessionToken()
  await db.sql`select auth.open_session(${id}, ${accountId}, ${label}, ${sessionDays})`
  return { token, sessionId: id }
}

/** Null when the link is unknown, used or over: whoever holds an old link learns nothing more. */
export async function findInvitation(db: AnonymousHandle, token: string): Promise<Invitation | null> {
  const [found] = await db.sql<Invitation>`
    select body_name as "bodyName", role, invited_by as "invitedBy" from auth.invitation(${sessionIdOf(token)})`
  return found ?? null
}

/** A new person joins by a link. Null when it is used or over; throws 23505 when the name is taken. */
export async function acceptInvitation(db: AnonymousHandle, token: string, person: NewPerson) {
  const [row] = await db.sql<{ accountId: string | null }>`
    select auth.accept_invitation(${sessionIdOf(token)}, ${person.name}, ${loginOf(person.name)},
      ${person.passwordHash}, ${person.locale}) as "accountId"`
  return row?.accountId ?? null
}

/** Someone who has an account takes on another role by a link. Null when it is used or over. */
export async function takeInvitation(db: Handle, token: string) {
  const [row] = await db.sql<{ bodyId: string | null }>`
    select auth.take_invitation(${sessionIdOf(token)}) as "bodyId"`
  return row?.bodyId ?? null
}

export type NewUnion = { unionName: string; timeZone: string; locales: string[] }

/** Only in an empty database: the union, its body, its first person. Throws 23505 when there is a union already. */
export async function foundUnion(db: AnonymousHandle, union: NewUnion, person: NewPerson) {
  const [founded] = await db.sql<{ accountId: string; bodyId: string }>`
    select account_id as "accountId", body_id as "bodyId" from auth.found_union(${union.unionName}, ${union.timeZone},
      ${union.locales}, ${person.name}, ${loginOf(person.name)}, ${person.passwordHash}, ${person.locale})`
  if (!founded) throw new Error('The union was not founded')
  return founded
}

export type OpenSession = { id: string; label: string; createdAt: string; expiresAt: string }

export async function listSessions(db: Handle): Promise<OpenSession[]> {
  return db.sql<OpenSession>`
    select id, label, created_at as "createdAt", expires_at as "expiresAt" from session
    where account_id = ${db.actor.accountId} and revoked_at is null and expires_at > now() order by created_at desc, id`
}

export async function endSession(db: Handle, sessionId: string) {
  const ended = await db.sql`update session set revoked_at = now()
    where id = ${sessionId} and account_id = ${db.actor.accountId} and revoked_at is null returning id`
  if (ended.length === 0) throw notFound()
}

export async function endAllSessions(db: Handle) {
  await db.sql`update session set revoked_at = now() where account_id = ${db.actor.accountId} and revoked_at is null`
}

export async function setLocale(db: Handle, locale: string) {
  await db.sql`update account set locale = ${locale} where id = ${db.actor.accountId}`
}
