import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Call } from '#app/core/endpoint.ts'
import type { Role } from '#app/core/permissions.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  asSession,
  aUnion,
  fresh,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { coverageEndpoint, coverageVersionEndpoint } from './coverage.endpoint.ts'
import type { CoverageRow } from './coverage.schema.ts'
import { sumCoverage } from './coverage-totals.ts'

function callOf(headers: Record<string, string> = {}): Call {
  return {
    params: {},
    query: new URLSearchParams(),
    header: (name) => headers[name.toLowerCase()],
    readBody: async () => new Uint8Array(),
  }
}

const ask = (account: TestAccount | null, headers?: Record<string, string>) =>
  coverageEndpoint.handle(callOf(headers), asSession(account, 'endpoint'))

async function coverageFor(account: TestAccount) {
  const answer = await ask(account)
  expect(answer.status).toBe(200)
  return JSON.parse(String(answer.body)) as { version: string; buildings: CoverageRow[] }
}

async function rowFor(account: TestAccount, building: TestBuilding) {
  return (await coverageFor(account)).buildings.find(({ id }) => id === building.id)
}

const aDelegate = async (body: TestBody) =>
  anAccount({ bodyId: body.id, role: 'delegate', by: body.secretary })

async function share(from: TestBody, to: TestBody, fields: string[]) {
  await actAs(
    from.secretary,
    ({ sql, actor }) => sql`
      insert into share (from_body_id, to_body_id, fields, made_by) values (${from.id}, ${to.id}, ${fields}, ${actor.accountId})`,
  )
}

const endShares = (from: TestBody) =>
  actAs(
    from.secretary,
    ({ sql }) => sql`update share set ended_at = now() where from_body_id = ${from.id} and ended_at is null`,
  )

/** A conversation at the first `talked` doors and no answer at the next; nobody is at the rest. */
async function knock(body: TestBody, { holdingId, units }: TestBuilding, talked: number, tried: number) {
  const doors = units
    .slice(0, talked + tried)
    .map(({ id }, i) => ({ id, disposition: i < talked ? 'conversation' : 'not_home' }))
  const ids = doors.map(({ id }) => id)
  await actAs(body.secretary, async ({ sql, actor }) => {
    await sql`select derive.lock_doors(${ids}::uuid[])`
    await sql`
      insert into knock (holding_id, id, unit_id, account_id, at, day, disposition)
      select ${holdingId}::uuid, gen_random_uuid(), d.id, ${actor.accountId}::uuid, now(), ${today()}::date, d.disposition
      from jsonb_to_recordset(${JSON.stringify(doors)}::jsonb) as d(id uuid, disposition text)`
    await sql`select derive.recount_doors(${ids}::uuid[])`
    await sql`select derive.recount_coverage(array[${holdingId}::uuid], 'knock', null)`
  })
}

describe('coverage.json', () => {
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
    await knock(committee, building, 5, 2)
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
    await knock(committee, building, 2, 0)
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

  test('its version moves with a knock and with a share, and only then is it sent again', async () => {
    const union = await aUnion()
    const delegate = await aDelegate(union)
    const committee = await aBody({ kind: 'committee' })
    const building = await aBuilding({ in: committee, floors: 4, lines: 3 })
    const versionOf = async () =>
      JSON.parse(
        String((await coverageVersionEndpoint.handle(callOf(), asSession(delegate, 'endpoint'))).body),
      ).version

    const first = await ask(delegate)
    const etag = first.headers?.ETag ?? ''
    expect(await ask(delegate, { 'if-none-match': etag })).toMatchObject({ status: 304 })
    const versions = [await versionOf()]
    await share(committee, union, ['doors'])
    versions.push(await versionOf())
    await knock(committee, building, 1, 0)
    versions.push(await versionOf())
    await endShares(committee)
    versions.push(await versionOf())
    expect(new Set(versions).size).toBe(4)
    expect(await ask(delegate, { 'if-none-match': etag })).toMatchObject({ status: 200 })

    // What nobody shares with the delegate does not even move their version.
    const before = await versionOf()
    await knock(committee, building, 3, 0)
    expect(await versionOf()).toBe(before)
  })

  test('is the same when packed', async () => {
    const union = await aUnion()
    const { secretary } = union
    for (let n = 0; n < 5; n++) await aBuilding({ in: union, floors: 1 })
    const plain = await ask(secretary)
    const answer = await ask(secretary, { 'accept-encoding': 'gzip, br' })
    expect(answer.headers?.['Content-Encoding']).toBe('gzip')
    expect(gunzipSync(answer.body as Uint8Array).toString()).toBe(plain.body)
  })
})

describe('every number of coverage.json is the number of its facts', () => {
  test('for each role that may read it', async () => {
    const union = await aUnion()
    const local = await aBody()
    const committee = await aBody({ kind: 'committee' })
    const inTrust = await aBuilding({ in: union, floors: 5, lines: 4 })
    const ofLocal = await aBuilding({ in: local, floors: 3, lines: 3 })
    const ofCommittee = await aBuilding({ in: committee, floors: 6, lines: 2 })
    await knock(union, inTrust, 7, 4)
    await knock(local, ofLocal, 2, 5)
    await knock(committee, ofCommittee, 9, 3)
    await breakSomething(committee, ofCommittee, 'emergency')
    await breakSomething(union, inTrust, 'serious')
    await share(local, union, ['doors'])
    await share(committee, union, ['doors', 'repairs'])

    const role = (name: Role, body: TestBody) =>
      anAccount({ bodyId: body.id, role: name, by: body.secretary })
    const readers = [
      {
        account: union.secretary,
        own: [union.id],
        shared: { [local.id]: ['doors'], [committee.id]: ['doors', 'repairs'] },
      },
      {
        account: await role('delegate', union),
        own: [union.id],
        shared: { [local.id]: ['doors'], [committee.id]: ['doors', 'repairs'] },
      },
      { account: await role('committee', committee), own: [committee.id], shared: {} },
      { account: await role('delegate', local), own: [local.id], shared: {} },
    ]
    const facts = (
      await Promise.all([union, local, committee].map(({ secretary, id }) => factsOf(secretary, id)))
    ).flat()
    for (const { account, own, shared } of readers) {
      const { buildings } = await coverageFor(account)
      for (const row of buildings) {
        const truth = facts.find(({ id }) => id === row.id)
        const fields = own.includes(truth?.bodyId ?? '')
          ? ['doors', 'support', 'members', 'repairs']
          : ((shared as Record<string, string[]>)[truth?.bodyId ?? ''] ?? [])
        expect(numbersOf(row), `${row.address} for ${account.name}`).toEqual(
          truth ? visible(truth, fields) : visible(none, []),
        )
      }
      const { of } = sumCoverage(buildings)
      const seen = buildings.filter(({ reached, doors }) => reached !== null && doors !== null)
      const truths = seen.map((row) => facts.find(({ id }) => id === row.id) ?? none)
      expect(of.doors).toEqual({
        count: truths.reduce((sum, { reached }) => sum + reached, 0),
        doors: truths.reduce((sum, { doors }) => sum + doors, 0),
        buildings: truths.length,
      })
    }
  })
})

async function breakSomething(body: TestBody, { id, holdingId, units }: TestBuilding, severity: string) {
  const door = units[0]?.id ?? ''
  await actAs(body.secretary, async ({ sql, actor }) => {
    await sql`select derive.lock_doors(array[${door}::uuid])`
    await sql`
      insert into grievance (holding_id, id, building_id, unit_id, category, severity, account_id, day)
      values (${holdingId}, gen_random_uuid(), ${id}, ${door}, 'heat', ${severity}, ${actor.accountId}, ${today()})`
    await sql`select derive.recount_doors(array[${door}::uuid])`
    await sql`select derive.recount_coverage(array[${holdingId}::uuid], ${fresh('repair')}, null)`
  })
}

type Facts = {
  id: string
  bodyId: string
  doors: number
  knocked: number
  reached: number
  repairs: number
  emergencies: number
}
const none: Facts = { id: '', bodyId: '', doors: 0, knocked: 0, reached: 0, repairs: 0, emergencies: 0 }

/** Counted from the rows of the facts themselves, by one who may read them all. */
function factsOf(account: TestAccount, bodyId: string) {
  return actAs(
    account,
    ({ sql }) => sql<Facts>`
      select h.building_id as id, h.body_id as "bodyId",
        (select count(*) from unit u where u.holding_id = h.id and u.struck_reason is null)::int as doors,
        (select count(distinct k.unit_id) from knock k where k.holding_id = h.id)::int as knocked,
        (select count(distinct k.unit_id) from knock k where k.holding_id = h.id and k.disposition = 'conversation')::int as reached,
        (select count(*) from grievance g where g.holding_id = h.id)::int as repairs,
        (select count(*) from grievance g where g.holding_id = h.id and g.severity = 'emergency')::int as emergencies
      from holding h where h.body_id = ${bodyId} and exists (select 1 from unit u where u.holding_id = h.id)`,
  )
}

function visible({ doors, knocked, reached, repairs, emergencies }: Facts, fields: string[]) {
  const has = (field: string, value: number) => (fields.includes(field) ? value : null)
  return {
    doors: fields.length > 0 ? doors : null,
    knocked: has('doors', knocked),
    reached: has('doors', reached),
    assessed: has('support', 0),
    supporting: has('support', 0),
    members: has('members', 0),
    openRepairs: has('repairs', repairs),
    openEmergencies: has('repairs', emergencies),
  }
}

function numbersOf({
  doors,
  knocked,
  reached,
  assessed,
  supporting,
  members,
  openRepairs,
  openEmergencies,
}: CoverageRow) {
  return { doors, knocked, reached, assessed, supporting, members, openRepairs, openEmergencies }
}
