import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { doorsGivenTo } from '#tests/evening-factories.ts'
import { aBody, aBuilding, actAs, doorAt, type TestAccount, type TestBody, today } from '#tests/factories.ts'
import { aPastKnock } from '#tests/file-factories.ts'
import type { Disposition } from '../lists.ts'
import {
  countShiftDoors,
  findTurfPlace,
  giveTurf,
  isAnythingToGive,
  listGivenTurf,
  searchTurfPlaces,
  takeBack,
} from './given-turf.server.ts'
import { findLeftOut } from './left-out.server.ts'
import { addPair } from './pairs.server.ts'
import { NewShift } from './shift.schema.ts'
import { addShift, findShift, listShifts, lockShift } from './shifts.server.ts'

let local: TestBody
let ana: TestAccount

beforeAll(async () => {
  local = await aBody()
  ana = await aCanvasser(local, 'Ana')
})

const aShift = () =>
  actAs(local.secretary, (db) =>
    addShift(
      db,
      NewShift.parse({
        bodyId: local.id,
        day: addDays(today(), 1),
        from: '17:00',
        to: '20:00',
        place: 'Front steps',
        leadId: '',
      }),
    ),
  )
const given = (shiftId: string) => actAs(local.secretary, (db) => listGivenTurf(db, shiftId))

test('floors given to a canvasser are on their phone until two hours after the shift', async () => {
  const building = await aBuilding({ in: local, floors: 3, lines: 2 })
  const shiftId = await aShift()
  await actAs(local.secretary, (db) =>
    giveTurf(db, shiftId, { buildingId: building.id, floors: ['2', '3'], accountIds: [ana.accountId] }),
  )
  const shift = await actAs(local.secretary, (db) => findShift(db, shiftId))
  const [turf] = await given(shiftId)
  expect(turf).toMatchObject({ who: 'Ana', floors: ['3', '2'], doors: 4, knocked: 0, revokedAt: null })
  expect(Date.parse(turf?.expiresAt ?? '') - Date.parse(shift?.endsAt ?? '')).toBe(2 * 3_600_000)
  expect(await doorsGivenTo(ana)).toEqual(['2A', '2B', '3A', '3B'])

  await actAs(local.secretary, (db) => takeBack(db, shiftId, turf?.assignmentId ?? ''))
  expect(await doorsGivenTo(ana)).toEqual([])
  expect((await given(shiftId))[0]?.revokedAt).not.toBeNull()
})

test('all floors ticked is the whole building, and a pair has the same doors', async () => {
  const building = await aBuilding({ in: local, floors: 2, lines: 2 })
  const shiftId = await aShift()
  const ben = await aCanvasser(local, 'Ben')
  await actAs(local.secretary, (db) =>
    giveTurf(db, shiftId, {
      buildingId: building.id,
      floors: ['1', '2'],
      accountIds: [ana.accountId, ben.accountId],
    }),
  )
  const turfs = await given(shiftId)
  expect(turfs.map(({ who, floors }) => [who, floors])).toEqual([
    ['Ana', null],
    ['Ben', null],
  ])
  const place = await actAs(local.secretary, async (db) => {
    const shift = await findShift(db, shiftId)
    return shift && findTurfPlace(db, shift, building.id)
  })
  expect(place?.floors).toEqual([
    { floor: '2', doors: 2, given: ['Ana', 'Ben'] },
    { floor: '1', doors: 2, given: ['Ana', 'Ben'] },
  ])
  const shifts = await actAs(local.secretary, (db) => listShifts(db))
  expect(shifts.find(({ id }) => id === shiftId)).toMatchObject({ people: 2, doors: 4, knocked: 0 })
})

test('given by hand, doors that a plan leaves out stay out, and the page says which and why', async () => {
  const building = await aBuilding({ in: local, floors: 3, lines: 2 })
  const say = (label: string, disposition: Disposition, ago = 1) =>
    aPastKnock({ in: local, building, unitId: doorAt(building, label), disposition, ago })
  await say('1A', 'do_not_knock')
  await say('1B', 'landlord_agent')
  await say('2A', 'moved')
  await say('2B', 'refused', 80)
  await say('2B', 'not_home', 70)
  await say('3A', 'refused', 100)
  await say('3B', 'not_home', 0)
  const shiftId = await aShift()
  const eva = await aCanvasser(local, 'Eva')
  const give = (floors: string[]) =>
    actAs(local.secretary, (db) =>
      giveTurf(db, shiftId, { buildingId: building.id, floors, accountIds: [eva.accountId] }),
    )
  await expect(give(['1', '2'])).rejects.toMatchObject({ status: 404 })
  const mayGive = (floors: string[]) =>
    actAs(local.secretary, (db) =>
      isAnythingToGive(db, shiftId, { buildingId: building.id, floors, accountIds: [eva.accountId] }),
    )
  expect([await mayGive(['1', '2']), await mayGive([])]).toEqual([false, true])

  await give([])
  expect(await doorsGivenTo(eva)).toEqual(['3A', '3B'])
  // Floor 3 is whole, so it stays a floor: a door found there later is in it.
  expect((await given(shiftId)).map(({ floors, byOne, doors }) => ({ floors, byOne, doors }))).toEqual([
    { floors: ['3'], byOne: false, doors: 2 },
  ])
  const reasons = [
    { reason: 'do_not_knock', labels: ['1A'] },
    { reason: 'never', labels: ['1B'] },
    { reason: 'moved', labels: ['2A'] },
    { reason: 'refused', labels: ['2B'] },
  ]
  const [place, nobodys] = await actAs(local.secretary, async (db) => {
    const shift = await lockShift(db, shiftId)
    return [await findTurfPlace(db, shift, building.id), await findLeftOut(db, shift)]
  })
  expect(place).toMatchObject({ doors: 2, leftOut: reasons })
  expect(place?.floors.map(({ floor, doors }) => [floor, doors])).toEqual([
    ['3', 2],
    ['2', 0],
    ['1', 0],
  ])
  // Given by hand, it is in no plan that a door could be put back in.
  expect(nobodys).toEqual({
    waiting: 0,
    mayGoBack: false,
    leftOut: [{ buildingId: building.id, address: building.address, leftOut: reasons }],
  })
})

test('of a floor with a door that is left out the others are given one by one', async () => {
  const building = await aBuilding({ in: local, floors: 2, lines: 2 })
  await aPastKnock({ in: local, building, unitId: doorAt(building, '1A'), disposition: 'deceased' })
  const shiftId = await aShift()
  await actAs(local.secretary, (db) =>
    giveTurf(db, shiftId, { buildingId: building.id, floors: ['1'], accountIds: [ana.accountId] }),
  )
  expect(await given(shiftId)).toMatchObject([{ floors: null, byOne: true, doors: 1 }])
})

test('a door given twice is one door of the shift', async () => {
  const building = await aBuilding({ in: local, floors: 3, lines: 2 })
  const bo = await aCanvasser(local, 'Bo')
  const shiftId = await aShift()
  for (const [floors, accountId] of [
    [['3'], ana.accountId],
    [['2', '3'], bo.accountId],
  ] as const)
    await actAs(local.secretary, (db) =>
      giveTurf(db, shiftId, { buildingId: building.id, floors: [...floors], accountIds: [accountId] }),
    )
  expect(await actAs(local.secretary, (db) => countShiftDoors(db, shiftId))).toEqual({ doors: 4, knocked: 0 })
})

test('what was knocked so far counts doors, not knocks, and not what was taken back', async () => {
  const building = await aBuilding({ in: local, floors: 1, lines: 3 })
  const shiftId = await aShift()
  const turfId = await actAs(local.secretary, (db) =>
    giveTurf(db, shiftId, { buildingId: building.id, floors: [], accountIds: [ana.accountId] }),
  )
  const knock = async (door: number) => {
    const id = randomUUID()
    await actAs(
      ana,
      (db) => db.sql`
      insert into knock (holding_id, id, unit_id, account_id, turf_id, disposition, day)
      values (${building.holdingId}, ${id}, ${building.units[door]?.id}, ${ana.accountId}, ${turfId}, 'not_home', ${today()}::date)`,
    )
    return id
  }
  await knock(0)
  await knock(0)
  const back = await knock(1)
  await actAs(
    ana,
    (db) =>
      db.sql`insert into knock_retraction (holding_id, knock_id, account_id) values (${building.holdingId}, ${back}, ${ana.accountId})`,
  )
  expect((await given(shiftId))[0]).toMatchObject({ doors: 3, knocked: 1 })
  const counts = async () => ({
    page: await actAs(local.secretary, (db) => countShiftDoors(db, shiftId)),
    list: (await actAs(local.secretary, listShifts)).find(({ id }) => id === shiftId),
  })
  const all = { doors: 3, knocked: 1 }
  expect(await counts()).toMatchObject({ page: all, list: all })
  // What was knocked stays done, whoever has the door now; the others are no doors of the shift any more.
  for (const { assignmentId } of await given(shiftId))
    await actAs(local.secretary, (db) => takeBack(db, shiftId, assignmentId))
  const done = { doors: 1, knocked: 1 }
  expect(await counts()).toMatchObject({ page: done, list: done })
})

test('where it was unsafe nobody is sent alone by hand: doors are for two, or for somebody with a partner', async () => {
  const building = await aBuilding({ in: local, floors: 2, lines: 1 })
  await aPastKnock({
    in: local,
    building,
    unitId: doorAt(building, '1A'),
    disposition: 'hostile_unsafe',
    ago: 30,
  })
  const [bo, cai] = [await aCanvasser(local, 'Bo U'), await aCanvasser(local, 'Cai U')]
  const shiftId = await aShift()
  const asked = (floors: string[], ...who: TestAccount[]) => ({
    buildingId: building.id,
    floors,
    accountIds: who.map(({ accountId }) => accountId),
  })
  const place = await actAs(local.secretary, async (db) =>
    findTurfPlace(db, await lockShift(db, shiftId), building.id),
  )
  expect(place).toMatchObject({ doors: 2, leftOut: [], together: ['1A'], noWayIn: null })

  const mayGive = (floors: string[], ...who: TestAccount[]) =>
    actAs(local.secretary, (db) => isAnythingToGive(db, shiftId, asked(floors, ...who)))
  expect([await mayGive(['1'], bo), await mayGive(['1'], bo, cai)]).toEqual([false, true])
  await actAs(local.secretary, (db) => giveTurf(db, shiftId, asked([], bo)))
  expect(await doorsGivenTo(bo)).toEqual(['2A'])

  await actAs(local.secretary, (db) => addPair(db, shiftId, [bo.accountId, cai.accountId]))
  expect(await mayGive(['1'], bo)).toBe(true)
})

test('doors of another body, unknown floors and strangers are refused', async () => {
  const [other, mine] = [await aBody(), await aBuilding({ in: local, floors: 2 })]
  const theirs = await aBuilding({ in: other })
  const shiftId = await aShift()
  const give = (turf: { buildingId: string; floors: string[]; accountIds: string[] }) =>
    actAs(local.secretary, (db) => giveTurf(db, shiftId, turf))
  const refused = { status: 404 }
  await expect(
    give({ buildingId: theirs.id, floors: [], accountIds: [ana.accountId] }),
  ).rejects.toMatchObject(refused)
  await expect(
    give({ buildingId: mine.id, floors: ['9'], accountIds: [ana.accountId] }),
  ).rejects.toMatchObject(refused)
  await expect(
    give({ buildingId: mine.id, floors: [], accountIds: [other.secretary.accountId] }),
  ).rejects.toMatchObject(refused)
  expect(await actAs(other.secretary, (db) => findShift(db, shiftId))).toBeNull()
  expect(await actAs(local.secretary, (db) => searchTurfPlaces(db, local.id, theirs.address))).toEqual([])
})

test('a shift ends after it starts', () => {
  const shift = { bodyId: randomUUID(), day: '2026-11-28', from: '17:00', to: '16:00', place: 'Steps' }
  const parsed = NewShift.safeParse(shift)
  expect(parsed.error?.issues[0]).toMatchObject({ path: ['to'], message: 'turf.endsFirst' })
})
