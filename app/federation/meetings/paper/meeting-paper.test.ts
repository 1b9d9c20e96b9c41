import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aTalk } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestBody, today } from '#tests/factories.ts'
import { aPlace, door } from '#tests/place-factories.ts'
import { listSheetDoors, scheduleMeeting } from '../meetings.server.ts'
import { remindDoor } from '../tick-doors.server.ts'
import {
  choosePaperBuilding,
  listReminders,
  listWhoSaidYes,
  requireMeeting,
  writeFlyerPart,
} from './meeting-paper.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

function aMeeting() {
  return actAs(body.secretary, (db) =>
    scheduleMeeting(db, {
      bodyId: body.id,
      title: 'Heat',
      day: addDays(today(), 3),
      time: '19:00',
      place: 'Laundry room',
    }),
  )
}

test('doors to remind are those of yes and maybe; a number stands only where it may be used', async () => {
  const place = await aPlace(body)
  const meetingId = await aMeeting()
  const ask = (answer: 'yes' | 'maybe' | 'no') => [
    { id: randomUUID(), step: 'meeting' as const, meetingId, answer },
  ]
  const [texts, silent, no] = [
    aTalk(place.turfId, door(place), { asks: ask('yes') }),
    ask('maybe'),
    ask('no'),
  ]
  await place.phone.send(
    texts,
    aTalk(place.turfId, door(place, 2), {
      asks: silent,
      consents: [{ purpose: 'contact', channel: 'call', given: false }],
    }),
    aTalk(place.turfId, door(place, 4), { asks: no }),
  )
  const doors = await actAs(body.secretary, (db) => listReminders(db, meetingId, place.building.holdingId))
  expect(doors.map(({ label, answer, phones }) => ({ label, answer, phones }))).toEqual([
    { label: '2A', answer: 'maybe', phones: [] },
    { label: '1A', answer: 'yes', phones: [{ number: '510 555 0100', call: false, text: true }] },
  ])
  await actAs(body.secretary, (db) => remindDoor(db, meetingId, { unitId: door(place), reminded: true }))
  const ticked = await actAs(body.secretary, (db) => listReminders(db, meetingId, place.building.holdingId))
  expect(ticked.map(({ label, reminded }) => [label, reminded])).toEqual([
    ['2A', false],
    ['1A', true],
  ])

  // Taken back, it may not be used any more; nor by whoever may not read contacts.
  await place.phone.send({ kind: 'retract', knockId: texts.knockId, unitId: door(place) })
  const after = await actAs(body.secretary, (db) => listReminders(db, meetingId, place.building.holdingId))
  expect(after.map(({ label }) => label)).toEqual(['2A'])
})

test('reminders and the sign-in sheet go staircase by staircase where a house has more than one', async () => {
  const place = await aPlace(body)
  const meetingId = await aMeeting()
  const ask = () => [{ id: randomUUID(), step: 'meeting' as const, meetingId, answer: 'yes' as const }]
  const { holdingId } = place.building
  const seen = () =>
    actAs(body.secretary, async (db) =>
      (await listReminders(db, meetingId, holdingId)).map(({ entrance, label }) =>
        [entrance, label].join(' '),
      ),
    )
  const stairs = (line: string, name: string) =>
    actAs(
      body.secretary,
      (db) => db.sql`update unit set entrance = ${name} where holding_id = ${holdingId} and line = ${line}`,
    )
  for (const at of [0, 1, 2, 3]) await place.phone.send(aTalk(place.turfId, door(place, at), { asks: ask() }))
  await stairs('A', 'West')
  expect(await seen()).toEqual([' 2A', ' 2B', ' 1A', ' 1B'])
  await stairs('B', 'East')
  expect(await seen()).toEqual(['East 2B', 'East 1B', 'West 2A', 'West 1A'])
  const doors = await actAs(body.secretary, (db) => listSheetDoors(db, holdingId))
  expect(doors.map(({ label }) => label)).toEqual(['3B', '2B', '1B', '3A', '2A', '1A'])
})

test('paper with doors is for those who read the chart; who said yes is nobody’s beside the file’s people', async () => {
  const place = await aPlace(body)
  const meetingId = await aMeeting()
  await place.phone.send(
    aTalk(place.turfId, door(place), {
      asks: [{ id: randomUUID(), step: 'meeting', meetingId, answer: 'yes' }],
    }),
  )
  const member = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary })
  const { holdingId } = place.building
  const refused = actAs(member, async (db) =>
    choosePaperBuilding(db, await requireMeeting(db, meetingId), null),
  )
  await expect(refused).rejects.toMatchObject({ status: 404 })
  const names = await actAs(body.secretary, (db) => listWhoSaidYes(db, meetingId, holdingId))
  expect(names).toEqual([{ unitId: door(place), names: ['Ana R.'] }])
  expect(
    (await actAs(member, (db) => listWhoSaidYes(db, meetingId, holdingId))).flatMap((one) => one.names),
  ).toEqual([])
})

test('a flyer speaks the languages of the catalogues, and never with the words of a door’s card', async () => {
  const startsAt = '2026-11-26T03:00:00.000Z'
  await actAs(body.secretary, async (db) => {
    await db.sql`
      insert into language_card (body_id, language, text, reviewed_by, reviewed_on, account_id)
      values (${body.id}, 'es', 'Volvemos con alguien que habla español', 'Lan', ${db.today}::date, ${db.actor.accountId})`
    // The union's clock, whatever the server's.
    expect(writeFlyerPart(db, startsAt, 'es')).toMatchObject({
      text: expect.stringMatching(/^Venga/),
      weekday: 'Miércoles',
      day: '25 de noviembre de 2026',
      time: expect.stringMatching(/^(19:00|7:00)/),
    })
  })
})
