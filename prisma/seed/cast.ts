import { RouterContextProvider } from 'react-router'
import { acceptInvitation, foundUnion, openSession, takeInvitation } from '#app/account/accounts.server.ts'
import { hashPassword } from '#app/account/password.ts'
import { type Handle, withActor, withAnyone } from '#app/core/actor.server.ts'
import type { Role } from '#app/core/permissions.ts'
import { clockContext, sessionContext } from '#app/core/request-context.ts'
import { affiliate, foundBody } from '#app/federation/bodies.server.ts'
import { invite } from '#app/federation/grants.server.ts'
import { demoSignIns } from './sign-ins.ts'

export type Someone = { accountId: string; name: string; sessionId: string }

/** Does something as this person, at a time of the story. */
export function as<T>(someone: Someone, at: Date, fn: (db: Handle) => Promise<T>) {
  const context = new RouterContextProvider()
  context.set(sessionContext, someone.sessionId)
  context.set(clockContext, at)
  return withActor(context, 'self', fn)
}

const canvassers = ['Bo Santana', 'Ines Falk', 'Theo Abara', 'Lena Quist', 'Amir Doyle'] as const

/** Everybody who signs in, and the bodies they work in when the story begins. */
export async function gatherCast(start: Date) {
  const founder = await foundHarrowBay()
  const harborside = await startLocal(founder, 'Harborside Local', 'Jo Ferreira', start)
  const northgate = await startLocal(founder, 'Northgate Local', 'Mei Tanaka', start)
  const knockers: Someone[] = []
  for (const [i, name] of canvassers.entries()) {
    const local = i < 3 ? harborside : northgate
    knockers.push(await join(local.secretary, { bodyId: local.bodyId, role: 'canvasser', name }, start))
  }
  const delegate = await join(
    founder.person,
    { bodyId: founder.bodyId, role: 'delegate', name: nameOf('delegate') },
    start,
  )
  return { union: founder, harborside, northgate, knockers, delegate }
}

export type Cast = Awaited<ReturnType<typeof gatherCast>>
export type Local = Cast['harborside']

async function foundHarrowBay() {
  const name = 'Imani Castellanos'
  return withAnyone(async (db) => {
    const { accountId, bodyId } = await foundUnion(
      db,
      { unionName: 'Harrow Bay Tenants Union', timeZone: 'America/New_York', locales: ['en', 'es'] },
      { name, passwordHash: await hashPassword(crypto.randomUUID()), locale: 'en' },
    )
    const { sessionId } = await openSession(db, accountId, 'seed')
    return { bodyId, person: { accountId, name, sessionId } }
  })
}

async function startLocal(
  union: { bodyId: string; person: Someone },
  name: string,
  secretary: string,
  at: Date,
) {
  const bodyId = await as(union.person, at, async (db) => {
    const made = await foundBody(db, { kind: 'local', name, helpedBy: union.bodyId })
    await affiliate(db, {
      childId: made,
      parentId: union.bodyId,
      since: db.today,
      decided: 'Voted at the founding meeting',
    })
    return made
  })
  return {
    bodyId,
    name,
    secretary: await join(union.person, { bodyId, role: 'secretary', name: secretary }, at),
  }
}

/** Someone follows an invitation link and has an account from then on. */
export async function join(
  by: Someone,
  { bodyId, role, name }: { bodyId: string; role: Role; name: string },
  at: Date,
): Promise<Someone> {
  const token = await as(by, at, (db) => invite(db, { bodyId, role, grantUntil: null }))
  return acceptLink(token, name)
}

export async function acceptLink(token: string, name: string): Promise<Someone> {
  const known = demoSignIns.find((signIn) => signIn.name === name)
  const passwordHash = await hashPassword(known?.password ?? crypto.randomUUID())
  return withAnyone(async (db) => {
    const accountId = await acceptInvitation(db, token, { name, passwordHash, locale: 'en' })
    if (!accountId) throw new Error(`The link for ${name} was not good`)
    return { accountId, name, sessionId: (await openSession(db, accountId, 'seed')).sessionId }
  })
}

/** Someone who has an account takes on a role in another body. */
export async function lend(
  by: Someone,
  someone: Someone,
  { bodyId, role }: { bodyId: string; role: Role },
  at: Date,
) {
  const token = await as(by, at, (db) => invite(db, { bodyId, role, grantUntil: null }))
  await as(someone, at, (db) => takeInvitation(db, token))
}

export function nameOf(role: (typeof demoSignIns)[number]['role']) {
  return demoSignIns.find((signIn) => signIn.role === role)?.name ?? role
}

/** The story's sessions end with it: nobody stays signed in on a machine that does not exist. */
export async function leaveTheStage(people: Someone[]) {
  for (const someone of people)
    await as(
      someone,
      new Date(),
      (db) => db.sql`update session set revoked_at = now() where account_id = ${db.actor.accountId}`,
    )
}
