import { expect, test } from 'vitest'
import { listBuildings } from '#app/buildings/list-buildings.server.ts'
import { listCoverage } from '#app/map/coverage.server.ts'
import { aBody, aBuilding, actAs, anAccount, aUnion, type TestBody } from '#tests/factories.ts'
import { affiliate, endAffiliation, listAffiliations } from './bodies.server.ts'
import { giveRole } from './grants.server.ts'
import { listSharesTo, readShareSample, setShare } from './shares.server.ts'

async function setting() {
  const union = await aUnion()
  const committee = await aBody({ kind: 'committee' })
  const building = await aBuilding({ in: committee, floors: 4, lines: 2 })
  const delegate = await anAccount({ bodyId: union.id, role: 'delegate', by: union.secretary })
  const seen = () =>
    actAs(delegate, async ({ sql }) => {
      const rows = await sql<
        Record<string, unknown>
      >`select * from auth.shared_coverage() where building_id = ${building.id}`
      return rows[0] ?? null
    })
  const share = (field: 'doors' | 'support', on: boolean) =>
    actAs(committee.secretary, (db) =>
      setShare(db, { fromBodyId: committee.id, toBodyId: union.id, field, on }),
    )
  return { union, committee, building, delegate, seen, share }
}

test('the city sees what the committee shares, at once, and nothing beside it', async () => {
  const { seen, share, delegate, union, committee } = await setting()
  expect(await seen()).toBeNull()

  await share('doors', true)
  expect(await seen()).toMatchObject({
    doors: 8,
    knocked: 0,
    supporting: null,
    members: null,
    open_repairs: null,
  })
  await share('support', true)
  expect(await seen()).toMatchObject({ doors: 8, knocked: 0, supporting: 0 })
  expect(await actAs(delegate, (db) => listSharesTo(db, union.id))).toMatchObject([
    { bodyId: committee.id, fields: ['doors', 'support'] },
  ])

  await share('doors', false)
  expect(await seen()).toMatchObject({ knocked: null, supporting: 0 })
  await share('support', false)
  expect(await seen()).toBeNull()
})

test('switches tapped quickly are all turned', async () => {
  const { union, committee, delegate } = await setting()
  const fields = ['doors', 'support', 'members', 'repairs'] as const
  await Promise.all(
    fields.map((field) =>
      actAs(committee.secretary, (db) =>
        setShare(db, { fromBodyId: committee.id, toBodyId: union.id, field, on: true }),
      ),
    ),
  )
  const shared = await actAs(delegate, (db) => listSharesTo(db, union.id))
  expect(shared.find(({ bodyId }) => bodyId === committee.id)?.fields.toSorted()).toEqual(fields.toSorted())
})

test('two bodies that share with each other at once do not wait for each other', async () => {
  const [one, two] = [await aBody(), await aBody()]
  let runs = 0
  const share = (from: TestBody, to: TestBody, on: boolean) =>
    actAs(from.secretary, async (db) => {
      runs += 1
      await setShare(db, { fromBodyId: from.id, toBodyId: to.id, field: 'doors', on })
    })
  for (let n = 0; n < 5; n++) await Promise.all([share(one, two, n % 2 === 0), share(two, one, n % 2 === 0)])
  expect(runs).toBe(10)
})

test('whoever works for two bodies sees what is shared with both, on every page', async () => {
  const { union, committee, building, share } = await setting()
  const local = await aBody()
  const both = await anAccount({ bodyId: union.id, role: 'delegate', by: union.secretary })
  await actAs(local.secretary, (db) =>
    giveRole(db, { accountId: both.accountId, bodyId: local.id, role: 'delegate', until: null }),
  )
  await share('support', true)
  await actAs(committee.secretary, (db) =>
    setShare(db, { fromBodyId: committee.id, toBodyId: local.id, field: 'members', on: true }),
  )
  const own = { doors: 8, supporting: 0, members: 0, knocked: null }
  await actAs(both, async (db) => {
    const rows = await db.sql`select * from auth.shared_coverage() where building_id = ${building.id}`
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject(own)
    expect((await listCoverage(db)).find(({ id }) => id === building.id)).toMatchObject(own)
    const { buildings } = await listBuildings(db, { search: building.address, sort: 'address', page: 1 })
    expect(buildings[0]).toMatchObject({ doors: 8, members: 0 })
  })
})

test('only the body itself may share what is its own', async () => {
  const { union, committee } = await setting()
  const taken = actAs(union.secretary, (db) =>
    setShare(db, { fromBodyId: committee.id, toBodyId: union.id, field: 'doors', on: true }),
  )
  await expect(taken).rejects.toMatchObject({ code: '42501' })
})

test('a body that leaves takes its shares with it', async () => {
  const { union, committee, seen, share } = await setting()
  await share('doors', true)
  await actAs(committee.secretary, async (db) => {
    const { parents } = await listAffiliations(db, committee.id)
    await endAffiliation(db, { childId: committee.id, affiliationId: parents[0]?.id ?? '', until: db.today })
  })
  expect(await seen()).toBeNull()
  await actAs(committee.secretary, async (db) => {
    await affiliate(db, { childId: committee.id, parentId: union.id, since: '2020-01-01', decided: 'Again' })
    expect((await listAffiliations(db, committee.id)).parents).toHaveLength(1)
  })
})

test('the sample is of this body alone', async () => {
  const { committee, union } = await setting()
  expect(await actAs(committee.secretary, (db) => readShareSample(db, committee.id))).toMatchObject({
    doors: 8,
    buildings: 1,
  })
  expect(await actAs(union.secretary, (db) => readShareSample(db, committee.id))).toMatchObject({
    doors: 0,
    buildings: 0,
  })
})
