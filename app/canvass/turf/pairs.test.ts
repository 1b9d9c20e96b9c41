import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { doorsGivenTo } from '#tests/evening-factories.ts'
import { aBody, aBuilding, actAs, type TestAccount, type TestBody, today } from '#tests/factories.ts'
import { callOff } from './called-off.server.ts'
import { listGivenTurf, takeBack } from './given-turf.server.ts'
import { addPair, giveDoorsOfPair, listPairs, putInPair, removePair, setLanguages } from './pairs.server.ts'
import { addShift, editShift, findShift } from './shifts.server.ts'

let local: TestBody
let ana: TestAccount
let bo: TestAccount

beforeAll(async () => {
  local = await aBody()
  ana = await aCanvasser(local, 'Ana Ruiz')
  bo = await aCanvasser(local, 'Bo Lee')
})

const evening = { day: addDays(today(), 1), from: '17:00', to: '20:00', place: 'Front steps' }
const asDesk = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(local.secretary, fn)
const aShift = () => asDesk((db) => addShift(db, { bodyId: local.id, ...evening }))
const pairsOf = async (shiftId: string) => asDesk((db) => listPairs(db, { id: shiftId, bodyId: local.id }))

async function aPairWithDoors(people: TestAccount[]) {
  const building = await aBuilding({ in: local, floors: 1, lines: 2 })
  const shiftId = await aShift()
  const pairId = await asDesk((db) =>
    addPair(
      db,
      shiftId,
      people.map(({ accountId }) => accountId),
    ),
  )
  await asDesk(async (db) => {
    await db.sql`
      insert into turf (holding_id, shift_id, building_id, pair_id) values (${building.holdingId}, ${shiftId}, ${building.id}, ${pairId})`
    await giveDoorsOfPair(db, pairId)
  })
  return { shiftId, pairId }
}

test('a pair is called by who is in it, and knows what they speak', async () => {
  const shiftId = await aShift()
  const pairId = await asDesk((db) => addPair(db, shiftId, [ana.accountId, bo.accountId]))
  await asDesk((db) => setLanguages(db, shiftId, { accountId: ana.accountId, languages: ['es', 'en'] }))
  const { pairs, others } = await pairsOf(shiftId)
  expect(pairs).toMatchObject([{ pairId, place: 1, name: 'Ana + Bo' }])
  expect(pairs[0]?.people.map(({ languages }) => languages)).toEqual([['en', 'es'], []])
  expect(others.map(({ name }) => name)).toEqual([local.secretary.name])

  const next = await pairsOf(await aShift())
  expect(next.others.find(({ name }) => name === 'Ana Ruiz')?.languages).toEqual(['en', 'es'])
})

test('whoever comes into a pair has its doors, whoever leaves it loses them', async () => {
  const { shiftId, pairId } = await aPairWithDoors([ana])
  expect(await doorsGivenTo(bo)).toEqual([])
  await asDesk((db) => putInPair(db, shiftId, { accountId: bo.accountId, pairId }))
  expect(await doorsGivenTo(bo)).toEqual(['1A', '1B'])
  await asDesk((db) => putInPair(db, shiftId, { accountId: bo.accountId, pairId: 'nobody' }))
  expect(await doorsGivenTo(bo)).toEqual([])
  expect((await doorsGivenTo(ana)).length).toBe(2)
  expect((await pairsOf(shiftId)).unpaired).toMatchObject([{ name: 'Bo Lee' }])
  await asDesk((db) => putInPair(db, shiftId, { accountId: ana.accountId, pairId: 'leave' }))
  expect(await doorsGivenTo(ana)).toEqual([])
})

test('doors taken back from a pair do not come back with the next person', async () => {
  const { shiftId, pairId } = await aPairWithDoors([ana])
  const [given] = await asDesk((db) => listGivenTurf(db, shiftId))
  await asDesk((db) => takeBack(db, shiftId, given?.assignmentId ?? ''))
  await asDesk((db) => putInPair(db, shiftId, { accountId: bo.accountId, pairId }))
  expect(await doorsGivenTo(bo)).toEqual([])
})

test('a pair that knocked stays in the record, an empty one goes', async () => {
  const { shiftId, pairId } = await aPairWithDoors([])
  await expect(asDesk((db) => removePair(db, shiftId, pairId))).rejects.toMatchObject({ status: 404 })
  const empty = await asDesk((db) => addPair(db, shiftId, [bo.accountId]))
  await asDesk((db) => removePair(db, shiftId, empty))
  expect(await pairsOf(shiftId)).toMatchObject({ pairs: [{ pairId }], unpaired: [{ name: 'Bo Lee' }] })
})

test('strangers are put in no pair, and another body’s desk moves nobody', async () => {
  const other = await aBody()
  const shiftId = await aShift()
  const stranger = other.secretary.accountId
  await expect(asDesk((db) => addPair(db, shiftId, [stranger]))).rejects.toMatchObject({ status: 404 })
  await expect(actAs(other.secretary, (db) => addPair(db, shiftId, [stranger]))).rejects.toMatchObject({
    status: 404,
  })
  await expect(
    asDesk((db) => setLanguages(db, shiftId, { accountId: stranger, languages: ['es'] })),
  ).rejects.toMatchObject({ status: 404 })
})

test('an edited shift keeps its doors readable until two hours after its new end', async () => {
  const { shiftId } = await aPairWithDoors([ana])
  await asDesk((db) =>
    editShift(db, shiftId, {
      ...evening,
      to: '21:30',
      backBy: '21:00',
      asks: ['meeting'],
      leavesFlyer: true,
    }),
  )
  const shift = await asDesk((db) => findShift(db, shiftId))
  expect(shift).toMatchObject({ asks: ['meeting'], leavesFlyer: true })
  expect(Date.parse(shift?.endsAt ?? '') - Date.parse(shift?.backBy ?? '')).toBe(30 * 60_000)
  const [given] = await asDesk((db) => listGivenTurf(db, shiftId))
  expect(Date.parse(given?.expiresAt ?? '') - Date.parse(shift?.endsAt ?? '')).toBe(2 * 3_600_000)
})

test('a shift that is called off takes its doors from every phone', async () => {
  const cy = await aCanvasser(local, 'Cy')
  const { shiftId, pairId } = await aPairWithDoors([cy])
  expect((await doorsGivenTo(cy)).length).toBe(2)
  await asDesk((db) => callOff(db, shiftId))
  expect(await doorsGivenTo(cy)).toEqual([])
  await asDesk((db) => putInPair(db, shiftId, { accountId: bo.accountId, pairId }))
  expect(await doorsGivenTo(bo)).toEqual([])
  expect((await asDesk((db) => findShift(db, shiftId)))?.calledOffAt).not.toBeNull()
})
