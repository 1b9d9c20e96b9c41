import { RouterContextProvider } from 'react-router'
import { afterAll } from 'vitest'
import { acceptInvitation, foundUnion, openSession } from '#app/account/accounts.server.ts'
import { hashPassword } from '#app/account/password.ts'
import { addBuilding } from '#app/buildings/buildings.server.ts'
import { type BodyKind, type Handle, withActor, withAnyone } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { closeDatabase, openDatabase } from '#app/core/db.server.ts'
import type { Capability, Role } from '#app/core/permissions.ts'
import { sessionContext, surfaceContext } from '#app/core/request-context.ts'
import { affiliate, foundBody } from '#app/federation/bodies.server.ts'
import { endRole, invite } from '#app/federation/grants.server.ts'
import { testDatabase } from './setup/database.ts'

export type TestAccount = { accountId: string; name: string; sessionId: string; token: string }
export type TestBody = { id: string; kind: BodyKind; name: string; secretary: TestAccount }
type TestUnit = { id: string; label: string; floor: string; line: string }
export type TestBuilding = { id: string; holdingId: string; address: string; units: TestUnit[] }

export const testPassword = 'quiet stairs at noon'
export const timeZone = 'America/Los_Angeles'

let count = 0
let union: Promise<TestBody> | undefined
let passwordHash: Promise<string> | undefined

afterAll(closeDatabase)

/** A word of its own for each thing a test makes. */
export function fresh(word: string) {
  return `${word} ${nextNumber()}`
}

function nextNumber() {
  count += 1
  return count
}

export const today = () => dayOf(new Date(), timeZone)

/** The union of this test file's database, founded on the first call: its body is a citywide union with a secretary. */
export function aUnion(): Promise<TestBody> {
  union ??= found()
  return union
}

async function found(): Promise<TestBody> {
  openDatabase((await testDatabase()).appUrl, 4)
  const name = 'Maple Valley Tenants'
  return withAnyone(async (db) => {
    const person = await aPerson('Rosa Founder')
    const { accountId, bodyId } = await foundUnion(
      db,
      { unionName: name, timeZone, locales: ['en', 'es'] },
      person,
    )
    const session = await openSession(db, accountId, 'test')
    return { id: bodyId, kind: 'union', name, secretary: { accountId, name: person.name, ...session } }
  })
}

async function aPerson(name: string) {
  passwordHash ??= hashPassword(testPassword)
  return { name, passwordHash: await passwordHash, locale: 'en' }
}

/** A body with a secretary of its own; whoever helped found it has no rights in it. It joins the union unless told otherwise. */
export async function aBody({
  kind = 'local',
  name = fresh('Local'),
  joins = true,
}: {
  kind?: BodyKind
  name?: string
  joins?: boolean
} = {}): Promise<TestBody> {
  const { id: unionId, secretary: founder } = await aUnion()
  const id = await actAs(founder, async (db) => {
    const bodyId = await foundBody(db, { kind, name, helpedBy: unionId })
    if (joins)
      await affiliate(db, { childId: bodyId, parentId: unionId, since: today(), decided: 'Decided together' })
    return bodyId
  })
  const secretary = await anAccount({ bodyId: id, role: 'secretary', by: founder })
  await actAs(secretary, async (db) => {
    const [helper] = await db.sql<{ id: string }>`
      select id from role_grant where body_id = ${id} and account_id = ${founder.accountId} and revoked_at is null`
    if (helper) await endRole(db, { bodyId: id, grantId: helper.id })
  })
  return { id, kind, name, secretary }
}

type AccountOptions = { bodyId: string; role: Role; by: TestAccount; name?: string; until?: string | null }

/** Someone who joined by an invitation link from `by`, and is signed in. */
export async function anAccount({
  bodyId,
  role,
  by,
  name = fresh('Person'),
  until = null,
}: AccountOptions): Promise<TestAccount> {
  const link = await actAs(by, (db) => invite(db, { bodyId, role, grantUntil: until }))
  const person = await aPerson(name)
  return withAnyone(async (db) => {
    const accountId = await acceptInvitation(db, link, person)
    if (!accountId) throw new Error('The invitation was not good')
    return { accountId, name, ...(await openSession(db, accountId, 'test')) }
  })
}

type BuildingOptions = { in: TestBody; address?: string; floors?: number; lines?: number; labels?: string[] }

/** A building whose file the body holds: doors as labelled, else floors × lines of them named 1A, 1B … */
export async function aBuilding({
  in: body,
  address = `${nextNumber()} Alder Street`,
  floors = 3,
  lines = 2,
  labels = gridOf(floors, lines),
}: BuildingOptions): Promise<TestBuilding> {
  return actAs(body.secretary, async (db) => {
    const added = await addBuilding(db, { address, bodyId: body.id, doors: 'counted', labels })
    if (!added.ok) throw new Error(`${address} is there already`)
    const units = await db.sql<TestUnit>`
      select id, label, floor, line from unit where holding_id = ${added.holdingId} order by floor_rank, line_rank, label_key`
    return { id: added.buildingId, holdingId: added.holdingId, address, units }
  })
}

function gridOf(floors: number, lines: number) {
  return Array.from({ length: floors * lines }, (_, at) => {
    const line = String.fromCharCode(65 + (at % lines))
    return `${Math.floor(at / lines) + 1}${line}`
  })
}

/** The door of this name. */
export function doorAt({ address, units }: TestBuilding, label: string) {
  const unit = units.find((one) => one.label === label)
  if (!unit) throw new Error(`${address} has no ${label}`)
  return unit.id
}

/** Runs a domain function as this account, in one transaction. */
export function actAs<T>(
  account: TestAccount,
  fn: (db: Handle) => Promise<T>,
  capability: Capability | 'self' | 'doors' = 'self',
) {
  return withActor(asSession(account), capability, fn)
}

/** What the server knows of a request by this account; without an account, of a stranger's. */
export function asSession(
  account: Pick<TestAccount, 'sessionId'> | null,
  surface: 'page' | 'endpoint' = 'page',
) {
  const context = new RouterContextProvider()
  context.set(sessionContext, account?.sessionId ?? null)
  context.set(surfaceContext, surface)
  return context
}
