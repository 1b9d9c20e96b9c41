import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { findDoor } from '#app/buildings/door-panel.server.ts'
import { listLog } from '#app/federation/audit-log.server.ts'
import { aKnock, aTalk, pullLease } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestBody, today } from '#tests/factories.ts'
import { aPlace, door, type Place, stateOf } from '#tests/place-factories.ts'
import { whyNotGiven } from '../plan-doors.ts'
import { findMarkedDoor, liftMark } from './lift.server.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

const marked = async (place: Place) => (await stateOf(door(place), body))?.do_not_knock
const never = (place: Place) => aKnock(place.turfId, door(place), { disposition: 'do_not_knock' })
const keyOf = (place: Place) => place.building.units[0]?.label ?? ''
const lift = (place: Place, reason = 'They called and asked us in') =>
  actAs(body.secretary, (db) => liftMark(db, place.building.id, keyOf(place), reason))
const panel = (place: Place, by = body.secretary) =>
  actAs(by, (db) => findDoor(db, place.building.id, keyOf(place)))

async function aMarked() {
  const place = await aPlace(body)
  const asked = never(place)
  await place.phone.send(asked)
  expect(await marked(place)).toBe(true)
  return { place, asked }
}

test('a secretary lifts it with a reason: phones and plans have the door again, the file and the log say why', async () => {
  const { place } = await aMarked()
  const given = async () =>
    (await pullLease(place.phone.account)).turfs[0]?.doors.find(({ unitId }) => unitId === door(place))
  expect(await given()).toMatchObject({ doNotKnock: true })
  expect(await panel(place)).toMatchObject({ isMarked: true, mayLift: true, lifted: null })

  expect(await lift(place)).toBe(true)
  expect(await marked(place)).toBe(false)
  expect(await given()).toMatchObject({ doNotKnock: false, lastDisposition: 'do_not_knock' })
  const said = { day: today(), who: body.secretary.name, reason: 'They called and asked us in' }
  expect(await panel(place)).toMatchObject({ isMarked: false, lifted: said })
  const committee = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  expect(await panel(place, committee)).toMatchObject({ mayLift: false, lifted: said })
  const entries = await actAs(body.secretary, (db) => listLog(db, body.id))
  expect(entries.find(({ action }) => action === 'mark_lifted')).toMatchObject({
    who: body.secretary.name,
    about: place.building.address,
  })

  const plan = {
    struck: false,
    refusedDay: null,
    settled: false,
    lastDay: today(),
    lastDisposition: 'do_not_knock',
  } as const
  expect(whyNotGiven({ ...plan, doNotKnock: true }, today())).toBe('do_not_knock')
  expect(whyNotGiven({ ...plan, doNotKnock: false }, today())).toBeNull()
  expect(await lift(place)).toBe(false)
})

// Each of these recounts its door another way: alone, among a hundred, as a talk, in an act that was late, by the desk.
test.each<[string, (place: Place) => Promise<unknown>]>([
  ['a bare knock', ({ phone, ...place }) => phone.send(aKnock(place.turfId, door({ ...place, phone })))],
  [
    'bare knocks of several doors, one of them taken back before',
    async (place) => {
      const wrong = aKnock(place.turfId, door(place))
      await place.phone.send(wrong)
      await place.phone.send({ kind: 'retract', knockId: wrong.knockId, unitId: door(place) })
      return place.phone.send(aKnock(place.turfId, door(place)), aKnock(place.turfId, door(place, 1)))
    },
  ],
  ['a talk', ({ phone, ...place }) => phone.send(aTalk(place.turfId, door({ ...place, phone })))],
  [
    'a bare knock that takes the longer way',
    async (place) => {
      const named = aKnock(place.turfId, door(place))
      await place.phone.send(named)
      return place.phone.send(named, aKnock(place.turfId, randomUUID()), aKnock(place.turfId, door(place)))
    },
  ],
  [
    'the desk',
    (place) => actAs(body.secretary, (db) => db.sql`select derive.recount_doors(${[door(place)]}::uuid[])`),
  ],
  [
    'bare knocks, counted by themselves',
    (place) =>
      actAs(
        body.secretary,
        (db) => db.sql`
        select derive.recount_knocks(${[door(place)]}::uuid[], ${[place.building.holdingId]}::uuid[])`,
      ),
  ],
])('what was lifted stays lifted through %s', async (_, happens) => {
  const { place } = await aMarked()
  await lift(place)
  await happens(place)
  expect(await marked(place)).toBe(false)
  await place.phone.send(never(place))
  expect(await marked(place)).toBe(true)
  await happens(place)
  expect(await marked(place)).toBe(true)
})

test('said again it stands again, also where it was said before and comes in after', async () => {
  const { place } = await aMarked()
  const late = await place.phone.seal(never(place))
  await lift(place)
  await place.phone.post([late])
  expect(await marked(place)).toBe(true)
  // It, too, can be lifted; then both are.
  expect(await lift(place, 'Other people live there')).toBe(true)
  expect(await marked(place)).toBe(false)
})

test('taken back and lifted is neither twice: what stood there first is what is left', async () => {
  const { place, asked } = await aMarked()
  await lift(place)
  await place.phone.send({ kind: 'retract', knockId: asked.knockId, unitId: door(place) })
  expect(await marked(place)).toBe(false)
  expect(
    (await actAs(body.secretary, (db) => findMarkedDoor(db, place.building.id, keyOf(place)))).asked,
  ).toEqual([])
})

test('nobody else lifts it: not the committee, not whoever knocked, not another body', async () => {
  const { place, asked } = await aMarked()
  const others = [
    await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary }),
    place.phone.account,
    (await aBody()).secretary,
  ]
  for (const other of others) {
    await expect(
      actAs(other, (db) => liftMark(db, place.building.id, keyOf(place), 'Because')),
    ).rejects.toMatchObject({ status: 404 })
    await expect(
      actAs(
        other,
        (db) => db.sql`
        insert into do_not_knock_lift (holding_id, knock_id, account_id, day, reason)
        values (${place.building.holdingId}, ${asked.knockId}, ${other.accountId}, ${today()}::date, 'Because')`,
      ),
    ).rejects.toMatchObject({ code: '42501' })
  }
  expect(await marked(place)).toBe(true)
})

test('who is forgotten takes the reason along', async () => {
  const { place } = await aMarked()
  await lift(place, 'Ana R. called')
  const talk = aTalk(place.turfId, door(place))
  await place.phone.send(talk)
  await actAs(body.secretary, async (db) => {
    await db.sql`select auth.forget_person(${place.building.holdingId}::uuid, ${talk.person?.personId ?? ''}::uuid)`
  })
  expect((await panel(place))?.lifted).toMatchObject({ reason: '' })
  expect(await marked(place)).toBe(false)
})
