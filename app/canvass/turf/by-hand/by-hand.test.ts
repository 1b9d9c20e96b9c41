import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { withActor } from '#app/core/actor.server.ts'
import { addDays } from '#app/core/days.ts'
import { listLog } from '#app/federation/audit-log.server.ts'
import { aCanvasser, aKnock, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, asSession, type TestAccount, type TestBody } from '#tests/factories.ts'
import { aPlace, count, door, type Place, stateOf } from '#tests/place-factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import type { Knock, SentOp } from '../../sync/ops.schema.ts'
import { listRefused } from '../../sync/refused-ops.server.ts'
import type { ByHand } from './by-hand.schema.ts'
import { actByHand, listPlaces } from './by-hand.server.ts'
import { actParts } from './read-act.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

/** Sends an act that is refused, and finds it among those that wait. */
async function aRefused(place: Place, op: SentOp, of = body) {
  const { answers } = await place.phone.send(op)
  expect(answers).toMatchObject([{ result: 'rejected' }])
  const act = (await actAs(of.secretary, listRefused)).find(({ opId }) => opId === answers[0]?.opId)
  if (!act) throw new Error('It does not wait for a look')
  return act
}

function byHand(id: string, how: ByHand, by: TestAccount = body.secretary) {
  const context = asSession(by, 'page')
  return withActor(context, 'turf.assign', (db) => actByHand(db, context, id, how))
}

const today = () => actAs(body.secretary, async (db) => db.today)
type Written = Extract<ByHand, { intent: 'knock' }>
const written = async (unitId: string, said: Partial<Written> = {}): Promise<Written> => ({
  intent: 'knock',
  unitId,
  disposition: 'conversation',
  day: await today(),
  parts: [...actParts],
  ...said,
})

/** Somebody with the first floor, and a door above it. */
async function outside() {
  const place = await aPlace(body, { floors: ['1'] })
  const elsewhere = place.building.units.find(({ floor }) => floor === '3')?.id as string
  return { place, elsewhere }
}

const knocksOf = (place: Place) =>
  actAs(
    body.secretary,
    (db) => db.sql<{ account_id: string; unit_id: string; disposition: string; day: string }>`
      select account_id, unit_id, disposition, day::text from knock where holding_id = ${place.building.holdingId}`,
  )

test('a talk at a door that was not theirs is written as it is: whoever knocked stays the one who knocked', async () => {
  const { place, elsewhere } = await outside()
  const act = await aRefused(place, aTalk(place.turfId, elsewhere))
  expect(await byHand(act.id, await written(elsewhere))).toEqual({ ok: true, did: 'written' })
  expect(await knocksOf(place)).toEqual([
    {
      account_id: place.phone.account.accountId,
      unit_id: elsewhere,
      disposition: 'conversation',
      day: await today(),
    },
  ])
  expect(await stateOf(elsewhere, body)).toMatchObject({
    tries: 1,
    level: 2,
    pending_members: 1,
    open_repairs: 1,
  })
  for (const table of ['knock_note', 'assessment', 'ask', 'follow_up', 'grievance', 'contact', 'membership'])
    expect([table, await count(place, table)]).toEqual([table, 1])

  expect((await actAs(body.secretary, listRefused)).some(({ id }) => id === act.id)).toBe(false)
  const [entry] = await actAs(body.secretary, (db) => listLog(db, body.id))
  expect(entry).toMatchObject({
    action: 'act_by_hand',
    who: body.secretary.name,
    about: place.building.address,
  })
  await expect(byHand(act.id, await written(elsewhere))).rejects.toMatchObject({ status: 404 })
  expect(await knocksOf(place)).toHaveLength(1)
})

test('what was lent to the knocker for it is gone after: no doors, no shift, no session', async () => {
  const { place, elsewhere } = await outside()
  const rows = () =>
    actAs(body.secretary, async (db) => {
      const [row] = await db.sql<{ turfs: number; shifts: number; given: number }>`
        select (select count(*)::int from turf) as turfs, (select count(*)::int from shift) as shifts,
          (select count(*)::int from turf_assignment) as given`
      return row
    })
  // The owner of the tables sees a session whoever it is of.
  const sessions = () =>
    asOwner(`select from session where account_id = $1 and label = 'carried'`, [
      place.phone.account.accountId,
    ])
  const before = await rows()
  const act = await aRefused(place, aTalk(place.turfId, elsewhere))
  await byHand(act.id, await written(elsewhere))
  expect(await rows()).toEqual(before)
  expect(await sessions()).toEqual([])
  expect((await place.phone.send(aKnock(place.turfId, elsewhere))).answers).toMatchObject([
    { code: 'not_your_turf' },
  ])
})

test('only the chosen parts are written, and a part that needs another says so', async () => {
  const { place, elsewhere } = await outside()
  const act = await aRefused(place, aTalk(place.turfId, elsewhere))
  expect(await byHand(act.id, await written(elsewhere, { parts: ['level'] }))).toEqual({
    ok: false,
    field: 'parts',
    why: 'whose',
  })
  const bare = await written(elsewhere, { disposition: 'not_home', parts: ['note'] })
  expect(await byHand(act.id, bare)).toMatchObject({ ok: false, why: 'tooMuch' })
  expect(await knocksOf(place)).toEqual([])
  expect(await byHand(act.id, await written(elsewhere, { parts: ['person', 'level'] }))).toMatchObject({
    ok: true,
  })
  expect(await stateOf(elsewhere, body)).toMatchObject({ level: 2, open_repairs: 0 })
  expect([await count(place, 'knock_note'), await count(place, 'ask')]).toEqual([0, 0])
})

test('a door that is gone is another one now, on the day it was', async () => {
  const place = await aPlace(body)
  const act = await aRefused(place, aTalk(place.turfId, randomUUID()))
  const day = await actAs(body.secretary, async (db) => {
    const [row] = await db.sql<{ day: string }>`select (${db.today}::date - 3)::text as day`
    return row?.day as string
  })
  expect(await byHand(act.id, await written(door(place), { day: '2999-01-01' }))).toMatchObject({
    why: 'future',
  })
  for (const other of ['0001-01-01', addDays(await today(), -400)])
    expect(await byHand(act.id, await written(door(place), { day: other }))).toMatchObject({
      why: 'otherDay',
    })
  expect(await byHand(act.id, await written(door(place), { day }))).toMatchObject({ ok: true })
  expect(await knocksOf(place)).toMatchObject([{ unit_id: door(place), day }])
})

test('an act that is not whole is written without what makes no sense', async () => {
  const place = await aPlace(body)
  const torn = aTalk(place.turfId, door(place), { note: 'n'.repeat(2001) })
  const act = await aRefused(place, torn)
  expect(act.code).toBe('invalid')
  expect(await byHand(act.id, await written(door(place)))).toMatchObject({ ok: true })
  expect([
    await count(place, 'knock'),
    await count(place, 'knock_note'),
    await count(place, 'assessment'),
  ]).toEqual([1, 0, 1])
})

test('what came under an id that is taken is written under new ones', async () => {
  const place = await aPlace(body)
  const talk = aTalk(place.turfId, door(place))
  await place.phone.send(talk)
  const act = await aRefused(place, { ...talk, unitId: door(place, 1) } as Knock)
  expect(act.code).toBe('id_taken')
  expect(await byHand(act.id, await written(door(place, 1)))).toMatchObject({ ok: true })
  expect(await stateOf(door(place, 1), body)).toMatchObject({ tries: 1, open_repairs: 1 })
  // The same person, met at another door.
  expect(await count(place, 'person')).toBe(1)
})

test('a knock and its taking back are written one after the other', async () => {
  const { place, elsewhere } = await outside()
  const knock = aKnock(place.turfId, elsewhere)
  const act = await aRefused(place, knock)
  const back = await aRefused(place, { kind: 'retract', knockId: knock.knockId, unitId: elsewhere })
  expect(await byHand(back.id, { intent: 'retract' })).toMatchObject({ ok: false, why: 'notHere' })
  await byHand(act.id, await written(elsewhere, { disposition: 'not_home', parts: [] }))
  expect(await stateOf(elsewhere, body)).toMatchObject({ tries: 1 })
  expect(await byHand(back.id, { intent: 'retract' })).toEqual({ ok: true, did: 'takenBack' })
  expect(await stateOf(elsewhere, body)).toMatchObject({ tries: 0 })
})

/** As if it had come, and been looked at, that many days before. */
async function daysAgo(id: string, days: number) {
  await asOwner(
    `update refused_op set at = at - $2 * interval '1 day', settled_at = settled_at - $2 * interval '1 day' where id = $1`,
    [id, days],
  )
}

test('it was not after it came', async () => {
  const place = await aPlace(body)
  const act = await aRefused(place, aTalk(place.turfId, randomUUID()))
  await daysAgo(act.id, 3)
  const on = async (days: number) => written(door(place), { day: addDays(await today(), days) })
  expect(await byHand(act.id, await on(-2))).toMatchObject({ field: 'day', why: 'otherDay' })
  expect(await byHand(act.id, await on(-3))).toMatchObject({ ok: true })
})

test('a week after a knock was written at another door nothing says which it was, and taking it back says so', async () => {
  const { place, elsewhere } = await outside()
  const knock = aKnock(place.turfId, elsewhere)
  const back = { kind: 'retract', knockId: knock.knockId, unitId: elsewhere } as const
  const [act, first, second] = [
    await aRefused(place, knock),
    await aRefused(place, back),
    await aRefused(place, back),
  ]
  await byHand(act.id, await written(door(place), { disposition: 'not_home', parts: [] }))
  expect(await byHand(first.id, { intent: 'retract' })).toMatchObject({ ok: true })
  await daysAgo(act.id, 9)
  await actAs(body.secretary, (db) => db.sql`select derive.let_looks_go()`)
  expect(await byHand(second.id, { intent: 'retract' })).toMatchObject({ ok: false, why: 'letGo' })
})

test('a new door is added under the name the phone gave it, and what was said there finds it', async () => {
  const { place } = await outside()
  const unitId = randomUUID()
  const fresh = { kind: 'unit', unitId, turfId: place.turfId, label: '3Z', floor: '3' } as const
  const act = await aRefused(place, fresh)
  const said = await aRefused(place, aTalk(place.turfId, unitId))
  expect(await byHand(act.id, { intent: 'unit', buildingId: place.building.id })).toEqual({
    ok: true,
    did: 'doorAdded',
  })
  expect(await byHand(said.id, await written(unitId))).toMatchObject({ ok: true })
  expect(await knocksOf(place)).toHaveLength(1)
})

test('put aside it leaves the list with its reason, and nothing is written', async () => {
  const { place, elsewhere } = await outside()
  const act = await aRefused(place, aTalk(place.turfId, elsewhere))
  expect(await byHand(act.id, { intent: 'aside', reason: 'unwanted' })).toEqual({ ok: true, did: 'aside' })
  expect(await knocksOf(place)).toEqual([])
  const kept = await actAs(
    body.secretary,
    (db) => db.sql`select outcome, reason from refused_op where id = ${act.id}`,
  )
  expect(kept).toEqual([{ outcome: 'not_needed', reason: 'unwanted' }])
  const [entry] = await actAs(body.secretary, (db) => listLog(db, body.id))
  expect(entry).toMatchObject({ action: 'act_put_aside' })
})

test('another body finds neither the act nor the door', async () => {
  const { place, elsewhere } = await outside()
  const other = await aBody()
  const act = await aRefused(place, aTalk(place.turfId, elsewhere))
  await expect(byHand(act.id, await written(elsewhere), other.secretary)).rejects.toMatchObject({
    status: 404,
  })
  const theirs = await aBuilding({ in: other, floors: 1, lines: 1 })
  const there = theirs.units[0]?.id as string
  expect(await byHand(act.id, await written(there))).toMatchObject({ ok: false, field: 'unitId' })
  const places = await actAs(body.secretary, (db) => listPlaces(db, theirs.id))
  expect(places.doors).toEqual([])
  expect(places.buildings.some(({ id }) => id === theirs.id)).toBe(false)
})

test('the act of somebody who has no doors any more, and no session, is theirs all the same', async () => {
  const { place, elsewhere } = await outside()
  const act = await aRefused(place, aTalk(place.turfId, elsewhere))
  await actAs(body.secretary, async (db) => {
    await db.sql`update turf_assignment set revoked_at = now() where account_id = ${place.phone.account.accountId}`
  })
  await actAs(
    place.phone.account,
    (db) => db.sql`update session set revoked_at = now() where id = ${db.sessionId}`,
  )
  expect(await byHand(act.id, await written(elsewhere))).toMatchObject({ ok: true })
  expect(await knocksOf(place)).toMatchObject([{ account_id: place.phone.account.accountId }])
  // Its author learns nothing new by it: the next canvasser's turf is their own.
  const next = await aCanvasser(body)
  await aTurf({ in: body, building: place.building, to: next })
  expect(await actAs(next, (db) => db.sql`select from knock`)).toEqual([])
})
