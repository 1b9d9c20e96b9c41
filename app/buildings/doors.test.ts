import { beforeAll, expect, test } from 'vitest'
import { aCanvasser } from '#tests/door-factories.ts'
import { actAs, anAccount, aUnion, fresh, type TestBody } from '#tests/factories.ts'
import { DoorAct } from './building.schema.ts'
import { addBuilding } from './buildings.server.ts'
import { changeDoors, readDoors } from './doors.server.ts'
import { listBuildings } from './list-buildings.server.ts'

let union: TestBody
beforeAll(async () => {
  union = await aUnion()
})

async function aHouse(labels: string[], doors: 'counted' | 'unknown' = 'counted') {
  const added = await actAs(union.secretary, (db) =>
    addBuilding(db, { address: fresh('31 Door Street'), bodyId: union.id, doors, labels }),
  )
  if (!added.ok) throw new Error(added.reason)
  return added.buildingId
}

const act = (buildingId: string, one: DoorAct) =>
  actAs(union.secretary, (db) => changeDoors(db, buildingId, one))
const stairs = async (buildingId: string) => {
  const { doors } = await actAs(union.secretary, (db) => readDoors(db, buildingId))
  return Object.fromEntries(doors.map(({ key, entrance }) => [key, entrance]))
}
const counted = async (buildingId: string) => {
  const [row] = await actAs(
    union.secretary,
    (db) =>
      db.sql<{ doors: number | null }>`select doors from building_coverage where building_id = ${buildingId}`,
  )
  return row?.doors
}

test('a struck door is no longer counted, and putting it back is one press', async () => {
  const house = await aHouse(['1A', '1B', '2A'])
  const done = await act(house, { act: 'strike', key: '1B', reason: 'merged' })
  expect(done).toEqual({ ok: true, undo: { act: 'unstrike', key: '1B' } })
  expect(await counted(house)).toBe(2)
  if (done.ok && done.undo) await act(house, done.undo)
  expect(await counted(house)).toBe(3)
})

test('a new door finds its floor by its name, or stands on the one that was said', async () => {
  const house = await aHouse(['1A', '1B', '2A'])
  await act(house, { act: 'add', label: 'PH', floor: '' })
  await act(house, { act: 'add', label: 'Super', floor: '1' })
  const { doors } = await actAs(union.secretary, (db) => readDoors(db, house))
  expect(doors.find(({ label }) => label === 'PH')).toMatchObject({ floor: 'PH' })
  expect(doors.find(({ label }) => label === 'Super')).toMatchObject({ floor: '1', key: 'SUPER' })
  expect(await counted(house)).toBe(5)
})

test('two doors cannot have one name', async () => {
  const house = await aHouse(['1A', '1B'])
  const refused = { ok: false, field: 'label', reason: 'byHand.sameDoor' }
  expect(await act(house, { act: 'add', label: '1-a', floor: '' })).toEqual(refused)
  expect(await act(house, { act: 'rename', key: '1B', label: '#1A' })).toEqual(refused)
})

test('a renamed door keeps its place, and its old name comes back', async () => {
  const house = await aHouse(['1A', '1B'])
  const done = await act(house, { act: 'rename', key: '1B', label: 'Garden' })
  expect(done).toEqual({ ok: true, undo: { act: 'rename', key: 'GARDEN', label: '1B' } })
  const { doors } = await actAs(union.secretary, (db) => readDoors(db, house))
  expect(doors.find(({ label }) => label === 'Garden')).toMatchObject({ floor: '1', line: 'B' })
})

test('doors that nobody counted become counted when someone says these are all', async () => {
  const house = await aHouse(['1', '2'], 'unknown')
  expect(await counted(house)).toBeNull()
  await act(house, { act: 'counted' })
  expect(await counted(house)).toBe(2)
})

test('whose file it is not cannot touch its doors', async () => {
  const house = await aHouse(['1'])
  const steward = await anAccount({ bodyId: union.id, role: 'steward', by: union.secretary })
  await expect(
    actAs(steward, (db) => changeDoors(db, house, { act: 'strike', key: '1', reason: 'other' })),
  ).rejects.toMatchObject({ status: 404 })
})

test('the list finds by address, sorts by street and number, and pages', async () => {
  await actAs(union.secretary, async (db) => {
    for (const address of ['20 Zinnia Way', '3 Zinnia Way', '100 Aster Way'])
      await addBuilding(db, { address, bodyId: union.id, doors: 'counted', labels: ['1', '2'] })
  })
  const { buildings, total } = await actAs(union.secretary, (db) =>
    listBuildings(db, { search: 'way', sort: 'address', page: 1 }),
  )
  expect(total).toBe(3)
  expect(buildings.map(({ address }) => address)).toEqual(['100 Aster Way', '3 Zinnia Way', '20 Zinnia Way'])
  expect(buildings[0]).toMatchObject({ doors: 2, talked: 0, openRepairs: 0 })
})

test('a search means what it says: no pattern gets through', async () => {
  const { total } = await actAs(union.secretary, (db) =>
    listBuildings(db, { search: '%', sort: 'talked', page: 1 }),
  )
  expect(total).toBe(0)
})

test('who may not know the figures sees the addresses alone', async () => {
  const canvasser = await aCanvasser(union)
  const { buildings } = await actAs(canvasser, (db) =>
    listBuildings(db, { search: 'zinnia', sort: 'doors', page: 1 }),
  )
  expect(buildings[0]).toMatchObject({ doors: 2, talked: null, members: null, openRepairs: null })
})

test('lines go onto a staircase together, a door by itself, and what was so before comes back', async () => {
  const house = await aHouse(['1A', '1B', '1C', '2A', '2B', '2C'])
  const lines = { act: 'staircase' as const, key: '', from: 'B', to: 'A' }
  expect(await act(house, { ...lines, entrance: 'North' })).toEqual({
    ok: true,
    undo: { ...lines, entrance: '' },
  })
  expect(await stairs(house)).toEqual({
    '1A': 'North',
    '1B': 'North',
    '1C': null,
    '2A': 'North',
    '2B': 'North',
    '2C': null,
  })
  const alone = { act: 'staircase' as const, key: '2C', from: '', to: '', entrance: 'South' }
  const moved = await act(house, alone)
  expect((await stairs(house))['2C']).toBe('South')
  if (moved.ok && moved.undo) await act(house, moved.undo)
  expect((await stairs(house))['2C']).toBeNull()
  // What was on different stairs does not go back to one.
  expect(await act(house, { ...lines, to: 'C', entrance: 'East' })).toEqual({ ok: true, undo: null })
  expect(await counted(house)).toBe(6)
  await expect(act(house, { ...lines, from: 'Z', to: 'Z', entrance: 'East' })).rejects.toMatchObject({
    status: 404,
  })
})

test('a staircase typed in other capitals is the one that is there', async () => {
  const house = await aHouse(['1A', '1B', '1C'])
  const put = (key: string, entrance: string) =>
    act(house, DoorAct.parse({ act: 'staircase', key, entrance }))
  await put('1A', 'North')
  await put('1B', ' \u0007nORTH ')
  await act(house, { act: 'add', label: '1D', floor: '1', entrance: 'NORTH' })
  expect(await stairs(house)).toEqual({ '1A': 'North', '1B': 'North', '1C': null, '1D': 'North' })
})

test('a door is added onto its staircase, and a label that names one goes there', async () => {
  const house = await aHouse(['Esc A 1A', 'Esc A 2A', 'Esc B 1A'])
  await act(house, { act: 'add', label: '9', floor: '2', entrance: 'B' })
  expect(await stairs(house)).toEqual({ 'ESC-A1A': 'A', 'ESC-A2A': 'A', 'ESC-B1A': 'B', '9': 'B' })
})
