import { expect, test } from 'vitest'
import { aCanvasser, pullLease } from '#tests/door-factories.ts'
import { anEvening, aVisitor } from '#tests/evening-factories.ts'
import { aBody, aBuilding, actAs, anAccount, fresh, type TestAccount } from '#tests/factories.ts'
import { findBoard, leadShift } from '../board/board.server.ts'
import { giveTurf } from './given-turf.server.ts'
import { addPair, listPairs, putInPair } from './pairs.server.ts'

const placesOf = async (who: TestAccount) =>
  (await pullLease(who)).turfs.map(({ address }) => address).toSorted()

/** Somebody of the first pair who has a building of their own besides. */
async function aPlace() {
  const body = await aBody()
  const cleo = await aCanvasser(body, fresh('Cleo'))
  const evening = await anEvening({ in: body })
  const own = await aBuilding({ in: body })
  const { shiftId, pairs } = evening
  const accountId = cleo.accountId
  await actAs(body.secretary, async (db) => {
    await putInPair(db, shiftId, { accountId, pairId: pairs[0] })
    await giveTurf(db, shiftId, { buildingId: own.id, floors: [], accountIds: [accountId] })
  })
  const both = [evening.building.address, own.address].toSorted()
  const byDesk = (pairId: string) =>
    actAs(body.secretary, (db) => putInPair(db, shiftId, { accountId, pairId }))
  const byLead = (pairId: string) =>
    actAs(body.secretary, (db) => leadShift(db, shiftId, { intent: 'move', accountId, pairId }))
  return { body, cleo, evening, own, both, byDesk, byLead }
}

test('whoever is moved keeps the doors they were given themselves, whether the desk or the board moves them', async () => {
  const { cleo, evening, own, both, byDesk, byLead } = await aPlace()
  expect(await placesOf(cleo)).toEqual(both)
  await byLead(evening.pairs[1])
  expect(await placesOf(cleo)).toEqual(both)
  await byDesk(evening.pairs[0])
  expect(await placesOf(cleo)).toEqual(both)
  await byDesk('nobody')
  expect(await placesOf(cleo)).toEqual([own.address])
  await byDesk('leave')
  expect(await placesOf(cleo)).toEqual([own.address])
})

test('names follow whoever moves, from the desk and from the board', async () => {
  const { body, evening, byDesk, byLead } = await aPlace()
  const maya = await aVisitor(evening)
  const names = async () => {
    const board = await actAs(body.secretary, (db) => findBoard(db, evening.shiftId))
    return board?.teams.filter(({ name }) => name).map(({ name }) => name)
  }
  expect(await names()).toEqual(['Cleo', 'Maya'])
  await byLead(evening.pairs[1])
  expect(await names()).toEqual(['–', 'Cleo + Maya'])
  await byDesk('nobody')
  expect(await names()).toEqual(['–', 'Maya'])
  await actAs(body.secretary, (db) => addPair(db, evening.shiftId, [maya.accountId]))
  expect(await names()).toEqual(['–', '–', 'Maya'])
})

test('a lead without the desk brings in nobody who is not there; whoever comes meanwhile waits for their turn', async () => {
  const { body, evening } = await aPlace()
  const lead = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary, name: 'Lena Lead' })
  const away = await aCanvasser(body, 'Away')
  await actAs(
    body.secretary,
    (db) => db.sql`update shift set lead_id = ${lead.accountId} where id = ${evening.shiftId}`,
  )
  const brought = actAs(lead, (db) =>
    leadShift(db, evening.shiftId, { intent: 'move', accountId: away.accountId, pairId: evening.pairs[0] }),
  )
  await expect(brought).rejects.toMatchObject({ code: '42501' })

  const [, ...came] = await Promise.all([
    actAs(body.secretary, async (db) => {
      await addPair(db, evening.shiftId, [away.accountId])
      await new Promise((resolve) => setTimeout(resolve, 200))
      await addPair(db, evening.shiftId, [lead.accountId])
    }),
    aVisitor(evening, 'Noor'),
    aVisitor(evening, 'Theo'),
  ])
  const { pairs } = await actAs(body.secretary, (db) =>
    listPairs(db, { id: evening.shiftId, bodyId: body.id }),
  )
  const people = pairs.flatMap((pair) => pair.people.map(({ accountId }) => accountId))
  expect(people).toEqual(expect.arrayContaining(came.map(({ accountId }) => accountId)))
  expect(pairs).toHaveLength(4)
})
