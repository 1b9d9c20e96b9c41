import { expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, today } from '#tests/factories.ts'
import { callOff } from './called-off.server.ts'
import { giveTurf, listGivenTurf, takeBack } from './given-turf.server.ts'
import { findGivenTwice } from './given-twice.server.ts'
import { addShift, lockShift } from './shifts.server.ts'

test('doors that another shift gives out at the same time are told, as long as somebody has them there', async () => {
  const body = await aBody()
  const building = await aBuilding({ in: body, floors: 3, lines: 2 })
  const ana = await aCanvasser(body, 'Ana')
  const aShift = async (place: string, floors: string[], hours: { from: string; to: string }) => {
    const day = addDays(today(), 1)
    const shiftId = await actAs(body.secretary, (db) =>
      addShift(db, { bodyId: body.id, day, place, ...hours }),
    )
    await actAs(body.secretary, (db) =>
      giveTurf(db, shiftId, { buildingId: building.id, floors, accountIds: [ana.accountId] }),
    )
    return shiftId
  }
  const twice = (shiftId: string) =>
    actAs(body.secretary, async (db) =>
      (await findGivenTwice(db, await lockShift(db, shiftId))).map(({ place, doors }) => [place, doors]),
    )
  const steps = await aShift('Steps', ['1', '2'], { from: '17:00', to: '20:00' })
  expect(await twice(steps)).toEqual([])
  await aShift('Yard', ['1', '2', '3'], { from: '20:00', to: '21:00' })
  const laundry = await aShift('Laundry', ['2', '3'], { from: '19:00', to: '21:00' })
  expect(await twice(steps)).toEqual([['Laundry', 2]])
  expect(await twice(laundry)).toEqual([
    ['Steps', 2],
    ['Yard', 4],
  ])
  const [given] = await actAs(body.secretary, (db) => listGivenTurf(db, steps))
  await actAs(body.secretary, (db) => takeBack(db, steps, given?.assignmentId ?? ''))
  expect(await twice(laundry)).toEqual([['Yard', 4]])
  await actAs(body.secretary, (db) => callOff(db, laundry))
  expect(await twice(steps)).toEqual([])
})
