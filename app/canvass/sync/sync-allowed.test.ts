import { beforeAll, expect, test } from 'vitest'
import { aCanvasser, aKnock, aServedPhone, askEndpoint, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestBody } from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import { aPlace, count, door, stateOf } from '#tests/place-factories.ts'
import { turfEndpoint } from '../lease/turf.endpoint.ts'
import { putAside } from '../turf/by-hand/by-hand.server.ts'
import { listRefused } from './refused-ops.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

const applied = expect.objectContaining({ result: 'applied' })

test('of people a phone speaks only of those behind the doors of its turf', async () => {
  const place = await aPlace(body, { floors: ['1'] })
  const [here, upstairs] = [door(place), place.doors.at(-1) as string]
  const talk = aTalk(place.turfId, here)
  const personId = talk.person?.personId as string
  const again = { person: { personId, isNew: false as const } }
  const { answers } = await place.phone.send(talk, aTalk(place.turfId, here, again))
  expect(answers).toEqual([applied, applied])
  expect((await place.phone.send(aTalk(place.turfId, here, again))).answers).toEqual([applied])

  const stranger = await aTenant({ in: body, building: place.building, unitId: upstairs })
  const other = aTalk(place.turfId, here, { person: { personId: stranger, isNew: false } })
  expect((await place.phone.send(other)).answers).toMatchObject([{ result: 'rejected', code: 'not_there' }])
  expect(await count(place, 'membership')).toBe(1)
})

test('a door outside the turf is refused and waits for a look', async () => {
  const place = await aPlace(body, { floors: ['1'] })
  const elsewhere = place.building.units.find(({ floor }) => floor === '3')?.id as string
  const reply = await place.phone.send(aTalk(place.turfId, elsewhere), aKnock(place.turfId, door(place)))
  expect(reply.answers).toEqual([
    { opId: expect.any(String), result: 'rejected', code: 'not_your_turf' },
    applied,
  ])
  const refused = (await actAs(body.secretary, listRefused)).find(
    ({ payload }) => payload.unitId === elsewhere,
  )
  expect(refused).toMatchObject({ code: 'not_your_turf', door: '3A', address: place.building.address })
  const settle = () => actAs(body.secretary, (db) => putAside(db, refused?.id ?? '', 'mistake'))
  expect(await settle()).toMatchObject({ ok: true })
  await expect(settle()).rejects.toMatchObject({ status: 404 })
})

test('a door of another body is not there for a phone that guesses its id', async () => {
  const place = await aPlace(body)
  const stranger = await aBody()
  const theirs = await aBuilding({ in: stranger })
  const reply = await place.phone.send(aKnock(place.turfId, theirs.units[0]?.id as string))
  expect(reply.answers).toMatchObject([{ result: 'rejected', code: 'not_your_turf' }])
  expect(await stateOf(theirs.units[0]?.id as string, stranger)).toBeUndefined()
})

test('a knock that comes after its lease is taken, marked late, on the lease’s last day', async () => {
  const place = await aPlace(body, { hours: 1 })
  const { phone, turfId } = place
  await actAs(
    body.secretary,
    (db) =>
      db.sql`update turf_assignment set expires_at = now() - interval '3 days' where turf_id = ${turfId}`,
  )
  expect((await phone.send(aKnock(turfId, door(place)))).answers).toEqual([applied])
  const [knock] = await actAs(
    body.secretary,
    (db) =>
      db.sql`select late, now() - at > interval '3 days' as long_ago from knock where unit_id = ${door(place)}`,
  )
  expect(knock).toEqual({ late: true, long_ago: true })
  expect((await askEndpoint(turfEndpoint, phone.account)).json).toMatchObject({ turfs: [] })
})

test('another’s knock cannot be taken back', async () => {
  const place = await aPlace(body)
  const knock = aKnock(place.turfId, door(place))
  await place.phone.send(knock)
  const colleague = await aCanvasser(body)
  await aTurf({ in: body, building: place.building, to: colleague })
  const phone = await aServedPhone(colleague)
  const reply = await phone.send({ kind: 'retract', knockId: knock.knockId, unitId: knock.unitId })
  expect(reply.answers).toMatchObject([{ result: 'rejected', code: 'not_yours' }])
})

test('a revoked session gets 401, another account 409; nothing is written', async () => {
  const place = await aPlace(body)
  const op = await place.phone.seal(aKnock(place.turfId, door(place)))
  const colleague = await aCanvasser(body)
  expect(await place.phone.post([op], colleague)).toMatchObject({ status: 409 })
  await actAs(
    place.phone.account,
    (db) => db.sql`update session set revoked_at = now() where id = ${place.phone.account.sessionId}`,
  )
  expect(await place.phone.post([op])).toMatchObject({ status: 401 })
  expect(await count(place, 'knock')).toBe(0)
})
