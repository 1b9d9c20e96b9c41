import { beforeAll, expect, test } from 'vitest'
import { pullLease } from '#tests/door-factories.ts'
import { anEvening, aVisitor, type TestEvening } from '#tests/evening-factories.ts'
import { aBody, actAs, anAccount, type TestAccount, type TestBody, today } from '#tests/factories.ts'
import { findBoard, leadShift } from '../board/board.server.ts'
import { callOff } from '../turf/called-off.server.ts'

let body: TestBody
let lead: TestAccount

beforeAll(async () => {
  body = await aBody()
  lead = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary, name: 'Lena Lead' })
})

const doorsOf = async (who: TestAccount) =>
  (await pullLease(who)).turfs.flatMap(({ doors }) => doors.map(({ label }) => label))

async function handOver({ building }: TestEvening) {
  const committee = await aBody({ kind: 'committee' })
  await actAs(
    body.secretary,
    (db) => db.sql`select auth.hand_over(${building.holdingId}, ${committee.id}, ${today()}::date)`,
  )
}

const move = ({ shiftId }: TestEvening, who: TestAccount, pairId: string) =>
  actAs(lead, (db) => leadShift(db, shiftId, { intent: 'move', accountId: who.accountId, pairId }))

test('after a founding the old body’s evening gives out no door of the committee, and counts none', async () => {
  const evening = await anEvening({ in: body, lead })
  const before = await aVisitor(evening, 'Before')
  expect(await doorsOf(before)).toEqual(['1A', '1B'])
  await handOver(evening)
  const after = await aVisitor(evening, 'After')
  expect(await doorsOf(after)).toEqual([])
  await move(evening, before, evening.pairs[1])
  expect(await doorsOf(before)).toEqual([])
  const board = await actAs(lead, (db) => findBoard(db, evening.shiftId))
  expect(board?.teams.map(({ doors, addresses }) => [doors, addresses])).toEqual([
    [0, []],
    [0, []],
  ])
})

test('an evening that was called off gives its doors to nobody who is moved', async () => {
  const evening = await anEvening({ in: body, lead })
  const visitor = await aVisitor(evening)
  await actAs(body.secretary, (db) => callOff(db, evening.shiftId))
  expect(await doorsOf(visitor)).toEqual([])
  await move(evening, visitor, evening.pairs[1])
  expect(await doorsOf(visitor)).toEqual([])
})

test('without pairs a newcomer is put beside nobody whose doors are another body’s by now', async () => {
  const evening = await anEvening({ in: body, lead })
  await actAs(body.secretary, async (db) => {
    await db.sql`update turf set pair_id = null where shift_id = ${evening.shiftId}`
    await db.sql`delete from shift_pair where shift_id = ${evening.shiftId}`
    await db.sql`insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      select holding_id, id, ${lead.accountId}, ${lead.accountId}, now() + interval '4 hours' from turf where shift_id = ${evening.shiftId}`
  })
  expect(await doorsOf(await aVisitor(evening, 'Before'))).toHaveLength(4)
  await handOver(evening)
  expect(await doorsOf(await aVisitor(evening, 'After'))).toEqual([])
})
