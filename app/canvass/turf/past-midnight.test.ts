import { beforeAll, expect, test } from 'vitest'
import { withAnyone } from '#app/core/actor.server.ts'
import { addDays, dayOf, timeOf } from '#app/core/days.ts'
import { aKnock, aServedPhone } from '#tests/door-factories.ts'
import { aVisitor } from '#tests/evening-factories.ts'
import { aBody, aBuilding, actAs, type TestBody } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { findBoard, findShiftCode, leadShift } from '../board/board.server.ts'
import { findOutcome, listPaces } from '../debrief/because.server.ts'
import { callNextShift } from '../debrief/next-shift.server.ts'
import { joinShift } from '../joining/joining.server.ts'
import { giveTurf } from './given-turf.server.ts'
import { addPair } from './pairs.server.ts'
import { NewShift } from './shift.schema.ts'
import { addShift, editShift, findShift, listShifts } from './shifts.server.ts'

let body: TestBody
/** Where it is between midnight and one in the morning now, at whatever hour this runs. */
let zone: string
let today: string
let yesterday: string

beforeAll(async () => {
  body = await aBody()
  const hour = new Date().getUTCHours()
  zone = hour <= 12 ? `Etc/GMT+${hour}` : `Etc/GMT-${24 - hour}`
  today = dayOf(new Date(), zone)
  yesterday = addDays(today, -1)
  await asOwner('update union_profile set time_zone = $1', [zone])
})

const asDesk = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(body.secretary, fn)

async function aLateShift(to: string) {
  const building = await aBuilding({ in: body, floors: 2, lines: 1 })
  const shiftId = await asDesk(async (db) => {
    const hours = { day: yesterday, from: '18:00', to, backBy: to }
    const made = await addShift(
      db,
      NewShift.parse({ bodyId: body.id, ...hours, place: 'Front steps', leadId: body.secretary.accountId }),
    )
    await addPair(db, made, [])
    const turfId = await giveTurf(db, made, {
      buildingId: building.id,
      floors: [],
      accountIds: [body.secretary.accountId],
    })
    await db.sql`update turf set pair_id = (select id from shift_pair where shift_id = ${made}) where id = ${turfId}`
    await leadShift(db, made, { intent: 'newCode' })
    return made
  })
  const code = (await asDesk((db) => findShiftCode(db, shiftId))) ?? ''
  return { building, shiftId, code }
}

test('a shift past midnight goes on after it: its code, its doors, its board and the day of each knock', async () => {
  const { building, shiftId, code } = await aLateShift('02:00')
  const shift = await asDesk((db) => findShift(db, shiftId))
  expect([dayOf(shift?.endsAt ?? '', zone), timeOf(shift?.endsAt ?? '', zone)]).toEqual([today, '02:00'])
  expect(shift?.backBy).toBe(shift?.endsAt)

  const maya = await aVisitor({ code })
  const phone = await aServedPhone(maya)
  const [turf] = phone.lease.turfs
  expect(Date.parse(turf?.expiresAt ?? '') - Date.parse(shift?.endsAt ?? '')).toBe(2 * 3_600_000)
  const [upper, lower] = building.units
  // The first door before midnight, as its phone sent it then.
  await phone.send(aKnock(turf?.turfId ?? '', upper?.id ?? ''))
  await asOwner(`update knock set at = at - interval '1 hour', day = day - 1 where holding_id = $1`, [
    building.holdingId,
  ])
  await phone.send(aKnock(turf?.turfId ?? '', lower?.id ?? ''))
  await asDesk((db) => db.sql`select derive.recount(array[${upper?.id}, ${lower?.id}]::uuid[], 'test')`)

  const states = await asDesk(
    (db) =>
      db.sql<{
        day: string
      }>`select last_day as day from door_state where holding_id = ${building.holdingId} order by last_day`,
  )
  expect(states.map(({ day }) => day)).toEqual([yesterday, today])
  const board = await asDesk((db) => findBoard(db, shiftId))
  expect(board?.teams).toMatchObject([{ doors: 2, done: 2 }])
  expect(await asDesk((db) => findOutcome(db, shiftId))).toMatchObject({ doors: 2 })
  expect(await asDesk((db) => listPaces(db, shiftId))).toMatchObject([{ doors: 2 }])
  expect((await asDesk((db) => listShifts(db)))[0]).toMatchObject({ id: shiftId, knocked: 2 })
})

test('at its end the code is good no more, though it began yesterday', async () => {
  const { shiftId, code } = await aLateShift('02:00')
  await asDesk((db) =>
    editShift(db, shiftId, { day: yesterday, from: '18:00', to: '00:00', place: 'Front steps' }),
  )
  const joined = withAnyone((db) => joinShift(db, { code, name: 'Maya', locale: 'en', label: 'Phone' }))
  expect(await joined).toBeNull()
})

test('the shift after one past midnight goes past it too', async () => {
  const { shiftId } = await aLateShift('00:30')
  const nextId = await asDesk((db) => callNextShift(db, shiftId))
  const next = await asDesk((db) => findShift(db, nextId))
  const shown = [next?.startsAt, next?.endsAt, next?.backBy].map((at) => [
    dayOf(at ?? '', zone),
    timeOf(at ?? '', zone),
  ])
  const week = addDays(yesterday, 7)
  expect(shown).toEqual([
    [week, '18:00'],
    [addDays(week, 1), '00:30'],
    [addDays(week, 1), '00:30'],
  ])
})
