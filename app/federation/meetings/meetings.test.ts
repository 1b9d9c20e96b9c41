import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { readChart } from '#app/buildings/chart.server.ts'
import { addDays, timeOf } from '#app/core/days.ts'
import { aCanvasser, aServedPhone, aTurf } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  type TestBody,
  type TestBuilding,
  timeZone,
  today,
} from '#tests/factories.ts'
import {
  cancelMeeting,
  findMeeting,
  listMeetingBuildings,
  meetingColumns,
  meetingsOf,
  nextMeeting,
  scheduleMeeting,
} from './meetings.server.ts'
import type { Outcome } from './outcome.ts'
import { remindByNumber, remindDoor, tickDoor } from './tick-doors.server.ts'

let committee: TestBody
let building: TestBuilding

beforeAll(async () => {
  committee = await aBody({ kind: 'committee' })
  building = await aBuilding({ in: committee, floors: 2, lines: 2 })
})

const aMeeting = (inDays = 3) =>
  actAs(committee.secretary, (db) =>
    scheduleMeeting(db, {
      bodyId: committee.id,
      title: 'Building meeting',
      day: addDays(today(), inDays),
      time: '19:00',
      place: 'Laundry room',
    }),
  )

const asked = (meetingId: string, door: number, answer: 'yes' | 'maybe' | 'no') =>
  actAs(
    committee.secretary,
    (db) => db.sql`
    insert into ask (holding_id, id, unit_id, step, meeting_id, answer, account_id, at)
    values (${building.holdingId}, ${randomUUID()}, ${building.units[door]?.id}, 'meeting', ${meetingId}, ${answer}, ${db.actor.accountId}, clock_timestamp())`,
  )
const columns = (meetingId: string) =>
  actAs(committee.secretary, async (db) => {
    const found = await meetingColumns(db, meetingId)
    const label = (unitId: string) => building.units.find(({ id }) => id === unitId)?.label
    return Object.fromEntries(found.map(({ unitId, ...door }) => [label(unitId), door]))
  })

test('a meeting stands at the hour of the union’s wall clock', async () => {
  const meeting = await actAs(committee.secretary, async (db) =>
    findMeeting(
      db,
      await scheduleMeeting(db, {
        bodyId: committee.id,
        title: 'Summer',
        day: '2027-07-01',
        time: '19:00',
        place: 'Yard',
      }),
    ),
  )
  expect(meeting?.startsAt).toBe('2027-07-02T02:00:00.000Z')
  expect(timeOf(meeting?.startsAt ?? '', timeZone)).toBe('19:00')
})

test('asked, said and came are columns of doors; the last word and the last tick count', async () => {
  const meetingId = await aMeeting()
  await asked(meetingId, 0, 'yes')
  await asked(meetingId, 1, 'yes')
  await asked(meetingId, 1, 'no')
  const tick = (door: number, outcome: Outcome | null) =>
    actAs(committee.secretary, (db) =>
      tickDoor(db, meetingId, { unitId: building.units[door]?.id ?? '', outcome }),
    )
  await tick(0, 'kept')
  await tick(2, 'kept')
  await tick(3, 'kept')
  await tick(3, null)
  expect(await columns(meetingId)).toEqual({
    '1A': { asked: true, answer: 'yes', reminded: false, outcome: 'kept' },
    '1B': { asked: true, answer: 'no', reminded: false, outcome: null },
    '2A': { asked: false, answer: null, reminded: false, outcome: 'kept' },
  })
  const kept = await actAs(
    committee.secretary,
    (db) => db.sql`select came from attendance where meeting_id = ${meetingId}`,
  )
  expect(kept).toHaveLength(4)
})

test('what became of a promise: part of it is done, who is excused did not come, the newest word counts', async () => {
  const meetingId = await aMeeting()
  const tick = (door: number, outcome: Outcome | null) =>
    actAs(committee.secretary, (db) =>
      tickDoor(db, meetingId, { unitId: building.units[door]?.id ?? '', outcome }),
    )
  for (const door of [0, 1, 2]) await asked(meetingId, door, 'yes')
  await tick(0, 'not_kept')
  await tick(0, 'partly')
  await tick(1, 'excused')
  await tick(2, 'not_kept')
  await tick(2, null)
  expect(await columns(meetingId)).toMatchObject({
    '1A': { outcome: 'partly' },
    '1B': { outcome: 'excused' },
    '2A': { outcome: null },
  })
  const { chart } = await actAs(committee.secretary, (db) =>
    readChart(db, building.id, 'committee', meetingId),
  )
  expect(chart?.doors.map(({ label, coming }) => [label, coming])).toEqual([
    ['2A', 'yes'],
    ['2B', 'notAsked'],
    ['1A', 'came'],
    ['1B', 'yes'],
  ])
  const wrong = actAs(
    committee.secretary,
    (db) => db.sql`
    insert into attendance (holding_id, meeting_id, unit_id, came, outcome, account_id)
    values (${building.holdingId}, ${meetingId}, ${building.units[0]?.id}, true, 'excused', ${db.actor.accountId})`,
  )
  await expect(wrong).rejects.toMatchObject({ code: '23514' })
})

test('whom one reminded is ticked by door, and the last tick counts', async () => {
  const meetingId = await aMeeting()
  const by = { buildingId: building.id }
  const unitId = building.units[0]?.id ?? ''
  await asked(meetingId, 0, 'yes')
  await actAs(committee.secretary, async (db) => {
    expect(await remindByNumber(db, meetingId, { ...by, door: '1a' })).toMatchObject({ unitId })
    expect(await remindByNumber(db, meetingId, { ...by, door: '99Z' })).toBeNull()
  })
  expect((await columns(meetingId))['1A']).toMatchObject({ reminded: true, outcome: null })
  await actAs(committee.secretary, (db) => remindDoor(db, meetingId, { unitId, reminded: false }))
  expect((await columns(meetingId))['1A']).toMatchObject({ reminded: false })
  const member = await anAccount({ bodyId: committee.id, role: 'member', by: committee.secretary })
  const refused = actAs(member, (db) => remindDoor(db, meetingId, { unitId, reminded: true }))
  await expect(refused).rejects.toMatchObject({ status: 404 })
  const theirs = await aBuilding({ in: await aBody() })
  const foreign = actAs(committee.secretary, (db) =>
    remindDoor(db, meetingId, { unitId: theirs.units[0]?.id ?? '', reminded: true }),
  )
  await expect(foreign).rejects.toMatchObject({ status: 404 })
})

test('the next meeting is the soonest that was not called off', async () => {
  const [sooner, later] = [await aMeeting(1), await aMeeting(2)]
  const next = () => actAs(committee.secretary, (db) => nextMeeting(db, committee.id))
  expect((await next())?.id).toBe(sooner)
  await actAs(committee.secretary, (db) => cancelMeeting(db, sooner))
  expect((await next())?.id).toBe(later)
  const all = await actAs(committee.secretary, (db) => meetingsOf(db, committee.id))
  expect(all.find(({ id }) => id === sooner)?.cancelledAt).not.toBeNull()
})

test('while a meeting goes on it is the next one: on the list, on the chart and on the phones', async () => {
  const local = await aBody()
  const house = await aBuilding({ in: local })
  const canvasser = await aCanvasser(local)
  await aTurf({ in: local, building: house, to: canvasser })
  await actAs(local.secretary, async (db) => {
    await db.sql`insert into meeting (body_id, title, starts_at, place, made_by)
      values (${local.id}, 'Next week', now() + interval '1 hour', 'Yard', ${db.actor.accountId}),
        (${local.id}, 'Now', now() - interval '2 hours', 'Yard', ${db.actor.accountId}),
        (${local.id}, 'Long over', now() - interval '4 hours', 'Yard', ${db.actor.accountId})`
    expect((await nextMeeting(db, local.id))?.title).toBe('Now')
    expect((await readChart(db, house.id, 'committee')).chart?.meeting?.title).toBe('Now')
  })
  const { lease } = await aServedPhone(canvasser)
  expect(lease.turfs[0]?.meeting?.title).toBe('Now')
})

test('the denominator is every door that could come', async () => {
  const found = await actAs(committee.secretary, (db) => listMeetingBuildings(db, committee.id))
  expect(found).toMatchObject([{ buildingId: building.id, doors: 4 }])
})

test('only those who write meetings set, tick and cancel; another body sees none', async () => {
  const meetingId = await aMeeting()
  const member = await anAccount({ bodyId: committee.id, role: 'member', by: committee.secretary })
  const unitId = building.units[0]?.id ?? ''
  expect(await actAs(member, (db) => findMeeting(db, meetingId))).not.toBeNull()
  await expect(
    actAs(member, (db) => tickDoor(db, meetingId, { unitId, outcome: 'kept' })),
  ).rejects.toMatchObject({
    status: 404,
  })
  await expect(actAs(member, (db) => cancelMeeting(db, meetingId))).rejects.toMatchObject({ status: 404 })

  const other = await aBody()
  const theirs = await aBuilding({ in: other })
  expect(await actAs(other.secretary, (db) => findMeeting(db, meetingId))).toBeNull()
  expect(await actAs(other.secretary, (db) => meetingColumns(db, meetingId))).toEqual([])
  const foreign = { unitId: theirs.units[0]?.id ?? '', outcome: 'kept' } as const
  await expect(actAs(committee.secretary, (db) => tickDoor(db, meetingId, foreign))).rejects.toMatchObject({
    status: 404,
  })
})

test('the chart shows the answers of the meeting one chooses, a past one too', async () => {
  const local = await aBody()
  const house = await aBuilding({ in: local })
  const [door] = house.units
  const set = (title: string, day: string) =>
    actAs(local.secretary, (db) =>
      scheduleMeeting(db, { bodyId: local.id, title, day, time: '19:00', place: 'Laundry room' }),
    )
  const past = await set('Past', addDays(today(), -7))
  const coming = await set('Coming', addDays(today(), 7))
  await actAs(local.secretary, async (db) => {
    for (const [meetingId, answer] of [
      [past, 'yes'],
      [coming, 'no'],
    ])
      await db.sql`
        insert into ask (holding_id, id, unit_id, step, meeting_id, answer, account_id)
        values (${house.holdingId}, gen_random_uuid(), ${door?.id}, 'meeting', ${meetingId}, ${answer}, ${db.actor.accountId})`
    await tickDoor(db, past, { unitId: door?.id ?? '', outcome: 'kept' })
  })
  const shown = async (meetingId: string | null) => {
    const page = await actAs(local.secretary, (db) => readChart(db, house.id, 'room', meetingId))
    const { answer, coming } = page.chart?.doors.find(({ label }) => label === door?.label) ?? {}
    return { title: page.chart?.meeting?.title, answer, coming }
  }
  expect(await shown(null)).toEqual({ title: 'Coming', answer: 'no', coming: 'no' })
  expect(await shown(past)).toEqual({ title: 'Past', answer: 'yes', coming: 'came' })
})
