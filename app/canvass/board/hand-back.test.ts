import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aCanvasser, aKnock, aServedPhone, aTalk, type TestPhone } from '#tests/door-factories.ts'
import { moveShift } from '#tests/evening-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  doorAt,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { readAct } from '../turf/by-hand/read-act.ts'
import { callOff } from '../turf/called-off.server.ts'
import { addPair, giveDoorsOfPair } from '../turf/pairs.server.ts'
import { addShift } from '../turf/shifts.server.ts'
import { findBoard, leadShift } from './board.server.ts'
import { handBack, listOpenTurf } from './hand-back.server.ts'

let body: TestBody
let lead: TestAccount
beforeAll(async () => {
  body = await aBody()
  lead = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary, name: 'Lena Lead' })
})

/** Two pairs; the first has a house of four doors. */
async function anEvening() {
  const building = await aBuilding({ in: body, floors: 2, lines: 2 })
  const [ana, bo, cy] = [await aCanvasser(body), await aCanvasser(body), await aCanvasser(body)]
  const made = await actAs(body.secretary, async (db) => {
    const shiftId = await addShift(db, {
      bodyId: body.id,
      day: today(),
      from: '18:00',
      to: '21:00',
      place: 'Steps',
      leadId: lead.accountId,
    })
    const one = await addPair(db, shiftId, [ana.accountId, bo.accountId])
    const two = await addPair(db, shiftId, [cy.accountId])
    await db.sql`insert into turf (holding_id, shift_id, building_id, pair_id) values (${building.holdingId}, ${shiftId}, ${building.id}, ${one})`
    await giveDoorsOfPair(db, one)
    return { shiftId, one, two }
  })
  await moveShift(body, made.shiftId, '-1 hour', '2 hours')
  const board = () => actAs(lead, (db) => findBoard(db, made.shiftId))
  const doorsOn = async (who: TestAccount) =>
    (await aServedPhone(who)).lease.turfs.flatMap(({ doors }) => doors.map(({ label }) => label)).toSorted()
  const open = (who: TestAccount) => actAs(who, (db) => listOpenTurf(db))
  return { ...made, building, ana, bo, cy, board, doorsOn, open }
}

test('what a pair did not knock leaves the phones of both, waits on the board with its reason, and comes to another pair', async () => {
  const { shiftId, two, building, ana, bo, cy, board, doorsOn, open } = await anEvening()
  const phone = await aServedPhone(ana)
  const turfId = phone.lease.turfs[0]?.turfId ?? ''
  await phone.send(aKnock(turfId, doorAt(building, '2A')))
  const others = [ana.name]
  const shift = { id: shiftId, startsAt: phone.lease.turfs[0]?.shift.startsAt, place: 'Steps' }
  const labels = ['2B', '1A', '1B']
  expect(await open(bo)).toEqual([{ turfId, address: building.address, shift, labels, others }])

  expect(await actAs(bo, (db) => handBack(db, { turfId, why: 'no_time' }))).toBe(3)
  expect(await doorsOn(ana)).toEqual(['2A'])
  expect(await doorsOn(bo)).toEqual(['2A'])
  expect(await open(ana)).toEqual([])
  expect((await board())?.teams[0]).toMatchObject({ doors: 1, done: 1 })
  const [waiting] = (await board())?.handedBack ?? []
  expect(waiting).toMatchObject({ address: building.address, why: 'no_time', labels: ['2B', '1A', '1B'] })

  await actAs(lead, (db) =>
    leadShift(db, shiftId, { intent: 'giveOn', turfId: waiting?.turfId ?? '', pairId: two }),
  )
  expect(await doorsOn(cy)).toEqual(['1A', '1B', '2B'])
  expect((await board())?.handedBack).toEqual([])
})

/** What the server wrote of it: where the knocks stand, and whether as late. */
const knocksAt = (building: TestBuilding) =>
  actAs(
    body.secretary,
    (db) => db.sql<{ label: string; late: boolean }>`
      select u.label, k.late from knock k join unit u on u.id = k.unit_id where k.holding_id = ${building.holdingId} order by k.at`,
  )
const resultsOf = ({ answers }: Awaited<ReturnType<TestPhone['send']>>) =>
  answers.map(({ code, result }) => code ?? result)

test('what a phone still holds when all of its doors went back comes in late: a knock, a door it found, the talk there', async () => {
  const { building, ana, bo, open } = await anEvening()
  const phone = await aServedPhone(ana)
  const turfId = phone.lease.turfs[0]?.turfId ?? ''
  expect(await actAs(bo, (db) => handBack(db, { turfId, why: 'unsafe' }))).toBe(4)
  expect((await aServedPhone(ana)).lease.turfs).toEqual([])
  expect(await open(ana)).toEqual([])

  const found = randomUUID()
  const sent = await phone.send(
    aKnock(turfId, doorAt(building, '1A')),
    { kind: 'unit', unitId: found, turfId, label: '1Z', floor: '1' },
    aTalk(turfId, found),
  )
  expect(resultsOf(sent)).toEqual(['applied', 'applied', 'applied'])
  expect(await knocksAt(building)).toEqual([
    { label: '1A', late: true },
    { label: '1Z', late: true },
  ])
})

test('and so does a knock at a door that another pair has by now', async () => {
  const { shiftId, two, building, ana, bo, cy, board, doorsOn } = await anEvening()
  const phone = await aServedPhone(ana)
  const turfId = phone.lease.turfs[0]?.turfId ?? ''
  await phone.send(aKnock(turfId, doorAt(building, '2A')))
  await actAs(bo, (db) => handBack(db, { turfId, why: 'no_time' }))
  const waiting = (await board())?.handedBack[0]?.turfId ?? ''
  await actAs(lead, (db) => leadShift(db, shiftId, { intent: 'giveOn', turfId: waiting, pairId: two }))
  expect(resultsOf(await phone.send(aKnock(turfId, doorAt(building, '1B'))))).toEqual(['applied'])
  expect(await knocksAt(building)).toEqual([
    { label: '2A', late: false },
    { label: '1B', late: true },
  ])
  expect(await doorsOn(ana)).toEqual(['2A'])
  expect(await doorsOn(cy)).toEqual(['1A', '1B', '2B'])
})

test('a door that another pair was given meanwhile is not given on once more', async () => {
  const { shiftId, one, two, building, ana, board, doorsOn } = await anEvening()
  const turfId = (await aServedPhone(ana)).lease.turfs[0]?.turfId ?? ''
  await actAs(ana, (db) => handBack(db, { turfId, why: 'no_way_in' }))
  await actAs(
    body.secretary,
    (db) => db.sql`insert into turf (holding_id, shift_id, building_id, units, pair_id)
      values (${building.holdingId}, ${shiftId}, ${building.id}, ${[doorAt(building, '1A')]}::uuid[], ${two})`,
  )
  const [waiting] = (await board())?.handedBack ?? []
  expect(waiting?.labels).toEqual(['2A', '2B', '1B'])
  await actAs(lead, (db) =>
    leadShift(db, shiftId, { intent: 'giveOn', turfId: waiting?.turfId ?? '', pairId: one }),
  )
  expect(await doorsOn(ana)).toEqual(['1B', '2A', '2B'])
})

test('a talk refused after its doors were taken away can be read by whoever gives out these doors', async () => {
  const { shiftId, building, ana } = await anEvening()
  const phone = await aServedPhone(ana)
  const turfId = phone.lease.turfs[0]?.turfId ?? ''
  await actAs(body.secretary, (db) => callOff(db, shiftId))
  const found = randomUUID()
  const sent = await phone.send(
    { kind: 'unit', unitId: found, turfId, label: '1Z', floor: '1' },
    aTalk(turfId, found),
    aKnock(turfId, doorAt(building, '1A')),
  )
  expect(resultsOf(sent)).toEqual(['not_there', 'not_there', 'not_your_turf'])
  const waits = await actAs(
    body.secretary,
    (db) => db.sql<{ holdingId: string; payload: unknown }>`
      select holding_id as "holdingId", payload from refused_op where account_id = ${ana.accountId} order by at, id`,
  )
  expect(waits.map(({ holdingId }) => holdingId)).toEqual(Array(3).fill(building.holdingId))
  expect(waits.map(({ payload }) => readAct(payload).kind).toSorted()).toEqual(['knock', 'knock', 'unit'])
})

test('an act that names doors its sender was never given stays sealed', async () => {
  const { building, ana } = await anEvening()
  const { building: elsewhere, ana: other } = await anEvening()
  const turfId = (await aServedPhone(other)).lease.turfs[0]?.turfId ?? ''
  const sent = await (await aServedPhone(ana)).send(aTalk(turfId, randomUUID()))
  expect(resultsOf(sent)).toEqual(['not_there'])
  const [waits] = await actAs(
    body.secretary,
    (db) => db.sql<{ holdingId: string | null }>`
      select holding_id as "holdingId" from refused_op where account_id = ${ana.accountId}`,
  )
  expect(waits).toEqual({ holdingId: null })
  expect([await knocksAt(building), await knocksAt(elsewhere)]).toEqual([[], []])
})

test('nobody hands back or gives on what is not theirs, and twice is once', async () => {
  const { shiftId, one, two, ana, cy, board } = await anEvening()
  const other = await anEvening()
  const turfId = (await aServedPhone(ana)).lease.turfs[0]?.turfId ?? ''
  const back = (who: TestAccount) => actAs(who, (db) => handBack(db, { turfId, why: 'other' }))
  for (const who of [cy, lead, body.secretary]) await expect(back(who)).rejects.toMatchObject({ status: 404 })
  expect(await back(ana)).toBe(4)
  await expect(back(ana)).rejects.toMatchObject({ status: 404 })

  const waiting = (await board())?.handedBack[0]?.turfId ?? ''
  const giveOn = (who: TestAccount, evening: string, pairId: string) =>
    actAs(who, (db) => leadShift(db, evening, { intent: 'giveOn', turfId: waiting, pairId }))
  for (const [who, evening, pairId] of [
    [ana, shiftId, two],
    [lead, shiftId, other.two],
    [lead, other.shiftId, other.two],
  ] as const)
    await expect(giveOn(who, evening, pairId)).rejects.toMatchObject({ status: 404 })
  await giveOn(lead, shiftId, one)
  await expect(giveOn(lead, shiftId, two)).rejects.toMatchObject({ status: 404 })
})
