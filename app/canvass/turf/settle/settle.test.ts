import { beforeAll, expect, test } from 'vitest'
import { withActor } from '#app/core/actor.server.ts'
import { withClient } from '#app/core/start/database.ts'
import { listLog } from '#app/federation/audit-log.server.ts'
import { aKnock, aTalk, aTurf } from '#tests/door-factories.ts'
import { shiftOf } from '#tests/evening-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  asSession,
  doorAt,
  type TestAccount,
  type TestBody,
} from '#tests/factories.ts'
import { aPlace, count, door, type Place, stateOf } from '#tests/place-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import type { SentOp } from '../../sync/ops.schema.ts'
import { listRefused } from '../../sync/refused-ops.server.ts'
import { loader } from './settle.route.tsx'
import type { SettleAct } from './settle.schema.ts'
import { countActsOfShift, listActsOfShift, listDoorsOfShift, settleAct } from './settle.server.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

/** One pair has the first floor and another the second; the third is nobody’s. Whoever leads it has no other right in this body. */
async function anEvening() {
  const place = await aPlace(body, { floors: ['1'] })
  const lead = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary })
  const { turfId, building } = place
  const shiftId = await shiftOf(body, turfId)
  await actAs(body.secretary, async (db) => {
    await db.sql`update shift set lead_id = ${lead.accountId} where id = ${shiftId}`
    await db.sql`insert into turf (holding_id, shift_id, building_id, floors) values (${building.holdingId}, ${shiftId}, ${building.id}, '{2}')`
  })
  return { place, lead, shiftId, theirs: doorAt(building, '2A'), nobodys: doorAt(building, '3A') }
}

async function aRefused({ phone }: Place, op: SentOp) {
  const { answers } = await phone.send(op)
  expect(answers).toMatchObject([{ result: 'rejected' }])
  const act = (await actAs(body.secretary, listRefused)).find(({ opId }) => opId === answers[0]?.opId)
  if (!act) throw new Error('It does not wait for a look')
  return act
}

function settleAs(by: TestAccount, shiftId: string, how: SettleAct) {
  const context = asSession(by, 'page')
  return withActor(context, 'self', (db) => settleAct(db, context, shiftId, how))
}

const acts = (by: TestAccount, shiftId: string) => actAs(by, (db) => listActsOfShift(db, shiftId))

test('who leads the evening writes a talk at another pair’s door as its author’s, and is shown none of its words', async () => {
  const { place, lead, shiftId, theirs } = await anEvening()
  const act = await aRefused(place, aTalk(place.turfId, theirs))
  const listed = await acts(lead, shiftId)
  expect(listed).toMatchObject([
    { id: act.id, code: 'not_your_turf', disposition: 'conversation', saysMore: true, unitId: theirs },
  ])
  expect(JSON.stringify(listed)).not.toMatch(/Ana|Works nights|510 555/)
  // What they may read is what the pages ask: the row itself stays closed.
  expect(await actAs(lead, (db) => db.sql`select from refused_op`)).toEqual([])
  expect(await actAs(lead, (db) => countActsOfShift(db, shiftId))).toBe(1)

  expect(await settleAs(lead, shiftId, { intent: 'knock', id: act.id, unitId: theirs })).toEqual({
    ok: true,
    did: 'written',
  })
  const knocks = await actAs(
    body.secretary,
    (db) =>
      db.sql`select account_id as who, unit_id as unit from knock where holding_id = ${place.building.holdingId}`,
  )
  expect(knocks).toEqual([{ who: place.phone.account.accountId, unit: theirs }])
  expect(await stateOf(theirs, body)).toMatchObject({
    tries: 1,
    level: 2,
    pending_members: 1,
    open_repairs: 1,
  })
  for (const table of ['knock_note', 'assessment', 'contact', 'membership'])
    expect([table, await count(place, table)]).toEqual([table, 1])

  expect(await acts(lead, shiftId)).toEqual([])
  const [entry] = await actAs(body.secretary, (db) => listLog(db, body.id))
  expect(entry).toMatchObject({ action: 'act_by_hand', who: lead.name, about: place.building.address })
  await expect(
    settleAs(lead, shiftId, { intent: 'knock', id: act.id, unitId: theirs }),
  ).rejects.toMatchObject({ status: 404 })
  // Nothing was lent for longer, and the lead reads the file as little as before.
  expect(await actAs(lead, (db) => db.sql`select from person`)).toEqual([])
  expect((await place.phone.send(aKnock(place.turfId, theirs))).answers).toMatchObject([
    { code: 'not_your_turf' },
  ])
})

test('doors outside the evening are not the lead’s to lend: a secretary does that', async () => {
  const { place, lead, shiftId, nobodys, theirs } = await anEvening()
  const act = await aRefused(place, aTalk(place.turfId, nobodys))
  const doors = await actAs(lead, (db) => listDoorsOfShift(db, shiftId))
  expect(doors.map(({ label }) => label)).toEqual(['1A', '1B', '2A', '2B'])
  expect(await settleAs(lead, shiftId, { intent: 'knock', id: act.id, unitId: nobodys })).toEqual({
    ok: false,
    field: 'unitId',
    why: 'notHere',
  })
  expect(await count(place, 'knock')).toBe(0)
  // It was another door than the phone said, and this one is of the evening.
  expect(await settleAs(lead, shiftId, { intent: 'knock', id: act.id, unitId: theirs })).toMatchObject({
    ok: true,
  })
})

test('what fits no rule stays for a secretary, and nothing of it is written', async () => {
  const { place, lead, shiftId, theirs } = await anEvening()
  const act = await aRefused(place, aTalk(place.turfId, theirs, { person: undefined }))
  expect(await settleAs(lead, shiftId, { intent: 'knock', id: act.id, unitId: theirs })).toMatchObject({
    ok: false,
    why: 'rules',
  })
  expect(await acts(lead, shiftId)).toHaveLength(1)
  expect(await count(place, 'knock')).toBe(0)
})

test('what cannot be read whole is not written in part: a no among it would be lost', async () => {
  const { place, lead, shiftId, theirs } = await anEvening()
  const consents = [{ purpose: 'contact', channel: 'pigeon', given: false }] as never
  const act = await aRefused(place, aTalk(place.turfId, theirs, { consents }))
  expect(act.code).toBe('invalid')
  expect(await settleAs(lead, shiftId, { intent: 'knock', id: act.id, unitId: theirs })).toMatchObject({
    ok: false,
    why: 'rules',
  })
  expect(await acts(lead, shiftId)).toHaveLength(1)
  expect([await count(place, 'knock'), await count(place, 'person')]).toEqual([0, 0])
})

test('somebody met for the first time in an act whose id is taken may be in the file: a secretary, who reads it, writes that', async () => {
  const { place, lead, shiftId } = await anEvening()
  const [first, second] = [door(place), door(place, 1)]
  const talk = aTalk(place.turfId, first)
  await place.phone.send(talk)
  const taken = await aRefused(place, { ...talk, unitId: second })
  expect(taken.code).toBe('id_taken')
  const write = (id: string) => settleAs(lead, shiftId, { intent: 'knock', id, unitId: second })
  expect(await write(taken.id)).toMatchObject({ ok: false, why: 'rules' })
  expect([await count(place, 'person'), await count(place, 'knock')]).toEqual([1, 1])

  // Whom the phone knew before keeps their name in the file.
  const met = talk.person && { ...talk.person, isNew: false }
  const known = await aRefused(place, { ...talk, unitId: second, person: met })
  expect(known.code).toBe('id_taken')
  expect(await write(known.id)).toMatchObject({ ok: true })
  expect([await count(place, 'person'), await count(place, 'knock')]).toEqual([1, 2])
})

test('behind which door the landlord’s people live is told to who reads the file, and to no other lead', async () => {
  const { place, lead, shiftId, theirs } = await anEvening()
  const act = await aRefused(place, aKnock(place.turfId, theirs, { disposition: 'landlord_agent' }))
  expect(await acts(lead, shiftId)).toMatchObject([{ id: act.id, unitId: theirs, disposition: null }])
  expect(await acts(body.secretary, shiftId)).toMatchObject([{ id: act.id, disposition: 'landlord_agent' }])
  // What the page has no button for is not done either: that it could be written would tell.
  const write = (by: TestAccount) => settleAs(by, shiftId, { intent: 'knock', id: act.id, unitId: theirs })
  expect(await write(lead)).toMatchObject({ ok: false, why: 'rules' })
  expect(await count(place, 'knock')).toBe(0)
  expect(await write(body.secretary)).toMatchObject({ ok: true })
})

test('a link to the words is for who gives out doors in this body, not in another', async () => {
  const { place, lead, shiftId, theirs } = await anEvening()
  await aRefused(place, aKnock(place.turfId, theirs))
  const other = await aBody()
  await actAs(
    other.secretary,
    (db) => db.sql`
    insert into role_grant (account_id, body_id, role, granted_by) values (${lead.accountId}, ${other.id}, 'secretary', ${other.secretary.accountId})`,
  )
  const mayRead = async (who: TestAccount) => {
    const args = { params: { shiftId }, context: asSession(who) }
    const { acts, mayRead } = await loader(args as unknown as Parameters<typeof loader>[0])
    return { acts: acts.length, mayRead }
  }
  expect(await mayRead(lead)).toEqual({ acts: 1, mayRead: false })
  expect(await mayRead(body.secretary)).toEqual({ acts: 1, mayRead: true })
})

test('a knock that was written is taken back at its door, also where a lead wrote it at another', async () => {
  const { place, lead, shiftId, theirs, nobodys } = await anEvening()
  const knock = aKnock(place.turfId, nobodys)
  const first = await aRefused(place, knock)
  const back = await aRefused(place, { kind: 'retract', knockId: knock.knockId, unitId: nobodys })
  expect(await settleAs(lead, shiftId, { intent: 'retract', id: back.id })).toMatchObject({
    ok: false,
    why: 'notHere',
  })
  await settleAs(lead, shiftId, { intent: 'knock', id: first.id, unitId: theirs })
  expect(await stateOf(theirs, body)).toMatchObject({ tries: 1 })
  expect(await settleAs(lead, shiftId, { intent: 'retract', id: back.id })).toEqual({
    ok: true,
    did: 'takenBack',
  })
  expect(await stateOf(theirs, body)).toMatchObject({ tries: 0 })
})

test('put aside it leaves both lists with its reason, and the phone hears that somebody looked', async () => {
  const { place, lead, shiftId, theirs } = await anEvening()
  const act = await aRefused(place, aTalk(place.turfId, theirs))
  expect(await settleAs(lead, shiftId, { intent: 'aside', id: act.id, reason: 'twice' })).toEqual({
    ok: true,
    did: 'aside',
  })
  const kept = await actAs(
    body.secretary,
    (db) => db.sql`select outcome, reason, settled_by as "by" from refused_op where id = ${act.id}`,
  )
  expect(kept).toEqual([{ outcome: 'not_needed', reason: 'twice', by: lead.accountId }])
  expect((await actAs(body.secretary, listRefused)).some(({ id }) => id === act.id)).toBe(false)
  const [entry] = await actAs(body.secretary, (db) => listLog(db, body.id))
  expect(entry).toMatchObject({ action: 'act_put_aside', who: lead.name })
})

test('nobody settles what is not of an evening they lead, and no lead does the morning after', async () => {
  const { place, lead, shiftId, theirs } = await anEvening()
  const other = await anEvening()
  const [act, foreign] = [
    await aRefused(place, aTalk(place.turfId, theirs)),
    await aRefused(other.place, aTalk(other.place.turfId, other.theirs)),
  ]
  const aside = (id: string): SettleAct => ({ intent: 'aside', id, reason: 'mistake' })
  await expect(settleAs(lead, shiftId, aside(foreign.id))).rejects.toMatchObject({ status: 404 })
  await expect(settleAs(lead, other.shiftId, aside(foreign.id))).rejects.toMatchObject({ status: 404 })
  await expect(settleAs(place.phone.account, shiftId, aside(act.id))).rejects.toMatchObject({ status: 404 })
  expect(await acts(place.phone.account, shiftId)).toBeNull()
  // Not by the functions either, which ask by themselves.
  await actAs(other.lead, async (db) => {
    expect(await db.sql`select * from auth.acts_of_shift(${shiftId}::uuid)`).toEqual([])
    expect(await db.sql`select * from auth.shift_doors(${shiftId}::uuid)`).toEqual([])
    expect(
      await db.sql`select * from auth.settle_act(${act.id}::uuid, 'not_needed', 'mistake', null)`,
    ).toEqual([])
    expect(await db.sql`select auth.by_hand(${act.id}::uuid, ${theirs}::uuid) as session`).toEqual([
      { session: null },
    ])
  })

  const { ownerUrl } = await testDatabase()
  await withClient(ownerUrl, (client) =>
    client.query(
      `update shift set starts_at = now() - interval '16 hours', ends_at = now() - interval '13 hours' where id = $1`,
      [shiftId],
    ),
  )
  expect(await acts(lead, shiftId)).toBeNull()
  await actAs(lead, async (db) => {
    expect(
      await db.sql`select * from auth.settle_act(${act.id}::uuid, 'not_needed', 'mistake', null)`,
    ).toEqual([])
    expect(await db.sql`select auth.by_hand(${act.id}::uuid, ${theirs}::uuid) as session`).toEqual([
      { session: null },
    ])
  })
  // Whoever gives out doors has it still.
  expect(await acts(body.secretary, shiftId)).toHaveLength(1)
})

test('an act that names the evening but stands in another body’s file is not the lead’s', async () => {
  const { place, lead, shiftId } = await anEvening()
  const other = await aBody()
  const theirs = await aBuilding({ in: other })
  await actAs(
    other.secretary,
    (db) => db.sql`
    insert into role_grant (account_id, body_id, role, granted_by) values (${place.phone.account.accountId}, ${other.id}, 'canvasser', ${other.secretary.accountId})`,
  )
  await aTurf({ in: other, building: theirs, to: place.phone.account, floors: ['1'] })
  const far = theirs.units.find(({ floor }) => floor === '3')?.id as string
  await place.phone.send(aTalk(place.turfId, far))
  const [waiting] = await actAs(other.secretary, listRefused)
  expect(waiting?.payload).toMatchObject({ turfId: place.turfId })
  expect(await acts(lead, shiftId)).toEqual([])
  const settled = await actAs(
    lead,
    (db) => db.sql`select * from auth.settle_act(${waiting?.id}::uuid, 'not_needed', 'mistake', null)`,
  )
  expect(settled).toEqual([])
})
