import { beforeAll, expect, test } from 'vitest'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf } from '#tests/door-factories.ts'
import { anEvening, shiftOf, type TestEvening } from '#tests/evening-factories.ts'
import { aBody, aBuilding, actAs, type TestAccount, type TestBody } from '#tests/factories.ts'
import { leadShift } from '../board/board.server.ts'
import { addPair, giveDoorsOfPair } from '../turf/pairs.server.ts'
import { listPaces } from './because.server.ts'

let body: TestBody
let evening: TestEvening
let ana: TestAccount
let bo: TestAccount
let cy: TestAccount
let dee: TestAccount

const asLead = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(body.secretary, fn)
const paces = (who: TestAccount) => actAs(who, (db) => listPaces(db, evening.shiftId), 'doors')
const move = (who: TestAccount, nth: 0 | 1) =>
  asLead((db) =>
    leadShift(db, evening.shiftId, { intent: 'move', accountId: who.accountId, pairId: evening.pairs[nth] }),
  )

/** Ana and Bo have the first floor, Cy and Dee the second. Ana knocks and talks, then Bo moves to the other two. */
beforeAll(async () => {
  body = await aBody()
  ;[ana, bo, cy, dee] = [
    await aCanvasser(body),
    await aCanvasser(body),
    await aCanvasser(body),
    await aCanvasser(body),
  ] as [TestAccount, TestAccount, TestAccount, TestAccount]
  evening = await anEvening({ in: body })
  await asLead(async (db) => {
    for (const [nth, pairId] of evening.pairs.entries())
      for (const { accountId } of nth === 0 ? [ana, bo] : [cy, dee])
        await db.sql`insert into shift_person (shift_id, account_id, pair_id) values (${evening.shiftId}, ${accountId}, ${pairId})`
    for (const pairId of evening.pairs) await giveDoorsOfPair(db, pairId)
  })
  const turfOf = (floor: string) =>
    asLead(async (db) => {
      const [turf] = await db.sql<{
        id: string
      }>`select id from turf where shift_id = ${evening.shiftId} and ${floor} = any (floors)`
      return turf?.id ?? ''
    })
  const [first, second] = [await turfOf('1'), await turfOf('2')]
  const onFloor = (floor: string) => evening.building.units.filter((unit) => unit.floor === floor)
  const phoneOf = { bo: await aServedPhone(bo), cy: await aServedPhone(cy) }
  for (const { id } of onFloor('1').slice(0, 2)) await phoneOf.bo.send(aKnock(first, id))
  await phoneOf.cy.send(aTalk(second, onFloor('2')[0]?.id ?? '', { asks: [], repairs: undefined }))
})

test('what was knocked stays with the pair whose doors they were, wherever the knocker goes', async () => {
  const before = [
    { team: evening.pairs[0], doors: 2, talks: 0, contact: 0, alone: false },
    { team: evening.pairs[1], doors: 1, talks: 1, contact: 1, alone: false },
  ]
  expect(await paces(body.secretary)).toMatchObject(before)
  await move(bo, 1)
  expect(await paces(body.secretary)).toMatchObject(before)
  // Each sees the pairs they were in.
  expect((await paces(ana)).map(({ team }) => team)).toEqual([evening.pairs[0]])
  expect((await paces(bo)).map(({ team }) => team)).toEqual(evening.pairs)
  expect((await paces(dee)).map(({ team }) => team)).toEqual([evening.pairs[1]])
  await move(bo, 0)
})

test('of a person alone there is no figure: neither how many opened nor how long a door took', async () => {
  const eve = await aCanvasser(body)
  const building = await aBuilding({ in: body, floors: 4, lines: 2 })
  const turfId = await aTurf({ in: body, building, to: eve })
  const phone = await aServedPhone(eve)
  for (const { id } of building.units) await phone.send(aTalk(turfId, id, { asks: [], repairs: undefined }))
  const shiftId = await shiftOf(body, turfId)
  const nothing = { contact: null, minutes: null, asks: [] }
  const [own] = await actAs(eve, (db) => listPaces(db, shiftId), 'doors')
  expect(own).toMatchObject({ pair: null, people: [eve.name], alone: true, doors: 8, talks: 8, ...nothing })
  const told = () => asLead((db) => db.sql`select at from auth.shift_pace(${shiftId}) where at is not null`)
  expect(await told()).toEqual([])

  // Who shares the doors is a team with them, by both names.
  const mate = await aCanvasser(body)
  await asLead(
    (db) => db.sql`insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      values (${building.holdingId}, ${turfId}, ${mate.accountId}, ${db.actor.accountId}, now() + interval '1 hour')`,
  )
  const [both, ...others] = await asLead((db) => listPaces(db, shiftId))
  expect(both).toMatchObject({
    alone: false,
    doors: 8,
    contact: 1,
    asks: ['everybody_home', 'seconds_apart'],
  })
  expect(both?.people?.toSorted()).toEqual([eve.name, mate.name].toSorted())
  expect(others).toEqual([])

  // A pair of one is one.
  await asLead(async (db) => {
    await db.sql`update turf_assignment set revoked_at = now() where turf_id = ${turfId} and account_id = ${mate.accountId}`
    const pairId = await addPair(db, shiftId, [eve.accountId])
    await db.sql`update turf set pair_id = ${pairId} where id = ${turfId}`
  })
  expect(await asLead((db) => listPaces(db, shiftId))).toMatchObject([{ alone: true, doors: 8, ...nothing }])
})
