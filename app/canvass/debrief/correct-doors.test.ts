import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { changeDoors } from '#app/buildings/doors.server.ts'
import type { Day } from '#app/core/days.ts'
import { addPerson, confirmStillLives, moveOut } from '#app/people/keep-people.server.ts'
import { findPerson, requirePeopleFile } from '#app/people/people.server.ts'
import { aKnock, aTalk } from '#tests/door-factories.ts'
import { moveShift, shiftOf } from '#tests/evening-factories.ts'
import {
  aBody,
  actAs,
  anAccount,
  type TestAccount,
  type TestBody,
  timeZone,
  today,
} from '#tests/factories.ts'
import { aPlace, door, type Place } from '#tests/place-factories.ts'
import { letMinutesGo } from '../let-minutes-go.server.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { listDoorsToCorrect, putDoorRight } from './correct-doors.server.ts'
import { listNamed } from './named.server.ts'

let committee: TestBody
let member: TestAccount

beforeAll(async () => {
  committee = await aBody({ kind: 'committee' })
  member = await anAccount({ bodyId: committee.id, role: 'committee', by: committee.secretary })
})

async function anEvening() {
  const place = await aPlace(committee)
  const shiftId = await shiftOf(committee, place.turfId)
  const said = async (nth: number, disposition: Knock['disposition']) => {
    const knock = aKnock(place.turfId, door(place, nth), { disposition })
    expect((await place.phone.send(knock)).answers).toMatchObject([{ result: 'applied' }])
    return knock
  }
  const listed = (who = committee.secretary) => actAs(who, (db) => listDoorsToCorrect(db, shiftId))
  const found = async (who?: TestAccount) =>
    (await listed(who)).map(({ unitId, why }) => [place.doors.indexOf(unitId), why])
  const settle = (nth: number, who = member) =>
    actAs(who, async (db) => {
      const one = (await listDoorsToCorrect(db, shiftId)).find(({ unitId }) => unitId === door(place, nth))
      await putDoorRight(db, shiftId, { unitId: door(place, nth), knockId: one?.knockId ?? null })
    })
  return { place, shiftId, said, listed, found, settle }
}

const lives = (place: Place, nth: number, name: string) =>
  actAs(committee.secretary, async (db) =>
    addPerson(db, await requirePeopleFile(db, place.building.id), { name, unitId: door(place, nth) }),
  )
const saysOf = (place: Place, personId: string, until: Day | null) =>
  actAs(member, async (db) => {
    const file = await requirePeopleFile(db, place.building.id)
    const [home] = (await findPerson(db, file, personId))?.residencies ?? []
    const residencyId = home?.id ?? ''
    if (until) return moveOut(db, { file, personId }, { residencyId, until })
    return confirmStillLives(db, { file, personId }, { residencyId, knockId: home?.doubt?.knockId ?? '' })
  })

test.each(['moved', 'deceased'] as const)(
  'a door where somebody %s is listed with those of whom it has to be said, until it was',
  async (why) => {
    const { place, said, listed, found, settle } = await anEvening()
    const [ana, ben] = [await lives(place, 0, 'Ana'), await lives(place, 0, 'Ben')]
    await said(0, why)
    // Where nobody is known there is nobody to take off.
    await said(1, why)
    expect(await listed(member)).toMatchObject([{ why, people: [{ name: 'Ana' }, { name: 'Ben' }] }])
    await expect(settle(0)).rejects.toMatchObject({ status: 404 })
    // Also when a new tenant was met there the same evening.
    await place.phone.send(
      aTalk(place.turfId, door(place), {
        person: { personId: randomUUID(), name: 'Carla', isNew: true },
      }),
    )
    await saysOf(place, ana, today())
    expect(await listed(member)).toMatchObject([{ why, people: [{ id: ben }] }])
    await saysOf(place, ben, null)
    expect(await found()).toEqual([])
  },
)

test('what was taken back or corrected counts no more', async () => {
  const { place, said, found } = await anEvening()
  await lives(place, 0, 'Ana')
  const moved = await said(0, 'moved')
  const wrong = await said(1, 'wrong_unit')
  expect(await found()).toEqual([
    [0, 'moved'],
    [1, 'wrong_unit'],
  ])
  await place.phone.send({ kind: 'retract', knockId: moved.knockId, unitId: door(place, 0) })
  await place.phone.send({ kind: 'retract', knockId: wrong.knockId, unitId: door(place, 1) })
  await said(1, 'brief')
  expect(await found()).toEqual([])
})

test('a door is the last word at it, and a try is none', async () => {
  const { said, found } = await anEvening()
  await said(0, 'wrong_unit')
  await said(0, 'not_home')
  await said(1, 'vacant')
  await said(1, 'brief')
  expect(await found()).toEqual([[0, 'wrong_unit']])
})

test('a wrong door and a new one are settled by whoever keeps the list of doors', async () => {
  const { place, said, found, settle } = await anEvening()
  await said(0, 'wrong_unit')
  await said(1, 'wrong_unit')
  const [unitId, label] = [randomUUID(), '3X']
  await place.phone.send({ kind: 'unit', unitId, turfId: place.turfId, label, floor: '3' })
  place.doors.push(unitId)
  const last = place.doors.length - 1
  expect(await found(member)).toEqual([
    [0, 'wrong_unit'],
    [1, 'wrong_unit'],
    [last, 'new'],
  ])
  for (const nth of [0, last]) await expect(settle(nth)).rejects.toMatchObject({ status: 404 })
  await settle(last, committee.secretary)
  const { label: wrong } = place.building.units[1] ?? { label: '' }
  await actAs(committee.secretary, (db) =>
    changeDoors(db, place.building.id, { act: 'strike', key: wrong, reason: 'does_not_exist' }),
  )
  expect(await found(member)).toEqual([[0, 'wrong_unit']])
  await settle(0, committee.secretary)
  expect(await found(member)).toEqual([])
})

test.each(['vacant', 'hostile_unsafe', 'landlord_agent'] as const)(
  '%s is settled by whoever reads what was promised, once and for all readers',
  async (why) => {
    const { said, found, settle } = await anEvening()
    await said(2, why)
    expect(await found(member)).toEqual([[2, why]])
    await settle(2)
    expect(await found()).toEqual([])
    await expect(settle(2)).rejects.toMatchObject({ status: 404 })
    // Found again, it is listed again.
    await said(2, why)
    expect(await found()).toEqual([[2, why]])
  },
)

test('people two neighbors named are those named since the shift began, and to the end of its debrief', async () => {
  const { place, shiftId } = await anEvening()
  const [lea, fay, nora] = [
    await lives(place, 0, 'Lea'),
    await lives(place, 1, 'Fay'),
    await lives(place, 2, 'Nora'),
  ]
  await place.phone.send(
    aTalk(place.turfId, door(place, 2), { person: { personId: nora, isNew: false }, repairs: undefined }),
  )
  const read = () =>
    actAs(member, async (db) => (await listNamed(db, shiftId)).map(({ people, by }) => [people[0]?.name, by]))
  await moveShift(committee, shiftId, '-1 hours', '1 hours')
  const name = (from: string, at: string | null) =>
    actAs(
      committee.secretary,
      (db) => db.sql`
        insert into tie (holding_id, from_person_id, to_person_id, kind, at)
        values (${place.building.holdingId}, ${from}, ${lea}, 'follows', now() + ${at}::interval)`,
    )
  const forget = () => actAs(committee.secretary, (db) => db.sql`delete from tie where to_person_id = ${lea}`)
  await name(fay, '-2 hours')
  await name(nora, '-10 minutes')
  expect(await read()).toEqual([])
  await forget()
  await name(fay, null)
  await name(nora, '-10 minutes')
  expect(await read()).toEqual([])
  await forget()
  await name(fay, '-10 minutes')
  await name(nora, '-10 minutes')
  expect(await read()).toEqual([['Lea', 2]])
  // A week later the day alone is known, and the same are named.
  await moveShift(committee, shiftId, '-9 days', '-9 days 2 hours')
  await forget()
  for (const from of [fay, nora]) await name(from, '-9 days 10 minutes')
  expect(await read()).toEqual([['Lea', 2]])
  await letMinutesGo()
  const [minutes] = await actAs(
    committee.secretary,
    (db) => db.sql<{ told: string }>`
      select string_agg(distinct to_char(at at time zone ${timeZone}, 'HH24:MI:SS.US'), ' ') as told from tie where to_person_id = ${lea}`,
  )
  expect(minutes?.told).toBe('12:00:00.000000')
  expect(await read()).toEqual([['Lea', 2]])
  await forget()
  for (const from of [fay, nora]) await name(from, '-10 minutes')
  // After its debrief, what is said belongs to a later evening.
  await moveShift(committee, shiftId, '-8 days', '-7 days -1 hours')
  expect(await read()).toEqual([])
})
