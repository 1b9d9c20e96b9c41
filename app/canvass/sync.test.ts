import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Handle } from '#app/core/actor.server.ts'
import { countStatements } from '#app/core/db.server.ts'
import {
  aCanvasser,
  aKnock,
  aServedPhone,
  askEndpoint,
  aTalk,
  aTurf,
  type TestPhone,
} from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestBody, type TestBuilding } from '#tests/factories.ts'
import { listRefused, settleRefused } from './refused-ops.server.ts'
import { syncEndpoint } from './sync.endpoint.ts'
import { turfEndpoint } from './turf.endpoint.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

type Place = { building: TestBuilding; turfId: string; phone: TestPhone; doors: string[] }

async function aPlace(
  options: { floors?: string[]; hours?: number; lines?: number; of?: TestBody } = {},
): Promise<Place> {
  const of = options.of ?? body
  const building = await aBuilding({ in: of, floors: 3, lines: options.lines ?? 2 })
  const account = await aCanvasser(of)
  const turfId = await aTurf({ in: of, building, to: account, floors: options.floors, hours: options.hours })
  return { building, turfId, phone: await aServedPhone(account), doors: building.units.map(({ id }) => id) }
}

/** As the body's secretary, who may read the file. */
function count(place: Place, table: string) {
  return actAs(body.secretary, async (db) => {
    const text = [`select count(*)::int as n from ${table} where holding_id = `, '']
    const [row] = await db.sql<{ n: number }>(Object.assign(text, { raw: text }), place.building.holdingId)
    return row?.n
  })
}

function stateOf(unitId: string, of = body) {
  return actAs(of.secretary, (db) => stateOfDoor(db, unitId))
}

async function stateOfDoor(db: Handle, unitId: string) {
  const [row] = await db.sql`
    select d.tries, d.last_day, d.last_disposition, d.knocked_day, d.reached_day, d.do_not_knock, d.members, d.pending_members, d.open_repairs,
      d.open_emergencies, d.worst_severity, l.level, l.supporting, l.split, l.leaders
    from door_state d left join auth.door_levels(d.holding_id) l on l.unit_id = d.unit_id where d.unit_id = ${unitId}`
  return row
}

const door = (place: Place, at = 0) => place.doors[at] as string
const applied = expect.objectContaining({ result: 'applied' })

test('a phone gets its doors, without level, note or history', async () => {
  const place = await aPlace({ floors: ['2'] })
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
  const place = await aPlace()
  const reply = await place.phone.send(aKnock(place.turfId, door(place), { flyer: true }))
  expect(reply).toEqual({ deviceId: place.phone.deviceId, answers: [applied], missing: [] })
  expect(await stateOf(door(place))).toMatchObject({
    tries: 1,
    last_disposition: 'not_home',
    reached_day: null,
  })
  const lease = (await aServedPhone(place.phone.account)).lease
  expect(lease.turfs[0]?.doors.find(({ unitId }) => unitId === door(place))).toMatchObject({ tries: 1 })
})

test('everything said in a talk lands in the building’s file', async () => {
  const place = await aPlace()
  const talk = aTalk(place.turfId, door(place))
  expect((await place.phone.send(talk)).answers).toEqual([applied])
  expect(await stateOf(door(place))).toMatchObject({
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
  expect(await stateOf(door(place))).toMatchObject({ level: 3, pending_members: 1, tries: 2 })
  expect(await count(place, 'contact')).toBe(1)
  expect(await count(place, 'second_value')).toBe(2)
})

test('what was sent five times is there once, and changes no version', async () => {
  const place = await aPlace()
  const ops: unknown[] = []
  for (const unitId of place.doors) ops.push(await place.phone.seal(aTalk(place.turfId, unitId)))
  const first = await place.phone.post(ops)
  const version = () =>
    actAs(
      body.secretary,
      (db) => db.sql`select version from building_coverage where holding_id = ${place.building.holdingId}`,
    )
  const before = await version()
  for (let i = 0; i < 4; i++) expect((await place.phone.post(ops)).json).toEqual(first.json)
  expect(await count(place, 'knock')).toBe(6)
  expect(await count(place, 'grievance')).toBe(6)
  expect(await version()).toEqual(before)
})

test('fifty posts of one act at once make one knock', async () => {
  const place = await aPlace()
  const op = await place.phone.seal(aTalk(place.turfId, door(place)))
  const answers = await Promise.all(Array.from({ length: 50 }, () => place.phone.post([op])))
  expect(answers.every(({ json }) => JSON.stringify(json) === JSON.stringify(answers[0]?.json))).toBe(true)
  expect(answers[0]?.json).toMatchObject({ answers: [applied] })
  expect(await count(place, 'knock')).toBe(1)
})

test('many phones in one building at once count every door', async () => {
  const place = await aPlace({ lines: 4 })
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

test('the same id with other words is kept apart and changes nothing', async () => {
  const place = await aPlace()
  const op = await place.phone.seal(aKnock(place.turfId, door(place)))
  await place.phone.post([op])
  const other = await place.phone.seal(aKnock(place.turfId, door(place)))
  const reply = await place.phone.post([{ ...other, opId: op.opId }])
  expect(reply.json).toMatchObject({ answers: [{ opId: op.opId, result: 'rejected' }] })
  expect(await count(place, 'knock')).toBe(1)
})

test('a knock that came under another’s id is refused in the same words, and kept', async () => {
  const place = await aPlace()
  const knock = aKnock(place.turfId, door(place))
  await place.phone.send(knock)
  const colleague = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building: place.building, to: colleague })
  const phone = await aServedPhone(colleague)
  const reply = await phone.send({ ...knock, turfId }, aKnock(turfId, door(place, 1)))
  expect(reply.answers).toEqual([{ opId: expect.any(String), result: 'rejected', code: 'id_taken' }, applied])
  const refused = (await actAs(body.secretary, listRefused)).at(-1)
  expect(refused).toMatchObject({
    code: 'id_taken',
    personName: colleague.name,
    payload: { knockId: knock.knockId },
  })
})

test('one bad act in a hundred holds back none of the others', async () => {
  const place = await aPlace()
  const good = Array.from({ length: 99 }, (_, i) => aKnock(place.turfId, door(place, i % 6)))
  const stranger = aTalk(place.turfId, door(place), { person: { personId: randomUUID(), isNew: false } })
  const reply = await place.phone.send(...good.slice(0, 50), stranger, ...good.slice(50))
  expect(reply.answers.filter(({ result }) => result === 'applied')).toHaveLength(99)
  expect(reply.answers[50]).toMatchObject({ result: 'rejected', code: 'not_there' })
  expect(await count(place, 'knock')).toBe(99)
  expect(await count(place, 'assessment')).toBe(0)
})

test('of people a phone speaks only of those behind the doors of its turf', async () => {
  const place = await aPlace({ floors: ['1'] })
  const [here, upstairs] = [door(place), place.doors.at(-1) as string]
  const talk = aTalk(place.turfId, here)
  const personId = talk.person?.personId as string
  const again = { person: { personId, isNew: false as const } }
  const { answers } = await place.phone.send(talk, aTalk(place.turfId, here, again))
  expect(answers).toEqual([applied, applied])
  expect((await place.phone.send(aTalk(place.turfId, here, again))).answers).toEqual([applied])

  const stranger = randomUUID()
  await actAs(body.secretary, async (db) => {
    await db.sql`insert into person (holding_id, id, name) values (${place.building.holdingId}, ${stranger}, 'Bo')`
    await db.sql`insert into residency (holding_id, person_id, unit_id) values (${place.building.holdingId}, ${stranger}, ${upstairs})`
  })
  const other = aTalk(place.turfId, here, { person: { personId: stranger, isNew: false } })
  expect((await place.phone.send(other)).answers).toMatchObject([{ result: 'rejected', code: 'not_there' }])
  expect(await count(place, 'membership')).toBe(1)
})

test('a door outside the turf is refused and waits for a look', async () => {
  const place = await aPlace({ floors: ['1'] })
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
  const settle = () =>
    actAs(body.secretary, (db) =>
      settleRefused(db, {
        deviceId: refused?.deviceId ?? '',
        opId: refused?.opId ?? '',
        outcome: 'not_needed',
      }),
    )
  expect([await settle(), await settle()]).toEqual([true, false])
})

test('a door of another body is not there for a phone that guesses its id', async () => {
  const place = await aPlace()
  const stranger = await aBody()
  const theirs = await aBuilding({ in: stranger })
  const reply = await place.phone.send(aKnock(place.turfId, theirs.units[0]?.id as string))
  expect(reply.answers).toMatchObject([{ result: 'rejected', code: 'not_your_turf' }])
  expect(await stateOf(theirs.units[0]?.id as string, stranger)).toBeUndefined()
})

test('a knock that comes after its lease is taken, marked late, on the lease’s last day', async () => {
  const place = await aPlace({ hours: 1 })
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

test('a retracted knock counts no more, even in one batch with it', async () => {
  const place = await aPlace()
  const talk = aTalk(place.turfId, door(place))
  const taken = { kind: 'retract', knockId: talk.knockId, unitId: talk.unitId } as const
  const reply = await place.phone.send(talk, taken, taken)
  expect(reply.answers).toEqual([applied, applied, applied])
  expect(await stateOf(door(place))).toMatchObject({
    tries: 0,
    level: null,
    pending_members: 0,
    open_repairs: 0,
  })
})

test('another’s knock cannot be taken back', async () => {
  const place = await aPlace()
  const knock = aKnock(place.turfId, door(place))
  await place.phone.send(knock)
  const colleague = await aCanvasser(body)
  await aTurf({ in: body, building: place.building, to: colleague })
  const phone = await aServedPhone(colleague)
  const reply = await phone.send({ kind: 'retract', knockId: knock.knockId, unitId: knock.unitId })
  expect(reply.answers).toMatchObject([{ result: 'rejected', code: 'not_yours' }])
})

test('a new door is there for the knock right behind it; two phones that add it make one', async () => {
  const place = await aPlace()
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
  expect(await stateOf(mine.unitId)).toMatchObject({ tries: 2 })
  const doors = (await aServedPhone(colleague)).lease.turfs[0]?.doors ?? []
  expect(doors.filter(({ floor }) => floor === '2').map(({ label, line }) => [label, line])).toEqual([
    ['2A', 'A'],
    ['2B', 'B'],
    ['2C', 'C'],
  ])
})

test('a revoked session gets 401, another account 409; nothing is written', async () => {
  const place = await aPlace()
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

test('what cannot be read is answered and kept, whatever it is', async () => {
  const place = await aPlace()
  const op = await place.phone.seal(aKnock(place.turfId, door(place)))
  const bent = { ...(await place.phone.seal(aKnock(place.turfId, door(place)))), ct: 'AAAA' }
  const moved = { ...(await place.phone.seal(aKnock(place.turfId, door(place)))), opId: randomUUID() }
  const shapeless = { opId: randomUUID(), seq: 9, words: 'from a later version' }
  const invalid = await place.phone.seal({
    ...aKnock(place.turfId, door(place)),
    note: 'of someone not home',
  })
  const { json } = await place.phone.post([bent, moved, shapeless, invalid, op, null, 'x'])
  const { answers } = json as { answers: { opId: string; code?: string }[] }
  expect(Object.fromEntries(answers.map(({ opId, code }) => [opId, code]))).toEqual({
    [bent.opId]: 'unreadable',
    [moved.opId]: 'unreadable',
    [shapeless.opId]: 'unreadable',
    [invalid.opId]: 'invalid',
    [op.opId]: undefined,
  })
  expect((await askEndpoint(syncEndpoint, place.phone.account, '<html>')).status).toBe(400)
})

test('numbers that never came are asked for until they come', async () => {
  const place = await aPlace()
  const ops: unknown[] = []
  for (let i = 0; i < 5; i++) ops.push(await place.phone.seal(aKnock(place.turfId, door(place))))
  const missing = async (...at: number[]) =>
    ((await place.phone.post(at.map((i) => ops[i]))).json as { missing: number[] }).missing
  expect(await missing(1)).toEqual([1])
  expect(await missing(4)).toEqual([1, 3, 4])
  expect(await missing(0, 3)).toEqual([3])
  expect(await missing(2)).toEqual([])
})

test('one knock takes at most four statements, a hundred at most six', async () => {
  const place = await aPlace()
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
  const ops: unknown[] = []
  for (const act of acts) ops.push(await place.phone.seal(act))
  const { value, statements } = await countStatements(() => place.phone.post(ops))
  expect(value.json).toMatchObject({ answers: Array(100).fill(applied) })
  expect(statements.length).toBeLessThanOrEqual(6)
})

test('kept numbers equal a count of the facts', async () => {
  const place = await aPlace()
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
