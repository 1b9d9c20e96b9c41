import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  type TestAccount,
  type TestBody,
  today,
} from '#tests/factories.ts'
import { NewRepair } from './repair.schema.ts'
import {
  addRepair,
  answerQuestion,
  assignOwner,
  findRepairPlace,
  listEvents,
  listKeepers,
  listRepairPlaces,
  logContact,
  moveRepair,
  recordTenantAnswer,
} from './repair-case.server.ts'
import type { RepairRef } from './repairs.server.ts'
import { findRepair, listRepairs } from './repairs.server.ts'
import { sameOnLine } from './same-on-line.ts'

let local: TestBody
let steward: TestAccount

beforeAll(async () => {
  local = await aBody()
  steward = await anAccount({ bodyId: local.id, role: 'steward', by: local.secretary, name: 'Sam Steward' })
})

const leakAt = (place: string) => NewRepair.parse({ place, category: 'leak', since: '', words: 'It drips' })

async function aLeak() {
  const building = await aBuilding({ in: local })
  const door = building.units[0]?.id ?? ''
  const ref = await actAs(steward, (db) => addRepair(db, building.id, leakAt(door)))
  return { building, door, ref }
}
const read = (ref: RepairRef) => actAs(steward, (db) => findRepair(db, ref))
const openAt = (holdingId: string) =>
  actAs(local.secretary, async (db) => {
    const [row] = await db.sql<{ open: number; doors: number }>`
      select c.open_repairs as open, (select sum(d.open_repairs)::int from door_state d where d.holding_id = c.holding_id) as doors
      from building_coverage c where c.holding_id = ${holdingId}`
    return row
  })

test('a repair told to a steward stands in the inbox, at its door and in the building’s count', async () => {
  const { building, ref } = await aLeak()
  expect(await read(ref)).toMatchObject({
    status: 'reported',
    severity: 'dangerous',
    door: '1A',
    tab: 'new',
    owner: null,
    clock: { due: addDays(today(), 3), checked: false },
  })
  expect(await openAt(building.holdingId)).toEqual({ open: 1, doors: 1 })
})

test('a common area counts for the building and for no door', async () => {
  const building = await aBuilding({ in: local })
  const ref = await actAs(steward, (db) => addRepair(db, building.id, leakAt('roof')))
  expect(await read(ref)).toMatchObject({ door: null, commonArea: 'roof' })
  expect((await openAt(building.holdingId))?.open).toBe(1)
})

test('two stewards decide one after the other, also where nobody has listed a door', async () => {
  const building = await aBuilding({ in: local, labels: [] })
  const ref = await actAs(steward, (db) => addRepair(db, building.id, leakAt('roof')))
  const moved = [1, 2, 3].map(() => actAs(steward, (db) => moveRepair(db, ref, 'verified', null)))
  expect((await Promise.all(moved)).filter(Boolean)).toHaveLength(1)
})

test('from the first word to the tenant’s yes, and open again when it comes back', async () => {
  const { building, ref } = await aLeak()
  const promised = addDays(today(), 2)
  await actAs(steward, (db) => assignOwner(db, ref, steward.accountId))
  await actAs(steward, (db) => answerQuestion(db, ref, 'name_to_landlord', true))
  await actAs(steward, (db) =>
    logContact(db, ref, { channel: 'call', words: 'The plumber comes', promisedBy: promised }),
  )
  expect(await read(ref)).toMatchObject({
    status: 'scheduled',
    owner: 'Sam Steward',
    mayName: true,
    mayCount: null,
    promisedBy: promised,
    clock: { from: 'promise', due: promised, checked: true },
  })

  expect(await actAs(steward, (db) => moveRepair(db, ref, 'claimed_fixed', null))).toBe(true)
  expect((await read(ref))?.tab).toBe('tenant')
  await actAs(steward, (db) => recordTenantAnswer(db, ref, 'partly', 'Still damp'))
  expect((await read(ref))?.status).toBe('reopened')
  await actAs(steward, (db) => recordTenantAnswer(db, ref, 'yes', null))
  expect(await read(ref)).toMatchObject({ status: 'confirmed', tab: 'over', clock: null })
  expect((await openAt(building.holdingId))?.open).toBe(0)

  await actAs(steward, (db) => moveRepair(db, ref, 'reopened', null))
  expect((await openAt(building.holdingId))?.open).toBe(1)
  const events = await actAs(steward, (db) => listEvents(db, ref))
  expect(events.map(({ kind }) => kind)).toEqual([
    'moved',
    'asked_tenant',
    'asked_tenant',
    'moved',
    'landlord_contact',
    'consent',
    'assigned',
    'moved',
  ])
  expect(events.find(({ kind }) => kind === 'landlord_contact')).toMatchObject({
    words: 'The plumber comes',
    by: 'Sam Steward',
  })
})

test('a step that is not open from where it stands changes nothing', async () => {
  const { ref } = await aLeak()
  expect(await actAs(steward, (db) => moveRepair(db, ref, 'closed', null))).toBe(false)
  expect(await actAs(steward, (db) => moveRepair(db, ref, 'confirmed', null))).toBe(false)
  expect((await read(ref))?.status).toBe('reported')
})

test('two stewards at once: one step, not two', async () => {
  const { ref } = await aLeak()
  const moved = await Promise.all(
    [steward, local.secretary].map((who) => actAs(who, (db) => moveRepair(db, ref, 'requested', null))),
  )
  expect(moved.toSorted()).toEqual([false, true])
  const events = await actAs(steward, (db) => listEvents(db, ref))
  expect(events.filter(({ status }) => status === 'requested')).toHaveLength(1)
})

test('only people who keep repairs of this body can be given one', async () => {
  const { ref } = await aLeak()
  const canvasser = await aCanvasser(local)
  expect(await actAs(steward, (db) => assignOwner(db, ref, canvasser.accountId))).toBe(false)
  const keepers = await actAs(steward, (db) => listKeepers(db, local.id))
  expect(keepers.map(({ id }) => id)).toContain(steward.accountId)
  expect(keepers.map(({ id }) => id)).not.toContain(canvasser.accountId)
})

test('the same trouble on the same line is found', async () => {
  const building = await aBuilding({ in: local, floors: 3, lines: 2 })
  const doors = building.units.filter(({ line }) => line === 'B').map(({ id }) => id)
  const refs: RepairRef[] = []
  for (const door of doors) refs.push(await actAs(steward, (db) => addRepair(db, building.id, leakAt(door))))
  const all = await actAs(steward, (db) => listRepairs(db))
  const first = all.find(({ id }) => id === refs[0]?.grievanceId)
  expect(first && sameOnLine(first, all).map(({ door }) => door)).toEqual(['2B', '3B'])
})

test('another body’s steward sees none of it and can write nothing', async () => {
  const { ref, building } = await aLeak()
  const other = await aBody()
  const theirs = await anAccount({ bodyId: other.id, role: 'steward', by: other.secretary })
  expect(await actAs(theirs, (db) => listRepairs(db))).toEqual([])
  expect(await actAs(theirs, (db) => findRepair(db, ref))).toBeNull()
  expect(await actAs(theirs, (db) => findRepairPlace(db, building.id))).toBeNull()
  expect(await actAs(theirs, (db) => listRepairPlaces(db, building.address))).toEqual([])
  await expect(actAs(theirs, (db) => moveRepair(db, ref, 'verified', null))).rejects.toMatchObject({
    status: 404,
  })
  await expect(actAs(theirs, (db) => addRepair(db, building.id, leakAt('roof')))).rejects.toMatchObject({
    status: 404,
  })
})

test('a door of another building is refused', async () => {
  const [one, other] = [await aBuilding({ in: local }), await aBuilding({ in: local })]
  const adding = actAs(steward, (db) => addRepair(db, one.id, leakAt(other.units[0]?.id ?? '')))
  await expect(adding).rejects.toMatchObject({ status: 404 })
})
