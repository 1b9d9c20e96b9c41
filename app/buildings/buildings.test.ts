import { expect, test } from 'vitest'
import { actAs, anAccount, aUnion } from '#tests/factories.ts'
import { addBuilding } from './buildings.server.ts'

test('a building gets its file, its doors and its coverage at once', async () => {
  const union = await aUnion()
  const added = await actAs(union.secretary, (db) =>
    addBuilding(db, {
      address: '418 Alder Street',
      bodyId: union.id,
      doors: 'counted',
      labels: ['1A', '1B', '2A', '2 a'],
      lon: -122.27,
      lat: 37.87,
    }),
  )
  if (!added.ok) throw new Error(added.reason)
  expect(added.unitIds).toHaveLength(3)
  const [coverage] = await actAs(
    union.secretary,
    (db) =>
      db.sql`select doors, knocked, floors from building_coverage where building_id = ${added.buildingId}`,
  )
  expect(coverage).toEqual({ doors: 3, knocked: 0, floors: 2 })
})

test('a building whose doors nobody counted has unknown doors, not none', async () => {
  const union = await aUnion()
  const added = await actAs(union.secretary, (db) =>
    addBuilding(db, { address: '9 Elm St', bodyId: union.id, doors: 'unknown' }),
  )
  if (!added.ok) throw new Error(added.reason)
  const [coverage] = await actAs(
    union.secretary,
    (db) => db.sql`select doors from building_coverage where building_id = ${added.buildingId}`,
  )
  expect(coverage).toEqual({ doors: null })
})

test('an address that is there already is answered with the building', async () => {
  const union = await aUnion()
  const add = (address: string) =>
    actAs(union.secretary, (db) => addBuilding(db, { address, bodyId: union.id, doors: 'unknown' }))
  const first = await add('77 Birch Avenue')
  expect(await add('77 birch ave.')).toEqual({ ok: false, reason: 'taken', buildingId: first.buildingId })
})

test('who may not add buildings is told there is nothing here', async () => {
  const union = await aUnion()
  const steward = await anAccount({ bodyId: union.id, role: 'steward', by: union.secretary })
  await expect(
    actAs(steward, (db) => addBuilding(db, { address: '1 Oak St', bodyId: union.id, doors: 'unknown' })),
  ).rejects.toMatchObject({ status: 404 })
})
