import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { letMinutesGo } from '#app/canvass/let-minutes-go.server.ts'
import type { Knock } from '#app/canvass/sync/ops.schema.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { addDays, instantOf } from '#app/core/days.ts'
import { scheduleMeeting } from '#app/federation/meetings/meetings.server.ts'
import { listReminders } from '#app/federation/meetings/paper/meeting-paper.server.ts'
import { aTalk } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestBody, timeZone, today } from '#tests/factories.ts'
import { aPlace, door, type Place } from '#tests/place-factories.ts'
import { answerConsent } from './keep-people.server.ts'
import { findPerson, requirePeopleFile } from './people.server.ts'

let body: TestBody
let meetingId: string

beforeAll(async () => {
  body = await aBody()
  meetingId = await actAs(body.secretary, (db) =>
    scheduleMeeting(db, {
      bodyId: body.id,
      title: 'Heat',
      day: addDays(today(), 3),
      time: '19:00',
      place: 'Laundry room',
    }),
  )
})

/** Somebody of the first door who comes to the meeting, with a number; what was asked of them later is said in further talks. */
async function aNeighbor() {
  const place = await aPlace(body)
  const personId = randomUUID()
  const talk = (said: Partial<Knock>) =>
    aTalk(place.turfId, door(place), {
      person: { personId, isNew: false },
      asks: [],
      consents: undefined,
      contact: undefined,
      join: undefined,
      level: undefined,
      followUp: undefined,
      repairs: undefined,
      ...said,
    })
  const calls = (...given: boolean[]) =>
    talk({ consents: given.map((yes) => ({ purpose: 'contact', channel: 'call', given: yes })) })
  await place.phone.send(
    talk({
      person: { personId, name: 'Ana', isNew: true },
      contact: { kind: 'phone', value: '510 555 0100' },
      asks: [{ id: randomUUID(), step: 'meeting', meetingId, answer: 'yes' }],
    }),
  )
  return { place, personId, calls, talk }
}

const atDesk = <T>(
  place: Place,
  fn: (db: Handle, file: Awaited<ReturnType<typeof requirePeopleFile>>) => Promise<T>,
) => actAs(body.secretary, async (db) => fn(db, await requirePeopleFile(db, place.building.id)))

const standing = (place: Place, personId: string) =>
  atDesk(place, async (db, file) => (await findPerson(db, file, personId))?.consents ?? [])

/** What the reminder list and the person's page say of calling them. */
async function mayCall({ place, personId }: { place: Place; personId: string }) {
  const page = (await standing(place, personId)).find(({ channel }) => channel === 'call')?.given ?? false
  const [reminder] = await atDesk(place, (db) => listReminders(db, meetingId, place.building.holdingId))
  const list = reminder?.phones.some(({ call }) => call) ?? false
  expect(list).toBe(page)
  return page
}

const answer = (
  { place, personId }: { place: Place; personId: string },
  said: 'yes' | 'no',
  seen: string[],
) =>
  atDesk(place, (db, file) => answerConsent(db, { file, personId }, { question: 'call', answer: said, seen }))
const refusals = async ({ place, personId }: { place: Place; personId: string }) =>
  (await standing(place, personId)).flatMap((one) => one.refusals)

test.each([
  ['the no last', [true, false]],
  ['the no first', [false, true]],
  ['a yes before and after', [true, false, true]],
])('a no holds, whichever came in first: %s', async (_, order) => {
  const ana = await aNeighbor()
  await ana.place.phone.send(ana.calls(true))
  expect(await mayCall(ana)).toBe(true)
  const other = await aNeighbor()
  for (const given of order) await other.place.phone.send(other.calls(given))
  expect(await mayCall(other)).toBe(false)
  // In one delivery, as after an evening offline.
  const late = await aNeighbor()
  await late.place.phone.send(...order.map((given) => late.calls(given)))
  expect(await mayCall(late)).toBe(false)
})

test('to be contacted, refused without a way, is refused of each way', async () => {
  const ana = await aNeighbor()
  await ana.place.phone.send(ana.calls(true))
  await ana.place.phone.send(ana.talk({ consents: [{ purpose: 'contact', given: false }] }))
  expect(await mayCall(ana)).toBe(false)
  expect(await standing(ana.place, ana.personId)).toMatchObject([
    { purpose: 'contact', channel: 'call', given: false },
    { purpose: 'contact', channel: 'text', given: false },
  ])
  // Asked again about calls alone, texts stay refused.
  await answer(ana, 'yes', await refusals(ana))
  expect(await mayCall(ana)).toBe(true)
  expect((await standing(ana.place, ana.personId)).map(({ given }) => given)).toEqual([true, false])
})

test('only a yes written down at the desk takes a no away, and only those it was shown', async () => {
  const ana = await aNeighbor()
  await ana.place.phone.send(ana.calls(false))
  const seen = await refusals(ana)
  // Another no comes in while the page is open.
  await ana.place.phone.send(ana.calls(false))
  await answer(ana, 'yes', seen)
  expect(await mayCall(ana)).toBe(false)
  await answer(ana, 'yes', await refusals(ana))
  expect(await mayCall(ana)).toBe(true)
  // One that comes in later holds again, and so does the desk's own.
  await ana.place.phone.send(ana.calls(false), ana.calls(true))
  expect(await mayCall(ana)).toBe(false)
  await answer(ana, 'yes', await refusals(ana))
  await answer(ana, 'no', [])
  expect(await mayCall(ana)).toBe(false)
})

test('a no that was taken back is none; whoever may not write in the file lifts nothing', async () => {
  const ana = await aNeighbor()
  await ana.place.phone.send(ana.calls(true))
  const wrong = ana.calls(false)
  await ana.place.phone.send(wrong)
  const seen = await refusals(ana)
  const steward = await anAccount({ bodyId: body.id, role: 'steward', by: body.secretary })
  const lifts = actAs(steward, async (db) =>
    answerConsent(
      db,
      { file: await requirePeopleFile(db, ana.place.building.id), personId: ana.personId },
      { question: 'call', answer: 'yes', seen },
    ),
  )
  await expect(lifts).rejects.toMatchObject({ status: 404 })
  expect(await mayCall(ana)).toBe(false)
  await ana.place.phone.send({ kind: 'retract', knockId: wrong.knockId, unitId: door(ana.place) })
  expect(await mayCall(ana)).toBe(true)
})

test('a yes from a door says of no refusal that it is over, whatever the request', async () => {
  const { place, personId } = await aNeighbor()
  const atTheDoor = actAs(
    place.phone.account,
    (db) =>
      db.sql`insert into consent (holding_id, person_id, purpose, channel, given, account_id, lifts)
        values (${place.building.holdingId}, ${personId}, 'contact', 'call', true, ${db.actor.accountId}, ${[randomUUID()]}::uuid[])`,
    'doors',
  )
  await expect(atTheDoor).rejects.toMatchObject({ code: '42501' })
})

test('what stands is the same when a day has lost its minutes, and for what comes in for it afterwards', async () => {
  const evening = addDays(today(), -9)
  const written = async (
    ana: Awaited<ReturnType<typeof aNeighbor>>,
    answers: { given: boolean; day: string; time: string; lifts?: string[]; id?: string }[],
  ) =>
    atDesk(ana.place, async (db) => {
      const file = ana.place.building.holdingId
      for (const { given, day, time, lifts, id = randomUUID() } of answers) {
        const at = instantOf(day, time, timeZone)
        const knockId = lifts ? null : randomUUID()
        if (knockId)
          await db.sql`insert into knock (holding_id, id, unit_id, person_id, account_id, disposition, at, day)
            values (${file}, ${knockId}, ${door(ana.place)}, ${ana.personId}, ${db.actor.accountId}, 'conversation', ${at}, ${day}::date)`
        await db.sql`insert into consent (holding_id, id, person_id, purpose, channel, given, knock_id, account_id, at, lifts)
          values (${file}, ${id}, ${ana.personId}, 'contact', 'call', ${given}, ${knockId}, ${db.actor.accountId}, ${at}, ${lifts ?? []}::uuid[])`
      }
    })
  // Around midnight, in both orders; with a yes of the desk in the morning of a no that came in late.
  const no = randomUUID()
  const cases = [
    [
      { given: false, day: evening, time: '23:59' },
      { given: true, day: addDays(evening, 1), time: '00:01' },
    ],
    [
      { given: true, day: evening, time: '23:59' },
      { given: false, day: addDays(evening, 1), time: '00:01' },
    ],
    [
      { id: no, given: false, day: evening, time: '20:00' },
      { given: true, day: evening, time: '20:01', lifts: [no] },
    ],
  ]
  const people: Awaited<ReturnType<typeof aNeighbor>>[] = []
  for (const answers of cases) {
    const ana = await aNeighbor()
    await written(ana, answers)
    people.push(ana)
  }
  const told = async () => {
    const all = []
    for (const ana of people) all.push(await mayCall(ana))
    return all
  }
  expect(await told()).toEqual([false, false, true])
  await letMinutesGo()
  expect(await told()).toEqual([false, false, true])
  for (const ana of people)
    await written(ana, [
      { given: false, day: evening, time: '00:01' },
      { given: true, day: evening, time: '23:59' },
    ])
  expect(await told()).toEqual([false, false, false])
  await letMinutesGo()
  expect(await told()).toEqual([false, false, false])
})
