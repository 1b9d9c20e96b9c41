import { expect, test } from 'vitest'
import type { Role } from '#app/core/permissions.ts'
import { coverageFor, knockDoors, share } from '#tests/coverage-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  aUnion,
  fresh,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import type { CoverageRow } from './coverage.schema.ts'
import { sumCoverage } from './coverage-totals.ts'

test('every number of coverage.json is the number of its facts, for each role that may read it', async () => {
  const union = await aUnion()
  const local = await aBody()
  const committee = await aBody({ kind: 'committee' })
  const inTrust = await aBuilding({ in: union, floors: 5, lines: 4 })
  const ofLocal = await aBuilding({ in: local, floors: 3, lines: 3 })
  const ofCommittee = await aBuilding({ in: committee, floors: 6, lines: 2 })
  await knockDoors(union, inTrust, 7, 4)
  await knockDoors(local, ofLocal, 2, 5)
  await knockDoors(committee, ofCommittee, 9, 3)
  await breakSomething(committee, ofCommittee, 'emergency')
  await breakSomething(union, inTrust, 'serious')
  await share(local, union, ['doors'])
  await share(committee, union, ['doors', 'repairs'])

  const role = (name: Role, body: TestBody) => anAccount({ bodyId: body.id, role: name, by: body.secretary })
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
