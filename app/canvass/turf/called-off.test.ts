import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { listLog } from '#app/federation/audit-log.server.ts'
import { pullLease } from '#tests/door-factories.ts'
import { anEvening, aVisitor, type TestEvening } from '#tests/evening-factories.ts'
import { aBody, actAs, type TestBody, today } from '#tests/factories.ts'
import { comeAlong } from '../joining/joining.server.ts'
import { bringBack, callOff, whatComesBack } from './called-off.server.ts'
import { giveTurf, takeBack } from './given-turf.server.ts'
import { listPairs } from './pairs.server.ts'
import { editShift, findShift, lockShift } from './shifts.server.ts'

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

describe('a shift that was called off and takes place after all', () => {
  const deeds = () =>
    asDesk(async (db) => (await listLog(db, body.id)).map(({ action, about }) => [action, about]))

  test('has its doors, its pairs and its code again, and the log says both', async () => {
    const evening = await anEvening({ in: body })
    const [maya, ben] = [await aVisitor(evening), await aVisitor(evening, 'Ben')]
    const before = [(await pullLease(maya)).turfs, (await pullLease(ben)).turfs]
    const pairs = () => asDesk(async (db) => listPairs(db, await lockShift(db, evening.shiftId)))
    const met = await pairs()
    await asDesk((db) => callOff(db, evening.shiftId))
    expect((await pullLease(maya)).turfs).toEqual([])
    await expect(aVisitor(evening, 'Too late')).rejects.toThrow('The code was not good')
    expect(await asDesk((db) => whatComesBack(db, evening.shiftId))).toEqual({ people: 2, doors: 4 })

    await asDesk((db) => bringBack(db, evening.shiftId))
    expect([(await pullLease(maya)).turfs, (await pullLease(ben)).turfs]).toEqual(before)
    expect(await pairs()).toEqual(met)
    expect((await aVisitor(evening, 'In time')).accountId).toBeDefined()
    expect((await deeds()).slice(0, 2)).toEqual([
      ['shift_brought_back', 'Front steps'],
      ['shift_called_off', 'Front steps'],
    ])
  })

  test('gives nobody what was taken from them before, or is another body’s by now', async () => {
    const [evening, moved] = [await anEvening({ in: body }), await anEvening({ in: body })]
    const [maya, ben, cleo] = [await aVisitor(evening), await aVisitor(evening, 'Ben'), await aVisitor(moved)]
    const [given] = await actAs(
      maya,
      (db) => db.sql<{ id: string }>`select id from turf_assignment where account_id = ${maya.accountId}`,
      'doors',
    )
    await asDesk((db) => takeBack(db, evening.shiftId, given?.id ?? ''))
    for (const { shiftId } of [evening, moved]) await asDesk((db) => callOff(db, shiftId))
    await handOver(moved)
    for (const { shiftId } of [evening, moved]) await asDesk((db) => bringBack(db, shiftId))
    expect((await pullLease(maya)).turfs).toEqual([])
    expect((await pullLease(ben)).turfs).toHaveLength(1)
    expect((await pullLease(cleo)).turfs).toEqual([])
  })

  test('gives a visitor who went along to another shift nothing of this one', async () => {
    const [evening, next] = [await anEvening({ in: body }), await anEvening({ in: body })]
    const maya = await aVisitor(evening)
    await asDesk((db) => callOff(db, evening.shiftId))
    await actAs(maya, (db) => comeAlong(db, next.code), 'doors')
    await asDesk((db) => bringBack(db, evening.shiftId))
    const { turfs } = await pullLease(maya)
    expect(turfs.map(({ shift }) => shift.id)).toEqual([next.shiftId])
  })

  test('until its end, and by its own body', async () => {
    const evening = await anEvening({ in: body })
    const back = (account = body.secretary) => actAs(account, (db) => bringBack(db, evening.shiftId))
    await expect(back()).rejects.toMatchObject({ status: 404 })
    await asDesk((db) => callOff(db, evening.shiftId))
    const other = await aBody()
    await expect(back(other.secretary)).rejects.toMatchObject({ status: 404 })
    await asDesk(
      (db) => db.sql`update shift set ends_at = now() - interval '1 minute' where id = ${evening.shiftId}`,
    )
    await expect(back()).rejects.toMatchObject({ status: 404 })
  })
})
