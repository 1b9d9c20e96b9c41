import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recountBuildings } from '#app/buildings/coverage.server.ts'
import { withSession } from '#app/core/actor.server.ts'
import { countStatements } from '#app/core/db.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, asSession, timeZone } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { dispositionCodes } from '../lists.ts'
import { writeBatch } from '../wire/write-batch.ts'
import { takeKnocksAtOnce } from './bare-knocks.server.ts'
import { knownSecrets } from './known-keys.ts'
import { readPlainKnocks } from './plain-knocks.ts'
import type { BoxedOp } from './sync.schema.ts'

const applied = expect.objectContaining({ result: 'applied' })

async function aPlace() {
  const body = await aBody()
  const buildings = [await aBuilding({ in: body, floors: 3, lines: 2 }), await aBuilding({ in: body })]
  const account = await aCanvasser(body)
  const turfs: string[] = []
  for (const building of buildings) turfs.push(await aTurf({ in: body, building, to: account }))
  const doors = buildings.flatMap(({ units }, i) =>
    units.map(({ id }) => ({ unitId: id, turfId: turfs[i] as string })),
  )
  const holdings = buildings.map(({ holdingId }) => holdingId)
  const numbers = () =>
    actAs(body.secretary, async (db) => [
      await db.sql`
        select unit_id, struck, tries, last_day, last_disposition, knocked_day, reached_day, do_not_knock, members, pending_members, open_repairs,
          open_emergencies, worst_severity from door_state where holding_id = any (${holdings}::uuid[]) order by unit_id`,
      await db.sql`select l.* from unnest(${holdings}::uuid[]) h (id) cross join auth.door_levels(h.id) l order by l.unit_id`,
      await db.sql`select to_jsonb(c) - 'version' as counted from building_coverage c where holding_id = any (${holdings}::uuid[]) order by holding_id`,
    ])
  return { body, buildings, doors, numbers, holdings, phone: await aServedPhone(account) }
}

test('what is kept after bare knocks equals a count of the facts', async () => {
  const { body, doors, phone, numbers, holdings } = await aPlace()
  const [first, second, third] = doors as [(typeof doors)[0], (typeof doors)[0], (typeof doors)[0]]
  const taken = aKnock(second.turfId, second.unitId)
  await phone.send(aTalk(first.turfId, first.unitId), taken, aKnock(second.turfId, second.unitId), {
    kind: 'retract',
    knockId: taken.knockId,
    unitId: second.unitId,
  })
  // As the app strikes a door: the building is counted anew, the door's own state is not.
  await actAs(body.secretary, async (db) => {
    await db.sql`update unit set struck_reason = 'other' where id = ${third.unitId}`
    await recountBuildings(db, holdings, 'test')
  })
  for (const disposition of dispositionCodes) {
    if (disposition === 'conversation') continue
    const acts = doors.map(({ turfId, unitId }) => aKnock(turfId, unitId, { disposition }))
    expect((await phone.send(...acts, aKnock(first.turfId, first.unitId))).answers).toEqual(
      Array(doors.length + 1).fill(applied),
    )
    const kept = await numbers()
    await actAs(
      body.secretary,
      (db) => db.sql`select derive.recount(${doors.map(({ unitId }) => unitId)}::uuid[], 'test')`,
    )
    expect(await numbers()).toEqual(kept)
  }
})

test('doors without a state get one, with all that is known of them', async () => {
  const { body, doors, phone, numbers } = await aPlace()
  const [first, second] = doors as [(typeof doors)[0], (typeof doors)[0]]
  await phone.send(aTalk(first.turfId, first.unitId), aKnock(second.turfId, second.unitId))
  const units = doors.map(({ unitId }) => unitId)
  await asOwner('delete from door_state where unit_id = any ($1::uuid[])', [units])
  const acts = [...doors, second].map(({ turfId, unitId }) => aKnock(turfId, unitId))
  const { value, statements } = await countStatements(() => phone.send(...acts))
  expect(value.answers).toEqual(Array(acts.length).fill(applied))
  expect(statements).toHaveLength(1)
  const kept = await numbers()
  await actAs(body.secretary, (db) => db.sql`select derive.recount(${units}::uuid[], 'test')`)
  expect(await numbers()).toEqual(kept)
})

test('the ledger knows a plain knock by its digest and answer, not by its door or minute', async () => {
  const { doors, phone } = await aPlace()
  const [{ turfId, unitId }] = doors as [(typeof doors)[0]]
  await phone.send(aTalk(turfId, unitId))
  await phone.send(aKnock(turfId, unitId), aKnock(turfId, unitId, { disposition: 'refused' }))
  const ledger = await asOwner(
    `select seq, result, holding_id, unit_id, to_char(at at time zone '${timeZone}', 'HH24:MI:SS.US') as time
     from op_ledger where device_id = $1 and seq > 1 order by seq`,
    [phone.deviceId],
  )
  const row = { result: 'applied', holding_id: null, unit_id: null, time: '12:00:00.000000' }
  expect(ledger).toEqual([
    { seq: 2, ...row },
    { seq: 3, ...row },
  ])
})

test('the change feed names each building once and gives it its version', async () => {
  const { body, doors, phone, holdings } = await aPlace()
  await phone.send(...doors.map(({ turfId, unitId }) => aKnock(turfId, unitId)))
  const feed = await actAs(
    body.secretary,
    (db) =>
      db.sql<{ holding: string; n: number; version: number }>`
      select c.holding_id as holding, c.n, b.version from change c join building_coverage b on b.holding_id = c.holding_id
      where c.kind = 'knock' and c.holding_id = any (${holdings}::uuid[])`,
  )
  expect(feed.map(({ holding }) => holding).toSorted()).toEqual(holdings.toSorted())
  for (const { n, version } of feed) expect(version).toBe(n)
})

test('sent again, in part or out of order, each act gets its answer and is there once', async () => {
  const { body, doors, phone, holdings } = await aPlace()
  const ops: BoxedOp[] = []
  for (const { turfId, unitId } of doors) ops.push(await phone.seal(aKnock(turfId, unitId)))
  const answers = (json: unknown) => (json as { answers: unknown }).answers
  expect((await phone.post(ops.slice(2, 4))).json).toMatchObject({ missing: [1, 2] })
  expect(answers((await phone.post(ops)).json)).toEqual(Array(doors.length).fill(applied))
  expect((await phone.post(ops.slice(1))).json).toMatchObject({ missing: [] })
  const copied = { ...(ops[0] as BoxedOp), seq: doors.length + 1 }
  expect(answers((await phone.post([copied])).json)).toEqual([applied])
  const [row] = await actAs(
    body.secretary,
    (db) =>
      db.sql<{
        n: number
      }>`select count(*)::int as n from knock where holding_id = any (${holdings}::uuid[])`,
  )
  expect(row?.n).toBe(doors.length)
})

test('knocks take one statement, with a refused one among them four', async () => {
  const { doors, phone } = await aPlace()
  const statementsOf = async (...acts: Parameters<typeof phone.seal>[0][]) => {
    const ops: BoxedOp[] = []
    for (const act of acts) ops.push(await phone.seal(act))
    const { value, statements } = await countStatements(() => phone.post(ops))
    return { answers: (value.json as { answers: unknown[] }).answers, count: statements.length }
  }
  const knocks = Array.from({ length: 10 }, () => doors)
    .flat()
    .slice(0, 100)
    .map(({ turfId, unitId }) => aKnock(turfId, unitId))
  const [knock] = knocks as [(typeof knocks)[0]]
  await statementsOf(knock)
  expect(await statementsOf(...knocks.slice(1))).toMatchObject({ count: 1 })
  const nowhere = aKnock(knock.turfId, randomUUID())
  expect(await statementsOf(aKnock(knock.turfId, knock.unitId), nowhere)).toEqual({
    answers: [applied, { opId: expect.any(String), result: 'rejected', code: 'not_there' }],
    count: 4,
  })
})

test('what is taken at once asks whose session and whose doors these are, and writes nothing where they are not', async () => {
  const { body, doors, phone, numbers } = await aPlace()
  const [{ turfId, unitId }] = doors as [(typeof doors)[0]]
  await phone.send(aKnock(turfId, unitId))
  const { accountId, sessionId } = phone.account
  const { secretary } = body
  const stranger = await aCanvasser(await aBody())
  const elsewhere = (await aBuilding({ in: await aBody() })).units[0]?.id as string
  const { seal } = phone
  const ask = async (session: string, account: string, door: string, seq: number) => {
    const ops = [{ ...(await seal(aKnock(turfId, door))), seq }]
    const knocks = readPlainKnocks(writeBatch({ account, deviceId: phone.deviceId, ops }), knownSecrets)
    if (!knocks) throw new Error('not plain')
    return withSession(asSession({ sessionId: session }), (db, id) => takeKnocksAtOnce(db, id, knocks))
  }
  const before = await numbers()
  expect(await ask(randomUUID(), accountId, unitId, 2)).toBeNull()
  expect(await ask(secretary.sessionId, accountId, unitId, 2)).toBeNull()
  expect(await ask(secretary.sessionId, secretary.accountId, unitId, 2)).toBeNull()
  expect(await ask(stranger.sessionId, stranger.accountId, unitId, 2)).toBeNull()
  expect(await ask(sessionId, accountId, elsewhere, 2)).toBeNull()
  expect(await ask(sessionId, accountId, randomUUID(), 2)).toBeNull()
  expect(await ask(sessionId, accountId, unitId, 1)).toBeNull()
  expect(await numbers()).toEqual(before)
  expect(await ask(sessionId, accountId, unitId, 2)).toMatchObject({ missing: [] })
  expect(await numbers()).not.toEqual(before)
})

test('over a lease of some doors of a house the other doors are not taken at once', async () => {
  const body = await aBody()
  const building = await aBuilding({ in: body, floors: 2, lines: 2 })
  const visitor = await aCanvasser(await aBody())
  const [inside, outside] = building.units.map(({ id }) => id) as [string, string]
  const turfId = await aTurf({ in: body, building, to: visitor, units: [inside] })
  const phone = await aServedPhone(visitor)
  const answers = async (unitId: string) => (await phone.send(aKnock(turfId, unitId))).answers
  expect(await answers(inside)).toEqual([applied])
  expect(await answers(inside)).toEqual([applied])
  expect(await answers(outside)).toEqual([
    { opId: expect.any(String), result: 'rejected', code: 'not_your_turf' },
  ])
})
