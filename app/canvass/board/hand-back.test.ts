import { beforeAll, expect, test } from 'vitest'
import { aCanvasser, aKnock, aServedPhone } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  type TestAccount,
  type TestBody,
  today,
} from '#tests/factories.ts'
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
      from: '00:01',
      to: '23:58',
      backBy: '23:58',
      place: 'Steps',
      leadId: lead.accountId,
    })
    const one = await addPair(db, shiftId, [ana.accountId, bo.accountId])
    const two = await addPair(db, shiftId, [cy.accountId])
    await db.sql`insert into turf (holding_id, shift_id, building_id, pair_id) values (${building.holdingId}, ${shiftId}, ${building.id}, ${one})`
    await giveDoorsOfPair(db, one)
    return { shiftId, one, two }
  })
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
  const knocked = building.units.find(({ label }) => label === '2A')?.id ?? ''
  await phone.send(aKnock(turfId, knocked))
  expect(await open(bo)).toEqual([{ turfId, address: building.address, labels: ['2B', '1A', '1B'] }])

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

test('a knock that was on the way when its doors went back waits for a look', async () => {
  const { building, ana, bo } = await anEvening()
  const phone = await aServedPhone(ana)
  const turfId = phone.lease.turfs[0]?.turfId ?? ''
  await actAs(bo, (db) => handBack(db, { turfId, why: 'unsafe' }))
  const { answers } = await phone.send(aKnock(turfId, building.units[0]?.id ?? ''))
  expect(answers.map(({ code }) => code)).toEqual(['not_your_turf'])
  const waits = await actAs(
    body.secretary,
    (db) => db.sql`select 1 from refused_op where account_id = ${ana.accountId}`,
  )
  expect(waits).toHaveLength(1)
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
