import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { countStatements } from '#app/core/db.server.ts'
import { aCanvasser, aKnock, aServedPhone, askEndpoint, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, actAs, type TestBody } from '#tests/factories.ts'
import { aPlace, count, door, stateOf, stateOfDoor } from '#tests/place-factories.ts'
import { turfEndpoint } from '../lease/turf.endpoint.ts'
import type { BoxedOp } from './sync.schema.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

const applied = expect.objectContaining({ result: 'applied' })

test('a phone gets its doors, without level, note or history', async () => {
  const place = await aPlace(body, { floors: ['2'] })
  const [turf, ...others] = place.phone.lease.turfs
  expect(others).toEqual([])
  expect(turf).toMatchObject({
    turfId: place.turfId,
    address: place.building.address,
    shift: { place: 'Laundry room' },
  })
  expect(turf?.doors.map(({ label }) => label)).toEqual(['2A', '2B'])
  expect(Object.keys(turf?.doors[0] ?? {})).not.toContain('level')
  expect(await askEndpoint(turfEndpoint, null)).toMatchObject({ status: 401 })
})

test('a knock is applied and counted', async () => {
  const place = await aPlace(body)
  const reply = await place.phone.send(aKnock(place.turfId, door(place), { flyer: true }))
  expect(reply).toMatchObject({ deviceId: place.phone.deviceId, answers: [applied], missing: [] })
  expect(await stateOf(door(place), body)).toMatchObject({
    tries: 1,
    last_disposition: 'not_home',
    reached_day: null,
  })
  const lease = (await aServedPhone(place.phone.account)).lease
  expect(lease.turfs[0]?.doors.find(({ unitId }) => unitId === door(place))).toMatchObject({ tries: 1 })
})

test('everything said in a talk lands in the building’s file', async () => {
  const place = await aPlace(body)
  const talk = aTalk(place.turfId, door(place))
  expect((await place.phone.send(talk)).answers).toEqual([applied])
  expect(await stateOf(door(place), body)).toMatchObject({
    level: 2,
    supporting: true,
    pending_members: 1,
    open_repairs: 1,
    worst_severity: 'dangerous',
  })
  for (const [table, rows] of Object.entries({
    person: 1,
    residency: 1,
    contact: 1,
    person_language: 1,
    consent: 2,
    membership: 1,
    knock_note: 1,
    knock_heard: 2,
    assessment: 1,
    ask: 1,
    follow_up: 1,
    grievance: 1,
    grievance_words: 1,
    grievance_event: 2,
    second_value: 0,
  }))
    expect([table, await count(place, table)]).toEqual([table, rows])

  // A second talk with the same person: a second phone number waits for a person, a member is not asked twice.
  const { personId } = talk.person as { personId: string }
  const again = aTalk(place.turfId, door(place), {
    person: { personId, name: 'Ana Reyes', isNew: false },
    contact: { kind: 'phone', value: '510 555 0199' },
    level: { id: randomUUID(), level: 3, basis: ['said'] },
  })
  expect((await place.phone.send(again)).answers).toEqual([applied])
  expect(await stateOf(door(place), body)).toMatchObject({ level: 3, pending_members: 1, tries: 2 })
  expect(await count(place, 'contact')).toBe(1)
  expect(await count(place, 'second_value')).toBe(2)
})

test('many phones in one building at once count every door', async () => {
  const place = await aPlace(body, { lines: 4 })
  const others = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const account = await aCanvasser(body)
      const turfId = await aTurf({ in: body, building: place.building, to: account })
      return { phone: await aServedPhone(account), turfId }
    }),
  )
  await Promise.all(
    place.doors.flatMap((unitId) => others.map(({ phone, turfId }) => phone.send(aTalk(turfId, unitId)))),
  )
  const [row] = await actAs(
    body.secretary,
    (db) =>
      db.sql`select doors, knocked, reached, supporting, open_repairs from building_coverage where holding_id = ${place.building.holdingId}`,
  )
  expect(row).toEqual({ doors: 12, knocked: 12, reached: 12, supporting: 12, open_repairs: 36 })
})

test('a retracted knock counts no more, even in one batch with it', async () => {
  const place = await aPlace(body)
  const talk = aTalk(place.turfId, door(place))
  const taken = { kind: 'retract', knockId: talk.knockId, unitId: talk.unitId } as const
  const reply = await place.phone.send(talk, taken, taken)
  expect(reply.answers).toEqual([applied, applied, applied])
  expect(await stateOf(door(place), body)).toMatchObject({
    tries: 0,
    level: null,
    pending_members: 0,
    open_repairs: 0,
  })
})

test('a new door is there for the knock right behind it; two phones that add it make one', async () => {
  const place = await aPlace(body)
  const colleague = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building: place.building, to: colleague })
  const other = await aServedPhone(colleague)
  const adds = (turf: string) =>
    ({ kind: 'unit', unitId: randomUUID(), turfId: turf, label: '2C', floor: '2' }) as const
  const mine = adds(place.turfId)
  const theirs = adds(turfId)
  expect((await place.phone.send(mine, aKnock(place.turfId, mine.unitId))).answers).toEqual([
    applied,
    applied,
  ])
  expect((await other.send(theirs, aKnock(turfId, theirs.unitId))).answers).toEqual([
    { opId: expect.any(String), result: 'merged' },
    applied,
  ])
  expect(await stateOf(mine.unitId, body)).toMatchObject({ tries: 2 })
  const doors = (await aServedPhone(colleague)).lease.turfs[0]?.doors ?? []
  expect(doors.filter(({ floor }) => floor === '2').map(({ label, line }) => [label, line])).toEqual([
    ['2A', 'A'],
    ['2B', 'B'],
    ['2C', 'C'],
  ])
})

test('one knock takes at most four statements, a hundred at most six', async () => {
  const place = await aPlace(body)
  await place.phone.send(aKnock(place.turfId, door(place)))
  const one = await place.phone.seal(aTalk(place.turfId, door(place)))
  expect((await countStatements(() => place.phone.post([one]))).statements.length).toBeLessThanOrEqual(4)
  const first = aKnock(place.turfId, door(place))
  const added = { kind: 'unit', unitId: randomUUID(), turfId: place.turfId, label: '3D', floor: '3' } as const
  const acts = [
    first,
    added,
    { kind: 'retract', knockId: first.knockId, unitId: first.unitId } as const,
    ...Array.from({ length: 97 }, (_, i) => aTalk(place.turfId, i % 2 ? added.unitId : door(place, i % 6))),
  ]
  const ops: BoxedOp[] = []
  for (const act of acts) ops.push(await place.phone.seal(act))
  const { value, statements } = await countStatements(() => place.phone.post(ops))
  expect(value.json).toMatchObject({ answers: Array(100).fill(applied) })
  expect(statements.length).toBeLessThanOrEqual(6)
})

test('kept numbers equal a count of the facts', async () => {
  const place = await aPlace(body)
  const acts = place.doors.flatMap((unitId, i) => [
    aKnock(place.turfId, unitId),
    ...(i % 2 ? [aTalk(place.turfId, unitId)] : []),
  ])
  await place.phone.send(...acts)
  const read = () =>
    actAs(body.secretary, async (db) => [
      await Promise.all(place.doors.map((unitId) => stateOfDoor(db, unitId))),
      await db.sql`select doors, knocked, reached, assessed, supporting, members, open_repairs from building_coverage where holding_id = ${place.building.holdingId}`,
    ])
  const kept = await read()
  await actAs(body.secretary, (db) => db.sql`select derive.recount(${place.doors}::uuid[], 'test')`)
  expect(await read()).toEqual(kept)
  expect(kept[1]).toEqual([
    { doors: 6, knocked: 6, reached: 3, assessed: 3, supporting: 3, members: 0, open_repairs: 3 },
  ])
})
