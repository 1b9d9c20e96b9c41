import { verify } from '@node-rs/argon2'
import { expect, test, vi } from 'vitest'
import { withActor, withAnyone } from '#app/core/actor.server.ts'
import { sessionIdOf } from '#app/core/session-token.ts'
import { invite } from '#app/federation/grants.server.ts'
import { demoSignIns } from '#prisma/seed/sign-ins.ts'
import { aBody, actAs, anAccount, asSession, aUnion, fresh, testPassword } from '#tests/factories.ts'
import {
  acceptInvitation,
  endAllSessions,
  endSession,
  findInvitation,
  foundUnion,
  listSessions,
  openSession,
  takeInvitation,
} from './accounts.server.ts'
import { isNameTaken } from './is-name-taken.ts'
import { hashPassword } from './password.ts'
import { listDemoSignIns, signIn } from './sign-in.server.ts'
import { createSignInLimits } from './sign-in-limits.ts'

// As it is, but counted.
vi.mock('@node-rs/argon2', { spy: true })

const visitor = { source: '192.0.2.1', isDemo: false, isHere: true }
const person = (name: string) => ({ name, passwordHash: 'x', locale: 'en' })

test('signs in by name and password, however the name is typed', async () => {
  const { secretary } = await aUnion()
  const signedIn = await signIn(
    { name: ` ${secretary.name.toUpperCase()} `, password: testPassword },
    visitor,
    'test',
  )
  expect(signedIn.ok).toBe(true)
  expect(await signIn({ name: secretary.name, password: 'another password' }, visitor, 'test')).toEqual({
    ok: false,
    waitMinutes: 0,
  })
  expect(await signIn({ name: 'Nobody at all', password: testPassword }, visitor, 'test')).toEqual({
    ok: false,
    waitMinutes: 0,
  })
})

test('an unknown name takes as long as a wrong password: one verification at the same cost', async () => {
  const { secretary } = await aUnion()
  const verified = async (name: string) => {
    vi.mocked(verify).mockClear()
    await signIn({ name, password: 'wrong password' }, { ...visitor, source: '192.0.2.20' }, 'test')
    // "$argon2id$v=19$m=…,t=…,p=…$salt$hash": all but the last two is what it costs.
    return vi.mocked(verify).mock.calls.map(([known]) => String(known).split('$').slice(0, 4).join('$'))
  }
  const known = await verified(secretary.name)
  expect(known).toEqual([expect.stringMatching(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=1$/)])
  expect(await verified('Nobody')).toEqual(known)
})

test('a union is founded once', async () => {
  await aUnion()
  const again = withAnyone((db) =>
    foundUnion(db, { unionName: 'Another', timeZone: 'UTC', locales: ['en'] }, person('Another')),
  )
  await expect(again).rejects.toMatchObject({ code: '23505' })
})

test('a link works once, for its body and role, and its token is not in the database', async () => {
  const local = await aBody()
  const token = await actAs(local.secretary, (db) =>
    invite(db, { bodyId: local.id, role: 'steward', grantUntil: null }),
  )
  expect(await withAnyone((db) => findInvitation(db, token))).toEqual({
    bodyName: local.name,
    role: 'steward',
    invitedBy: local.secretary.name,
  })

  const accountId = await withAnyone((db) => acceptInvitation(db, token, person(fresh('Steward'))))
  expect(accountId).not.toBeNull()
  expect(await withAnyone((db) => findInvitation(db, token))).toBeNull()
  expect(await withAnyone((db) => acceptInvitation(db, token, person(fresh('Second'))))).toBeNull()
  expect(await actAs(local.secretary, (db) => takeInvitation(db, token))).toBeNull()
})

test('two people at one link at the same moment: one of them joins', async () => {
  const local = await aBody()
  const token = await actAs(local.secretary, (db) =>
    invite(db, { bodyId: local.id, role: 'member', grantUntil: null }),
  )
  const joined = await Promise.all(
    [1, 2, 3].map(() => withAnyone((db) => acceptInvitation(db, token, person(fresh('Racer'))))),
  )
  expect(joined.filter(Boolean)).toHaveLength(1)
})

test('a name is one person’s', async () => {
  const local = await aBody()
  const token = await actAs(local.secretary, (db) =>
    invite(db, { bodyId: local.id, role: 'member', grantUntil: null }),
  )
  const taken = await withAnyone((db) =>
    acceptInvitation(db, token, person(local.secretary.name.toUpperCase())),
  ).catch((error: unknown) => error)
  expect(isNameTaken(taken)).toBe(true)
  expect(await withAnyone((db) => findInvitation(db, token))).not.toBeNull()
})

test('sessions are listed and end at once', async () => {
  const local = await aBody()
  const ana = await anAccount({ bodyId: local.id, role: 'steward', by: local.secretary })
  const phone = await withAnyone((db) => openSession(db, ana.accountId, 'Firefox · Android'))
  expect(sessionIdOf(phone.token)).toBe(phone.sessionId)
  expect((await actAs(ana, listSessions)).map(({ label }) => label)).toContain('Firefox · Android')

  const foreign = actAs(local.secretary, (db) => endSession(db, phone.sessionId))
  await expect(foreign).rejects.toMatchObject({ status: 404 })
  await withActor(asSession(phone), 'self', async () => {})
  await actAs(ana, (db) => endSession(db, phone.sessionId))
  await expect(withActor(asSession(phone), 'self', async () => {})).rejects.toMatchObject({ status: 302 })
  await actAs(ana, endAllSessions)
  await expect(actAs(ana, async () => {})).rejects.toMatchObject({ status: 302 })
})

test('too many tries must wait; the person at their own place need not', async () => {
  const limits = createSignInLimits()
  await limits.count('ana', 'home')
  await limits.succeeded('ana', 'home')
  for (let n = 0; n < 80; n++) await limits.count('ana', `far ${n}`)
  expect(await limits.count('ana', 'elsewhere')).toBeGreaterThan(0)
  expect(await limits.count('ana', 'home')).toBe(0)
  for (let n = 0; n < 8; n++) await limits.count('bo', 'home')
  expect(await limits.count('bo', 'home')).toBeGreaterThan(0)
})

test('sources are counted over all names', async () => {
  const limits = createSignInLimits()
  for (let n = 0; n < 40; n++) expect(await limits.count(`name ${n}`, 'flood')).toBe(0)
  expect(await limits.count('another', 'flood')).toBeGreaterThan(0)
  expect(await limits.count('another', 'calm')).toBe(0)
})

test('passwords that everybody can read work on this machine only', async () => {
  const local = await aBody()
  const { name, password } = demoSignIns[0]
  const passwordHash = await hashPassword(password)
  const token = await actAs(local.secretary, (db) =>
    invite(db, { bodyId: local.id, role: 'canvasser', grantUntil: null }),
  )
  expect(await listDemoSignIns({ ...visitor, isDemo: true })).toEqual([])
  await withAnyone((db) => acceptInvitation(db, token, { name, passwordHash, locale: 'en' }))

  expect(await signIn({ name, password }, { ...visitor, isHere: false }, 'test')).toMatchObject({ ok: false })
  expect(await signIn({ name, password }, visitor, 'test')).toMatchObject({ ok: true })
  expect(await listDemoSignIns({ ...visitor, isDemo: true })).toEqual([demoSignIns[0]])
  expect(await listDemoSignIns({ ...visitor, isDemo: true, isHere: false })).toEqual([])
  expect(await listDemoSignIns(visitor)).toEqual([])
})
