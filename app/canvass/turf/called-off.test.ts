import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { pullLease } from '#tests/door-factories.ts'
import { anEvening, aVisitor, type TestEvening } from '#tests/evening-factories.ts'
import { aBody, actAs, type TestBody, today } from '#tests/factories.ts'
import { callOff, editShift, findShift, giveTurf, takeBack } from './shifts.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

const asDesk = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(body.secretary, fn)

async function handOver({ building }: TestEvening) {
  const committee = await aBody({ kind: 'committee' })
  await asDesk(
    (db) => db.sql`select auth.hand_over(${building.holdingId}, ${committee.id}, ${today()}::date)`,
  )
}

test('a shift that was called off is changed no more, and no door is given in it', async () => {
  const { shiftId, building } = await anEvening({ in: body })
  await asDesk((db) => callOff(db, shiftId))
  const given = asDesk((db) =>
    giveTurf(db, shiftId, { buildingId: building.id, floors: [], accountIds: [body.secretary.accountId] }),
  )
  await expect(given).rejects.toMatchObject({ status: 404 })
  const edited = asDesk((db) =>
    editShift(db, shiftId, { day: addDays(today(), 1), from: '17:00', to: '20:00', place: 'Elsewhere' }),
  )
  await expect(edited).rejects.toMatchObject({ status: 404 })
  expect((await asDesk((db) => findShift(db, shiftId)))?.place).toBe('Front steps')
})

test('calling off ends the doors also in a file that was handed to another body meanwhile', async () => {
  const evening = await anEvening({ in: body })
  const maya = await aVisitor(evening)
  await handOver(evening)
  expect((await pullLease(maya)).turfs).toHaveLength(1)
  const other = await aBody()
  await expect(actAs(other.secretary, (db) => callOff(db, evening.shiftId))).rejects.toMatchObject({
    status: 404,
  })
  expect((await pullLease(maya)).turfs).toHaveLength(1)
  await asDesk((db) => callOff(db, evening.shiftId))
  expect((await pullLease(maya)).turfs).toEqual([])
})

test('doors are taken back one by one there too, by their body and nobody else', async () => {
  const evening = await anEvening({ in: body })
  const maya = await aVisitor(evening)
  const [given] = await actAs(
    maya,
    (db) => db.sql<{ id: string }>`select id from turf_assignment where account_id = ${maya.accountId}`,
    'doors',
  )
  await handOver(evening)
  const other = await aBody()
  const taken = actAs(other.secretary, (db) => takeBack(db, evening.shiftId, given?.id ?? ''))
  await expect(taken).rejects.toMatchObject({ status: 404 })
  await asDesk((db) => takeBack(db, evening.shiftId, given?.id ?? ''))
  expect((await pullLease(maya)).turfs).toEqual([])
})
