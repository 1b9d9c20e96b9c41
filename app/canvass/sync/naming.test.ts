import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { forgetPerson } from '#app/people/forget-person.server.ts'
import { requirePeopleFile } from '#app/people/people.server.ts'
import { aTalk } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestBody } from '#tests/factories.ts'
import { aPlace, door, type Place } from '#tests/place-factories.ts'
import { listNamed } from '../debrief/named.server.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

/** Which doors were named, in order, and at which. */
const named = (place: Place) =>
  actAs(
    body.secretary,
    async (db) =>
      await db.sql<{ at: string; door: string }>`
      select k.unit_id as at, u.label as door from live_naming n join knock k on k.holding_id = n.holding_id and k.id = n.knock_id
      join unit u on u.id = n.unit_id where n.holding_id = ${place.building.holdingId} order by u.label`,
  )
const doorsNamed = async (place: Place) => (await named(place)).map((one) => one.door)

test('doors people listen to are found in their building however they are written, each once', async () => {
  const place = await aPlace(body)
  const other = await aBuilding({ in: body, floors: 9 })
  expect(other.units.map(({ label }) => label)).toContain('9A')
  const said = aTalk(place.turfId, door(place), { listensTo: ['apt 3-b', '3B', ' 2a'] })
  expect((await place.phone.send(said)).answers).toMatchObject([{ result: 'applied' }])
  expect(await named(place)).toEqual([
    { at: door(place), door: '2A' },
    { at: door(place), door: '3B' },
  ])
  // Another building's door, a name and their own door are let go; the talk counts.
  const own = place.building.units.find(({ id }) => id === door(place, 1))?.label ?? ''
  const unheard = aTalk(place.turfId, door(place, 1), { listensTo: ['9A', 'Mrs Ortiz', own] })
  expect((await place.phone.send(unheard)).answers).toMatchObject([{ result: 'applied' }])
  expect(await named(place)).toHaveLength(2)
  const kept = await actAs(
    body.secretary,
    (db) => db.sql`select from refused_op where holding_id = ${place.building.holdingId}`,
  )
  expect(kept).toEqual([])
})

test('a door found in the same batch can be named, also by the name another phone gave it', async () => {
  const place = await aPlace(body)
  const found = { kind: 'unit', unitId: randomUUID(), turfId: place.turfId, label: '3Z', floor: '3' } as const
  await place.phone.send(found, aTalk(place.turfId, door(place), { listensTo: ['3z'] }))
  expect(await doorsNamed(place)).toEqual(['3Z'])
})

test('on their own staircase the short number is enough', async () => {
  const place = await aPlace(body)
  const found = (label: string) =>
    ({ kind: 'unit', unitId: randomUUID(), turfId: place.turfId, label, floor: '3' }) as const
  const [near, far, near13] = [found('Esc A 3G'), found('Esc B 3G'), found('Esc A 3H')]
  await place.phone.send(far, near, near13)
  await place.phone.send(aTalk(place.turfId, near13.unitId, { listensTo: ['3g'] }))
  expect(await doorsNamed(place)).toEqual(['Esc A 3G'])
})

test('what was named goes with the talk when it is taken back, and comes again with the one that stands instead', async () => {
  const place = await aPlace(body)
  const said = aTalk(place.turfId, door(place), { listensTo: ['3B'] })
  await place.phone.send(said)
  await place.phone.send(
    { kind: 'retract', knockId: said.knockId, unitId: said.unitId },
    aTalk(place.turfId, door(place), { listensTo: ['2B'] }),
  )
  expect(await doorsNamed(place)).toEqual(['2B'])
})

test('more than three, a result that is no talk, and somebody of whom nothing may be kept: not taken, and it waits', async () => {
  const place = await aPlace(body)
  const refused = [
    aTalk(place.turfId, door(place), { listensTo: ['1A', '1B', '2A', '2B'] }),
    { ...aTalk(place.turfId, door(place)), disposition: 'not_home' as const, listensTo: ['2A'] },
    aTalk(place.turfId, door(place), {
      person: undefined,
      contact: undefined,
      join: undefined,
      level: undefined,
      note: undefined,
      languages: undefined,
      repairs: undefined,
      listensTo: ['2A'],
      consents: [{ purpose: 'keep', given: false }],
    }),
  ]
  for (const act of refused)
    expect((await place.phone.send(act)).answers).toMatchObject([{ result: 'rejected', code: 'invalid' }])
  expect(await named(place)).toEqual([])
})

test('who is forgotten takes along whom they named, and what named the door they lived behind alone', async () => {
  const place = await aPlace(body)
  const [first, second, third] = place.doors as [string, string, string]
  const label = (id: string) => place.building.units.find((unit) => unit.id === id)?.label ?? ''
  const [gone, mate] = [randomUUID(), randomUUID()]
  const met = (personId: string) => ({ person: { personId, name: 'Ana', isNew: true } })
  await place.phone.send(
    aTalk(place.turfId, first, { ...met(gone), listensTo: [label(third)] }),
    aTalk(place.turfId, second, { ...met(randomUUID()), listensTo: [label(first)] }),
    aTalk(place.turfId, third, { ...met(mate), listensTo: [label(second)] }),
  )
  await actAs(body.secretary, async (db) =>
    forgetPerson(db, await requirePeopleFile(db, place.building.id), gone),
  )
  expect(await named(place)).toEqual([{ at: third, door: label(second) }])
})

test('in the debrief a door stands that two others named, with who lives there', async () => {
  const place = await aPlace(body)
  const [first, second, third, fourth] = place.doors as [string, string, string, string]
  const label = (id: string) => place.building.units.find((unit) => unit.id === id)?.label ?? ''
  const evening = () =>
    actAs(body.secretary, async (db) => {
      const [turf] = await db.sql<{
        shiftId: string
      }>`select shift_id as "shiftId" from turf where id = ${place.turfId}`
      return (await listNamed(db, turf?.shiftId ?? '')).map(({ door, by, people }) => [
        door,
        by,
        people.map(({ name }) => name),
      ])
    })
  const lives = (name: string, unitId: string) =>
    actAs(body.secretary, async (db) => {
      const id = randomUUID()
      await db.sql`insert into person (holding_id, id, name) values (${place.building.holdingId}, ${id}, ${name})`
      await db.sql`insert into residency (holding_id, person_id, unit_id) values (${place.building.holdingId}, ${id}, ${unitId})`
      return id
    })
  await lives('Lea', fourth)
  const talk = (unitId: string, ...listensTo: string[]) =>
    aTalk(place.turfId, unitId, { listensTo, repairs: undefined })
  await place.phone.send(talk(first, label(fourth)), talk(first, label(fourth)))
  expect(await evening()).toEqual([])
  const other = talk(second, label(fourth), label(third))
  await place.phone.send(other)
  expect(await evening()).toEqual([[label(fourth), 2, ['Lea']]])
  await place.phone.send({ kind: 'retract', knockId: other.knockId, unitId: second })
  expect(await evening()).toEqual([])
  // What the desk was told of counts by the door of whoever said it, and says whom they meant.
  const kim = await lives('Kim', fourth)
  const said = await lives('Nora', third)
  await actAs(
    body.secretary,
    (db) => db.sql`
    insert into tie (holding_id, from_person_id, to_person_id, kind) values (${place.building.holdingId}, ${said}, ${kim}, 'follows')`,
  )
  expect(await evening()).toEqual([[label(fourth), 2, ['Kim']]])
})
