import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { readToday } from '#app/today/today.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf } from '#tests/door-factories.ts'
import { moveShift, shiftOf } from '#tests/evening-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import { leadShift } from '../board/board.server.ts'
import { heardOnShift } from '../heard/heard.server.ts'
import { tellShift } from '../joining/joining.server.ts'
import { findOutcome, listPaces } from './because.server.ts'
import { listDoorsToCorrect } from './correct-doors.server.ts'
import {
  countPromisesLeft,
  findDebriefShift,
  listDrafts,
  listEvenings,
  listPromises,
  setPromise,
} from './debrief.server.ts'
import { listNamed, listNamedDoors } from './named.server.ts'

let committee: TestBody
let building: TestBuilding
let lead: TestAccount
let member: TestAccount
let walker: TestAccount
let shiftId: string
const followUp = randomUUID()

const door = (nth: number) => building.units[nth]?.id ?? ''
const when = (starts: string, ends: string) => moveShift(committee, shiftId, starts, ends)

/** Walker knocks eight doors; the shift is in the hands of another canvasser, who has none of them. */
beforeAll(async () => {
  committee = await aBody({ kind: 'committee' })
  building = await aBuilding({ in: committee, floors: 4, lines: 2 })
  lead = await aCanvasser(committee)
  walker = await aCanvasser(committee)
  member = await anAccount({ bodyId: committee.id, role: 'committee', by: committee.secretary })
  const turfId = await aTurf({ in: committee, building, to: walker })
  shiftId = await shiftOf(committee, turfId)
  await actAs(
    committee.secretary,
    (db) => db.sql`update shift set lead_id = ${lead.accountId} where id = ${shiftId}`,
  )
  await aTenant({ in: committee, building, unitId: door(5), name: 'Nora' })
  const phone = await aServedPhone(walker)
  for (let nth = 0; nth < 5; nth++)
    await phone.send(
      aTalk(turfId, door(nth), {
        heard: ['rent'],
        asks: [],
        join: false,
        person: { personId: randomUUID(), name: 'Nora', isNew: true },
        listensTo: [building.units[nth < 2 ? 7 : 6 - nth]?.label ?? ''],
        followUp: nth === 0 ? { id: followUp, what: 'Bring the letter to Nora' } : undefined,
        repairs: undefined,
      }),
    )
  await phone.send(aKnock(turfId, door(5), { disposition: 'moved' }))
  await phone.send(aKnock(turfId, door(6), { disposition: 'moved' }))
  await phone.send(aKnock(turfId, door(6), { disposition: 'landlord_agent' }))
  await actAs(walker, (db) => tellShift(db, { shiftId, ready: false, back: true, drafts: 2 }), 'doors')
})

const asLead = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(lead, fn)

test('a lead who is a canvasser sees doors and numbers, and neither a name nor what was written at a door', async () => {
  const shift = await asLead((db) => findDebriefShift(db, shiftId))
  expect(shift).toMatchObject({ leads: true, reads: false })
  await asLead(async (db) => {
    const seen = [
      await findOutcome(db, shiftId),
      await listPaces(db, shiftId),
      await listDrafts(db, shiftId),
      await listDoorsToCorrect(db, shiftId),
      await heardOnShift(db, shiftId),
      await countPromisesLeft(db, shiftId),
    ]
    expect(seen).toMatchObject([
      { doors: 7, talks: 5, promises: 1 },
      [{ doors: 7, talks: 5 }],
      [{ name: walker.name, drafts: 2 }],
      // Where the landlord's people live is for those who keep the file.
      [{ door: building.units[5]?.label, why: 'moved' }],
      { lines: [{ code: 'rent', doors: 5 }], more: false },
      1,
    ])
    expect(JSON.stringify(seen)).not.toMatch(/Nora|letter/)
    expect([await listPromises(db, shiftId), await listNamed(db, shiftId)]).toEqual([[], []])
    expect(await listNamedDoors(db, shiftId)).toMatchObject([
      { door: building.units[7]?.label, by: 2, people: [] },
    ])
    await expect(
      setPromise(db, shiftId, {
        holdingId: building.holdingId,
        id: followUp,
        ownerId: member.accountId,
        due: addDays(today(), 3),
      }),
    ).rejects.toMatchObject({ status: 404 })
  })
})

test('a committee member reads all of it, without having been given a door', async () => {
  await actAs(member, async (db) => {
    expect(await findDebriefShift(db, shiftId)).toMatchObject({ leads: false, reads: true })
    expect(await listPromises(db, shiftId)).toMatchObject([{ what: 'Bring the letter to Nora' }])
    expect((await listDoorsToCorrect(db, shiftId)).map(({ why }) => why)).toEqual(['moved', 'landlord_agent'])
    expect((await heardOnShift(db, shiftId)).lines).toEqual([{ code: 'rent', doors: 5 }])
    expect(await listNamed(db, shiftId)).toMatchObject([
      { door: building.units[7]?.label, by: 2, people: [] },
    ])
    // How a pair went is between the pair and its lead.
    expect([await listPaces(db, shiftId), await listDrafts(db, shiftId)]).toEqual([[], []])
    const given = { holdingId: building.holdingId, id: followUp, ownerId: member.accountId }
    await setPromise(db, shiftId, { ...given, due: addDays(today(), 3) })
    expect(await listPromises(db, shiftId)).toMatchObject([{ ownerId: member.accountId }])
  })
})

test('the number of talks to finish is the newest the phone told, whoever is back', async () => {
  const tell = (drafts: number) =>
    actAs(walker, (db) => tellShift(db, { shiftId, ready: false, back: false, drafts }), 'doors')
  const told = () => asLead((db) => listDrafts(db, shiftId))
  await tell(3)
  expect(await told()).toMatchObject([{ accountId: walker.accountId, drafts: 3 }])
  await tell(0)
  expect(await told()).toEqual([])
})

test('it is talked over from the beginning of the shift to a week after, and Today leads there', async () => {
  const kinds = async (who: TestAccount) =>
    (await actAs(who, (db) => readToday(db))).items
      .filter(({ href }) => href === `/turf/${shiftId}/debrief`)
      .map(({ kind }) => kind)
  const sees = (who: TestAccount) =>
    actAs(who, (db) => findDebriefShift(db, shiftId)).then(
      () => true,
      () => false,
    )
  await when('1 hour', '3 hours')
  expect([await sees(lead), await kinds(lead), await kinds(member)]).toEqual([false, [], []])
  await when('-6 days', '-5 days')
  expect([await sees(lead), await kinds(lead), await kinds(member)]).toEqual([true, ['debrief'], ['debrief']])
  expect(await asLead((db) => findOutcome(db, shiftId))).toMatchObject({ doors: 7 })
  // What a lead does on the evening ends the morning after: the board, its code, whose word opens names.
  await expect(asLead((db) => leadShift(db, shiftId, { intent: 'newCode' }))).rejects.toMatchObject({
    status: 404,
  })
  await when('-9 days', '-8 days')
  expect([await sees(lead), await kinds(lead), await kinds(member)]).toEqual([false, [], []])
  expect(await asLead((db) => findOutcome(db, shiftId))).toBeNull()
  expect(await asLead((db) => listDoorsToCorrect(db, shiftId))).toEqual([])
  expect(await asLead((db) => listNamedDoors(db, shiftId))).toEqual([])
  expect((await asLead((db) => heardOnShift(db, shiftId))).lines).toEqual([])
})

test('the last evening that is over stands first, and one that runs after it', async () => {
  await when('-6 days', '-5 days')
  const [older, newer, running] = await actAs(
    committee.secretary,
    (db) => db.sql<{ id: string }>`
      insert into shift (body_id, starts_at, ends_at, place, made_by) select ${committee.id}, now() + b::interval, now() + e::interval, 'Yard', ${db.actor.accountId}
      from (values ('-4 days', '-3 days'), ('-2 days', '-1 day'), ('-1 hour', '1 hour')) as v (b, e) returning id`,
  )
  const evenings = async (who: TestAccount) => (await actAs(who, listEvenings)).map(({ id }) => id)
  expect(await evenings(member)).toEqual([newer?.id, running?.id])
  expect(await evenings(committee.secretary)).toEqual([newer?.id, running?.id])
  // Whoever led one finds it for its whole week; of what others led they are told nothing.
  expect(await evenings(lead)).toEqual([shiftId])
  expect(await evenings(walker)).toEqual([])
  await actAs(
    committee.secretary,
    (db) =>
      db.sql`update shift set called_off_at = now() where id = any (${[older?.id, newer?.id, running?.id]}::uuid[])`,
  )
  expect(await evenings(member)).toEqual([shiftId])
})

test('whose role has ended leads nothing any more, and nobody of another body sees it', async () => {
  await when('-2 hours', '1 hour')
  const other = await aBody({ kind: 'committee' })
  await expect(actAs(other.secretary, (db) => findDebriefShift(db, shiftId))).rejects.toMatchObject({
    status: 404,
  })
  expect(await actAs(other.secretary, (db) => listDoorsToCorrect(db, shiftId))).toEqual([])
  expect((await actAs(walker, (db) => heardOnShift(db, shiftId))).lines).toEqual([])
  await actAs(
    committee.secretary,
    (db) => db.sql`update role_grant set revoked_at = now() where account_id = ${lead.accountId}`,
  )
  await expect(asLead((db) => findDebriefShift(db, shiftId))).rejects.toMatchObject({ status: 404 })
})
