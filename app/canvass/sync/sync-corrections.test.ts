import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addPerson } from '#app/people/keep-people.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestBody } from '#tests/factories.ts'
import { doorFace } from '../doors/door-face.ts'
import { knockOf, takenBackDraft } from '../doors/knock-of.ts'
import { newTalk, type TalkDraft } from '../doors/talk-draft.ts'
import { dispositionCodes } from '../lists.ts'
import { putAside } from '../turf/by-hand/by-hand.server.ts'
import type { Knock } from './ops.schema.ts'
import { listRefused } from './refused-ops.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

async function aPlace(floors?: string[]) {
  const building = await aBuilding({ in: body, floors: 8, lines: 2 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account, floors })
  const doors = building.units.map(({ id }) => id) as [string, string, ...string[]]
  return { building, turfId, account, phone: await aServedPhone(account), doors }
}

type Place = Awaited<ReturnType<typeof aPlace>>

async function stateOf(unitId: string) {
  const [row] = await actAs(
    body.secretary,
    (db) => db.sql`
      select d.tries, d.last_disposition, d.pending_members, d.open_repairs, l.level
      from door_state d left join auth.door_levels(d.holding_id) l on l.unit_id = d.unit_id where d.unit_id = ${unitId}`,
  )
  return row
}

async function countIn({ building }: Place) {
  const [row] = await actAs(
    body.secretary,
    (db) =>
      db.sql`select (select count(*)::int from person where holding_id = ${building.holdingId}) as people,
        (select count(*)::int from contact where holding_id = ${building.holdingId}) as contacts,
        (select count(*)::int from second_value where holding_id = ${building.holdingId}) as seconds`,
  )
  return row
}

const takeBack = ({ knockId, unitId }: Knock) => ({ kind: 'retract' as const, knockId, unitId })
const applied = [expect.objectContaining({ result: 'applied' })]

test('a talk that was sent, taken back and done again is applied, about the same person', async () => {
  const place = await aPlace()
  const { phone, doors } = place
  const turf = phone.lease.turfs[0] as (typeof phone.lease.turfs)[number]
  const said: TalkDraft = {
    ...newTalk(doors[0], []),
    who: 'new',
    name: 'Ana R.',
    phone: '510 555 0100',
    contact: { call: true, text: false },
    join: true,
    level: 2,
    asks: { bring_neighbor: 'yes' },
    repairs: [{ id: randomUUID(), category: 'leak', severity: 'serious', since: 'today' }],
  }
  const first = knockOf(said, turf)
  expect((await phone.send(first)).answers).toEqual(applied)
  expect((await phone.send(takeBack(first))).answers).toEqual(applied)
  expect(await stateOf(doors[0])).toMatchObject({
    pending_members: 0,
    level: null,
    open_repairs: 0,
    tries: 0,
  })

  const corrected = { ...takenBackDraft(said, 'retracted'), level: 1 }
  const again = knockOf(corrected, turf)
  expect((await phone.send(again)).answers).toEqual(applied)
  expect(await stateOf(doors[0])).toMatchObject({ pending_members: 1, level: 1, open_repairs: 1, tries: 1 })
  expect(await countIn(place)).toEqual({ people: 1, contacts: 1, seconds: 0 })

  // Once more, and now the name was wrong: it waits for somebody as a second one.
  expect((await phone.send(takeBack(again))).answers).toEqual(applied)
  const renamed = knockOf({ ...takenBackDraft(corrected, 'retracted'), name: 'Anna R.' }, turf)
  expect((await phone.send(renamed)).answers).toEqual(applied)
  expect(await stateOf(doors[0])).toMatchObject({ pending_members: 1, level: 1, open_repairs: 1 })
  expect(await countIn(place)).toEqual({ people: 1, contacts: 1, seconds: 1 })
})

test('a talk that was taken back before it was sent is done again with somebody new', async () => {
  const { phone, doors } = await aPlace()
  const turf = phone.lease.turfs[0] as (typeof phone.lease.turfs)[number]
  const said: TalkDraft = { ...newTalk(doors[0], []), who: 'new', name: 'Ana R.', level: 2 }
  const again = knockOf(takenBackDraft(said, 'removed'), turf)
  expect(again.person?.isNew).toBe(true)
  expect((await phone.send(again)).answers).toEqual(applied)
})

test('who joined in a talk that was taken back may join again', async () => {
  const { phone, turfId, doors } = await aPlace()
  const talk = aTalk(turfId, doors[0])
  await phone.send(talk, takeBack(talk))
  const known = { personId: talk.person?.personId as string, isNew: false }
  const join = aKnock(turfId, doors[0], { disposition: 'conversation', person: known, join: true })
  expect((await phone.send(join)).answers).toEqual(applied)
  expect(await stateOf(doors[0])).toMatchObject({ pending_members: 1 })
  await phone.send({ ...join, knockId: randomUUID() })
  expect(await stateOf(doors[0])).toMatchObject({ pending_members: 1 })
})

test('of knocks that come late and one by one the last is the last', async () => {
  const { phone, turfId, doors } = await aPlace()
  await actAs(
    body.secretary,
    (db) =>
      db.sql`update turf_assignment set expires_at = now() - interval '1 hour' where turf_id = ${turfId}`,
  )
  for (const unitId of doors.slice(0, 8)) {
    await phone.send(aKnock(turfId, unitId))
    await phone.send(aKnock(turfId, unitId, { disposition: 'refused' }))
    expect(await stateOf(unitId)).toMatchObject({ tries: 2, last_disposition: 'refused' })
  }
  // The second of one batch, then the first of the next.
  await phone.send(aKnock(turfId, doors[9] as string), aKnock(turfId, doors[8] as string))
  await phone.send(aKnock(turfId, doors[8] as string, { disposition: 'refused' }))
  expect(await stateOf(doors[8] as string)).toMatchObject({ last_disposition: 'refused' })
})

test('who is met at one door and lives behind another counts at both', async () => {
  const place = await aPlace()
  const { building, phone, turfId, doors } = place
  const [, , , home] = doors
  const file = {
    holdingId: building.holdingId,
    bodyId: body.id,
    buildingId: building.id,
    address: building.address,
    mayWrite: true,
    mayVouch: true,
    seesContacts: true,
  }
  const personId = await actAs(body.secretary, (db) =>
    addPerson(db, file, { name: 'Up Stairs', unitId: home as string }),
  )
  const join = aKnock(turfId, doors[0], {
    disposition: 'conversation',
    person: { personId, isNew: false },
    join: true,
  })
  expect((await phone.send(join)).answers).toEqual(applied)
  expect(await stateOf(home as string)).toMatchObject({ pending_members: 1 })
  const kept = () =>
    actAs(
      body.secretary,
      (db) =>
        db.sql`select unit_id, tries, pending_members, members from door_state where holding_id = ${building.holdingId} and (tries > 0 or pending_members > 0) order by unit_id`,
    )
  const before = await kept()
  expect(before).toHaveLength(2)
  await actAs(body.secretary, (db) => db.sql`select derive.recount(${doors}::uuid[], 'test')`)
  expect(await kept()).toEqual(before)
  await phone.send(takeBack(join))
  expect(await stateOf(home as string)).toMatchObject({ pending_members: 0 })
})

test('phone and database count the same tries, whatever came of a knock', async () => {
  const { account, phone, turfId, doors } = await aPlace()
  const before = phone.lease.turfs[0]?.doors ?? []
  // One by one and all at once: a batch of closed doors alone goes its own way.
  const knocks = dispositionCodes.map((disposition, i) => aKnock(turfId, doors[i] as string, { disposition }))
  for (const knock of knocks) await phone.send(knock)
  await phone.send(...knocks.map((knock) => ({ ...knock, knockId: randomUUID() })))
  const after = (await aServedPhone(account)).lease.turfs[0]?.doors ?? []
  for (const [i, disposition] of dispositionCodes.entries()) {
    const isIt = ({ unitId }: { unitId: string }) => unitId === doors[i]
    const op = knocks[i] as Knock
    const knock = { unitId: op.unitId, disposition, counted: false, op }
    const face = doorFace(before.find(isIt) as (typeof before)[number], [knock, knock], false, turfId)
    expect([disposition, after.find(isIt)?.tries]).toEqual([disposition, face.tries])
  }
})

test('a phone is told which of its acts have had their look', async () => {
  const { account, phone, turfId, doors } = await aPlace(['1'])
  const { answers } = await phone.send(aKnock(turfId, doors.at(-1) as string))
  expect(answers).toMatchObject([{ code: 'not_your_turf' }])
  const opId = answers[0]?.opId as string
  expect((await aServedPhone(account)).lease.settled).toEqual([])
  const refused = (await actAs(body.secretary, listRefused)).find((act) => act.opId === opId)
  await actAs(body.secretary, (db) => putAside(db, refused?.id as string, 'mistake'))
  expect((await aServedPhone(account)).lease.settled).toEqual([opId])
  expect((await aServedPhone(await aCanvasser(body))).lease.settled).toEqual([])
})
