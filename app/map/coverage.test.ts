import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Role } from '#app/core/permissions.ts'
import { ask, callOf, coverageFor, knockDoors, share } from '#tests/coverage-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  asSession,
  aUnion,
  type TestAccount,
  type TestBody,
  type TestBuilding,
} from '#tests/factories.ts'
import { coverageVersionEndpoint } from './coverage.endpoint.ts'
import { sumCoverage } from './coverage-totals.ts'

async function rowFor(account: TestAccount, building: TestBuilding) {
  return (await coverageFor(account)).buildings.find(({ id }) => id === building.id)
}

const aDelegate = async (body: TestBody) =>
  anAccount({ bodyId: body.id, role: 'delegate', by: body.secretary })

const endShares = (from: TestBody) =>
  actAs(
    from.secretary,
    ({ sql }) => sql`update share set ended_at = now() where from_body_id = ${from.id} and ended_at is null`,
  )

test('a stranger is asked to sign in, and who may not read coverage finds nothing', async () => {
  const union = await aUnion()
  expect(await ask(null).catch((thrown: Response) => thrown.status)).toBe(401)
  for (const role of ['steward', 'canvasser', 'member'] as Role[]) {
    const account = await anAccount({ bodyId: union.id, role, by: union.secretary })
    expect(await ask(account).catch((thrown: Response) => thrown.status)).toBe(404)
    expect(
      await Promise.resolve(coverageVersionEndpoint.handle(callOf(), asSession(account, 'endpoint'))).catch(
        (thrown: Response) => thrown.status,
      ),
    ).toBe(404)
  }
})

test('the delegate sees of a committee’s building what is shared, field by field, and nothing once it ends', async () => {
  const union = await aUnion()
  const delegate = await aDelegate(union)
  const committee = await aBody({ kind: 'committee' })
  const building = await aBuilding({ in: committee, floors: 4, lines: 3 })
  await knockDoors(committee, building, 5, 2)
  const nothing = {
    doors: null,
    knocked: null,
    reached: null,
    assessed: null,
    supporting: null,
    members: null,
    openRepairs: null,
    openEmergencies: null,
  }
  expect(await rowFor(delegate, building)).toMatchObject({
    state: 'hidden',
    address: building.address,
    ...nothing,
  })

  await share(committee, union, ['members'])
  expect(await rowFor(delegate, building)).toMatchObject({
    ...nothing,
    state: 'shared',
    doors: 12,
    members: 0,
  })
  await endShares(committee)
  await share(committee, union, ['doors', 'repairs'])
  expect(await rowFor(delegate, building)).toMatchObject({
    ...nothing,
    state: 'shared',
    doors: 12,
    knocked: 7,
    reached: 5,
    openRepairs: 0,
    openEmergencies: 0,
  })
  await endShares(committee)
  expect(await rowFor(delegate, building)).toMatchObject({ state: 'hidden', ...nothing })
})

test('a building of under five doors is shared, too small to show, and in no total', async () => {
  const union = await aUnion()
  const delegate = await aDelegate(union)
  const committee = await aBody({ kind: 'committee' })
  const building = await aBuilding({ in: committee, floors: 2, lines: 2 })
  await knockDoors(committee, building, 2, 0)
  const before = sumCoverage((await coverageFor(delegate)).buildings)
  await share(committee, union, ['doors', 'support', 'members', 'repairs'])
  expect(await rowFor(delegate, building)).toMatchObject({ state: 'small', doors: null, reached: null })
  const after = sumCoverage((await coverageFor(delegate)).buildings)
  expect(after.of).toEqual(before.of)
  expect(after.seen).toBe(before.seen + 1)
})

test('a building whose doors nobody counted is shared as that, not as too small', async () => {
  const [body, union] = [await aBody(), await aUnion()]
  const building = await aBuilding({ in: body })
  await actAs(body.secretary, async ({ sql }) => {
    await sql`update building set doors_source = 'unknown' where id = ${building.id}`
    await sql`select derive.recount_coverage(array[${building.holdingId}]::uuid[], 'test', null)`
  })
  await share(body, union, ['doors'])
  expect(await rowFor(union.secretary, building)).toMatchObject({ state: 'shared', doors: null })
})

test('the version of coverage moves with a knock and with a share, and only then is it sent again', async () => {
  const union = await aUnion()
  const delegate = await aDelegate(union)
  const committee = await aBody({ kind: 'committee' })
  const building = await aBuilding({ in: committee, floors: 4, lines: 3 })
  const versionOf = async () =>
    JSON.parse(String((await coverageVersionEndpoint.handle(callOf(), asSession(delegate, 'endpoint'))).body))
      .version

  const first = await ask(delegate)
  const etag = first.headers?.ETag ?? ''
  expect(await ask(delegate, { 'if-none-match': etag })).toMatchObject({ status: 304 })
  const versions = [await versionOf()]
  await share(committee, union, ['doors'])
  versions.push(await versionOf())
  await knockDoors(committee, building, 1, 0)
  versions.push(await versionOf())
  await endShares(committee)
  versions.push(await versionOf())
  expect(new Set(versions).size).toBe(4)
  expect(await ask(delegate, { 'if-none-match': etag })).toMatchObject({ status: 200 })

  // What nobody shares with the delegate does not even move their version.
  const before = await versionOf()
  await knockDoors(committee, building, 3, 0)
  expect(await versionOf()).toBe(before)
})

test('coverage is the same when packed', async () => {
  const union = await aUnion()
  const { secretary } = union
  for (let n = 0; n < 5; n++) await aBuilding({ in: union, floors: 1 })
  const plain = await ask(secretary)
  const answer = await ask(secretary, { 'accept-encoding': 'gzip, br' })
  expect(answer.headers?.['Content-Encoding']).toBe('gzip')
  expect(gunzipSync(answer.body as Uint8Array).toString()).toBe(plain.body)
})
