import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { withActor, withAnyone } from '#app/core/actor.server.ts'
import { addDays } from '#app/core/days.ts'
import { findLogBreak, listLog } from '#app/federation/audit-log.server.ts'
import { scheduleMeeting } from '#app/federation/meetings/meetings.server.ts'
import { tickDoor } from '#app/federation/meetings/tick-doors.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf, type TestPhone } from '#tests/door-factories.ts'
import { moveShift, shiftOf } from '#tests/evening-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  asSession,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import { findShiftCode, leadShift } from '../board/board.server.ts'
import { joinShift, tellShift } from '../joining/joining.server.ts'
import { setFollowUpDone } from '../turf/follow-ups.server.ts'
import { addPair, giveDoorsOfPair } from '../turf/pairs.server.ts'
import { findOutcome, listMyEvenings, listPaces } from './because.server.ts'
import { listDoorsToCorrect } from './correct-doors.server.ts'
import { findDebriefShift, listDrafts, listKeepers, listPromises, setPromise } from './debrief.server.ts'
import { listNamed } from './named.server.ts'
import { callNextShift } from './next-shift.server.ts'
import { passFollowUps } from './pass-follow-ups.server.ts'

let committee: TestBody
let building: TestBuilding
let ana: TestAccount
let bo: TestAccount
let stranger: TestAccount
let member: TestAccount
let shiftId: string
let turfId: string
let phone: TestPhone
const talk = { knockId: randomUUID(), followUp: randomUUID(), repair: randomUUID() }
const taken = randomUUID()
const neighbor = randomUUID()

const door = (nth: number) => building.units[nth]?.id ?? ''
const asSecretary = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(committee.secretary, fn)

/** Ana and Bo have the six doors of a house: two talks, one taken back, and nobody home, another door, a refusal. */
beforeAll(async () => {
  committee = await aBody({ kind: 'committee' })
  building = await aBuilding({ in: committee, floors: 3, lines: 2 })
  ana = await aCanvasser(committee)
  bo = await aCanvasser(committee)
  stranger = await aCanvasser(committee)
  member = await anAccount({
    bodyId: committee.id,
    role: 'committee',
    by: committee.secretary,
    name: 'Mo Member',
  })
  turfId = await aTurf({ in: committee, building, to: ana })
  shiftId = await shiftOf(committee, turfId)
  await asSecretary(async (db) => {
    const pairId = await addPair(db, shiftId, [ana.accountId, bo.accountId])
    await db.sql`update turf set pair_id = ${pairId} where id = ${turfId}`
    await giveDoorsOfPair(db, pairId)
  })
  phone = await aServedPhone(ana)
  const mate = await aServedPhone(bo)
  const { result } = await send(
    phone,
    aTalk(turfId, door(0), {
      knockId: talk.knockId,
      person: { personId: neighbor, name: 'Nora', isNew: true },
      asks: [],
      followUp: { id: talk.followUp, what: 'Bring the letter', owner: 'Ana' },
      repairs: [{ id: talk.repair, category: 'leak', severity: 'dangerous', since: 'today' }],
    }),
  )
  expect(result).toBe('applied')
  await send(phone, aKnock(turfId, door(1)))
  await send(phone, aKnock(turfId, door(2), { disposition: 'wrong_unit' }))
  await send(mate, aTalk(turfId, door(3), { join: false, followUp: undefined, repairs: undefined, asks: [] }))
  await send(mate, aKnock(turfId, door(4), { disposition: 'refused' }))
  await send(mate, aTalk(turfId, door(5), { knockId: taken, asks: [] }))
  await send(mate, { kind: 'retract', knockId: taken, unitId: door(5) })
})

async function send(from: TestPhone, op: Parameters<TestPhone['send']>[0]) {
  const reply = await from.send(op)
  return { result: reply.answers[0]?.result }
}

const outcomeFor = (who: TestAccount) => actAs(who, (db) => findOutcome(db, shiftId), 'doors')
const atFirst = { doors: 5, talks: 2, came: 0, repairs: 1, fixed: 0, joined: 1, promises: 1, kept: 0 }

test('a shift counts its doors once and what was taken back not at all', async () => {
  expect(await outcomeFor(committee.secretary)).toEqual(atFirst)
})

test('the pair sees its own pace, the lead each; somebody else sees nothing', async () => {
  const [own] = await actAs(ana, (db) => listPaces(db, shiftId))
  expect(own).toMatchObject({ doors: 5, talks: 2, contact: 0.75 })
  const all = await asSecretary((db) => listPaces(db, shiftId))
  expect(all).toEqual([own])
  expect(await actAs(stranger, (db) => listPaces(db, shiftId))).toEqual([])
  expect(await outcomeFor(stranger)).toBeNull()
  await expect(actAs(ana, (db) => findDebriefShift(db, shiftId))).rejects.toMatchObject({ status: 404 })
})

test('doors to correct are the last word at each; drafts are a number', async () => {
  const found = await asSecretary((db) => listDoorsToCorrect(db, shiftId))
  expect(found.map(({ door: label, why }) => [label, why])).toEqual([
    [building.units[2]?.label, 'wrong_unit'],
  ])
  await actAs(ana, (db) => tellShift(db, { shiftId, ready: false, back: true, drafts: 2 }), 'doors')
  expect(await asSecretary((db) => listDrafts(db, shiftId))).toMatchObject([{ name: ana.name, drafts: 2 }])
  await actAs(stranger, (db) => tellShift(db, { shiftId, ready: false, back: true, drafts: 9 }), 'doors')
  expect(await asSecretary((db) => listDrafts(db, shiftId))).toHaveLength(1)
})

test('a door that two others named at the desk is told, if one of them was talked with', async () => {
  const live = (name: string, nth: number) => aTenant({ in: committee, building, unitId: door(nth), name })
  const lea = await live('Lea Leader', 4)
  const mate = await live('Mate', 4)
  const [fay, kim] = [await live('Fay', 1), await live('Kim', 1)]
  await asSecretary(async (db) => {
    const follow = (from: string) =>
      db.sql`insert into tie (holding_id, from_person_id, to_person_id, kind) values (${building.holdingId}, ${from}, ${lea}, 'follows')`
    // Two of one door are one, and whoever shares hers is no neighbor.
    for (const from of [fay, kim, mate]) await follow(from)
    expect(await listNamed(db, shiftId)).toEqual([])
    await follow(neighbor)
    expect(await listNamed(db, shiftId)).toMatchObject([
      { unitId: door(4), by: 2, people: [{ name: 'Lea Leader' }] },
    ])
  })
})

test('a promise gets an owner who may read it, and a day', async () => {
  const ref = { holdingId: building.holdingId, id: talk.followUp, due: addDays(today(), 3) }
  const give = (ownerId: string) => asSecretary((db) => setPromise(db, shiftId, { ...ref, ownerId }))
  await expect(give(ana.accountId)).rejects.toMatchObject({ status: 404 })
  const keepers = await asSecretary((db) => listKeepers(db, committee.id))
  expect(keepers.map(({ id }) => id).toSorted()).toEqual(
    [committee.secretary.accountId, member.accountId].toSorted(),
  )
  const before = await asSecretary((db) => listPromises(db, shiftId))
  expect(before).toMatchObject([{ what: 'Bring the letter', named: 'Ana', ownerId: null, due: null }])
})

test('what has no owner when access ends passes to the lead, and the log says so', async () => {
  await withAnyone(passFollowUps)
  expect((await asSecretary((db) => listPromises(db, shiftId)))[0]?.ownerId).toBeNull()
  await moveShift(committee, shiftId, '-6 hours', '-3 hours')
  await asSecretary((db) => db.sql`update shift set lead_id = ${member.accountId} where id = ${shiftId}`)
  await withAnyone(passFollowUps)
  await withAnyone(passFollowUps)
  await asSecretary(async (db) => {
    expect(await listPromises(db, shiftId)).toMatchObject([{ ownerId: member.accountId, owner: 'Mo Member' }])
    const told = (await listLog(db, committee.id)).filter(({ action }) => action === 'promises_passed')
    expect(told).toMatchObject([{ who: null, about: 'Mo Member' }])
    expect(await findLogBreak(db, committee.id)).toBeNull()
    await setPromise(db, shiftId, {
      holdingId: building.holdingId,
      id: talk.followUp,
      ownerId: committee.secretary.accountId,
      due: addDays(today(), 3),
    })
    expect(await listPromises(db, shiftId)).toMatchObject([
      { ownerId: committee.secretary.accountId, due: addDays(today(), 3) },
    ])
  })
})

test('later, what came of it: who came, what was fixed, what was kept', async () => {
  await asSecretary(async (db) => {
    const meetingId = await scheduleMeeting(db, {
      bodyId: committee.id,
      title: 'Building meeting',
      day: addDays(today(), 2),
      time: '19:00',
      place: 'Yard',
    })
    // Talked with, only knocked, and talked with but ticked off again.
    for (const [nth, came] of [
      [0, true],
      [1, true],
      [3, true],
      [3, false],
    ] as const)
      await tickDoor(db, meetingId, { unitId: door(nth), outcome: came ? 'kept' : null })
    await db.sql`insert into grievance_event (holding_id, grievance_id, kind, status, account_id, day)
      values (${building.holdingId}, ${talk.repair}, 'moved', 'confirmed', ${db.actor.accountId}, ${db.today}::date)`
    await setFollowUpDone(db, { holdingId: building.holdingId, id: talk.followUp, done: true })
  })
  const now = { ...atFirst, came: 1, fixed: 1, kept: 1 }
  expect(await outcomeFor(committee.secretary)).toEqual(now)
  const [evening, ...others] = await actAs(bo, listMyEvenings, 'doors')
  expect(evening).toMatchObject({ id: shiftId, outcome: now })
  expect(others).toEqual([])
  expect(await actAs(stranger, listMyEvenings, 'doors')).toEqual([])
})

test('whoever came in by the code is told the same numbers, and no name', async () => {
  const guest = await asSecretary(async (db) => {
    await db.sql`update shift set ends_at = now() + interval '1 hour' where id = ${shiftId}`
    await leadShift(db, shiftId, { intent: 'newCode' })
    return (await findShiftCode(db, shiftId)) ?? ''
  }).then((code) => withAnyone((db) => joinShift(db, { code, name: 'Maya', locale: 'en', label: 'Chrome' })))
  const [evening] = await withActor(asSession(guest), 'doors', listMyEvenings)
  expect(evening?.outcome).toEqual({ ...atFirst, came: 1, fixed: 1, kept: 1 })
  expect(JSON.stringify(evening)).not.toMatch(/Nora|Ana R|Lea/)
})

test('the next shift has the same pairs, and of their doors those still to do', async () => {
  const nextId = await asSecretary((db) => callNextShift(db, shiftId))
  await asSecretary(async (db) => {
    const people = await db.sql<{ who: string }>`
      select p.account_id as who from shift_person p join shift_pair q on q.id = p.pair_id where p.shift_id = ${nextId} order by 1`
    // Maya was there for one evening.
    expect(people.map(({ who }) => who)).toEqual([ana.accountId, bo.accountId].toSorted())
    const doors = await db.sql<{ label: string }>`
      select u.label from turf t join unit u on u.id = any (t.units) where t.shift_id = ${nextId} order by u.label`
    // 1A and 2B were talked with, 2A is no door, 3A refused; 3B's talk was taken back.
    expect(doors.map(({ label }) => label)).toEqual(['1B', '3B'])
    const [next] = await db.sql<{ apart: number }>`
      select round(extract(epoch from n.starts_at - s.starts_at) / 86400)::int as apart from shift n, shift s where n.id = ${nextId} and s.id = ${shiftId}`
    expect(next?.apart).toBe(7)
  })
  await expect(actAs(member, (db) => callNextShift(db, shiftId))).rejects.toMatchObject({ status: 404 })
})

test('a week later there are no minutes, and another body keeps its own', async () => {
  await moveShift(committee, shiftId, '-9 days', '-8 days')
  const [pace] = await asSecretary((db) => listPaces(db, shiftId))
  expect(pace).toMatchObject({ doors: 5, minutes: null, asks: [] })
  const other = await aBody()
  expect(await actAs(other.secretary, (db) => findOutcome(db, shiftId))).toBeNull()
})
