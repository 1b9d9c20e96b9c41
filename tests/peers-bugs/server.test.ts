import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { turfEndpoint } from '#app/canvass/lease/turf.endpoint.ts'
import { aPhone, notHome, theDoor } from '#app/canvass/offline/a-phone.ts'
import type { SentOp } from '#app/canvass/sync/ops.schema.ts'
import { listRefused } from '#app/canvass/sync/refused-ops.server.ts'
import { syncEndpoint } from '#app/canvass/sync/sync.endpoint.ts'
import type { SealedOp, SyncReply } from '#app/canvass/sync/sync.schema.ts'
import { aKnock, askEndpoint, aTalk } from '#tests/door-factories.ts'
import {
  aBody,
  actAs,
  asSession,
  type TestAccount,
  type TestBody,
  type TestBuilding,
} from '#tests/factories.ts'
import { count, aPlace as givenPlace } from '../place-factories.ts'
import { testDatabase } from '../setup/database.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

async function aPlace(lines = 2) {
  const place = await givenPlace(body, { lines })
  return {
    ...place,
    account: place.phone.account,
    doors: place.doors as [string, string, ...string[]],
  }
}

/** A whole phone of this account, with the endpoints at the other end of its network. */
function aWholePhone(account: TestAccount, change: Parameters<typeof aPhone>[1] = {}) {
  const reach = async (url: unknown, init?: RequestInit) => {
    const endpoint = url === '/sync' ? syncEndpoint : turfEndpoint
    const headers = Object.fromEntries(new Headers(init?.headers))
    const context = asSession(account, 'endpoint')
    const { status, json } = await askEndpoint(endpoint, account, init?.body, context, headers)
    return Response.json(json, { status })
  }
  return aPhone({ fetch: reach as typeof fetch }, change)
}

const countIn = (building: TestBuilding, table: string) => count({ body, building }, table)

async function stateOf(unitId: string) {
  const [row] = await actAs(
    body.secretary,
    (db) => db.sql<{ tries: number; last_disposition: string | null }>`
      select tries, last_disposition from door_state where unit_id = ${unitId}`,
  )
  return row
}

/** Of a talk, past the knock: what the door's numbers and the lists of those who work with it would show. */
async function leftOf({ holdingId }: TestBuilding) {
  const [row] = await actAs(
    body.secretary,
    (db) => db.sql`
      select (select sum(pending_members)::int from door_state where holding_id = ${holdingId}) as members,
        (select sum(open_repairs)::int from door_state where holding_id = ${holdingId}) as repairs,
        (select count(*)::int from live_assessment where holding_id = ${holdingId}) as levels`,
  )
  return row
}

test('L9: a turf taken back with twenty acts unsent loses none of them: all twenty wait for a look', async () => {
  const { account, turfId, building } = await aPlace()
  let isOffline = false
  const phone = await aWholePhone(account, { isOffline: () => isOffline })
  await phone.download()
  const door = await theDoor(phone)
  isOffline = true
  const opIds = await phone.saveAll(Array.from({ length: 20 }, () => notHome(door)))
  await actAs(
    body.secretary,
    (db) => db.sql`update turf_assignment set revoked_at = now() where turf_id = ${turfId}`,
  )
  isOffline = false
  expect(await phone.download()).toEqual([])
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, look: 20, lost: 0 })
  const acts = await phone.outbox()
  expect(acts.map(({ opId, code }) => [opId, code])).toEqual(opIds.map((opId) => [opId, 'not_your_turf']))
  const kept = (await actAs(body.secretary, listRefused)).map(({ opId }) => opId)
  expect(kept).toEqual(expect.arrayContaining(opIds))
  expect(await countIn(building, 'knock')).toBe(0)
  phone.close()
})

test('L15: fifty writers that commit late and out of order leave no gap in what a reader of the feed sees', async () => {
  const places = await Promise.all(Array.from({ length: 5 }, () => aPlace(4)))
  // Known phones at doors that were knocked before: from then on a knock is taken in one statement.
  for (const { phone, turfId, doors } of places)
    await phone.send(...doors.map((door) => aKnock(turfId, door)))
  const { ownerUrl } = await testDatabase()
  const reader = new pg.Client(ownerUrl)
  await reader.connect()
  const seen: number[] = []
  let cursor = 0
  const pull = async () => {
    const { rows } = await reader.query<{ n: string }>(
      'select n from change where body_id = $1 and n > $2 order by n',
      [body.id, cursor],
    )
    for (const { n } of rows) seen.push(Number(n))
    cursor = seen.at(-1) ?? 0
  }
  await pull()
  const first = seen.length
  let isWriting = true
  const reading = (async () => {
    while (isWriting) await pull()
  })()
  await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const place = places[n % places.length] as (typeof places)[number]
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40))
      const knock = aKnock(place.turfId, place.doors[n % place.doors.length] as string)
      // Every second one as phones send it, in between those that take their time.
      if (n % 2 === 1) {
        const { answers } = await place.phone.send(knock)
        return expect(answers).toMatchObject([{ result: 'applied' }])
      }
      await actAs(body.secretary, async (db) => {
        await db.sql`
          insert into knock (holding_id, id, unit_id, account_id, turf_id, disposition, flyer, day)
          values (${place.building.holdingId}, ${knock.knockId}, ${knock.unitId}, ${body.secretary.accountId}, ${place.turfId}, 'not_home', false, ${db.today}::date)`
        await db.sql`select derive.lock_doors(array[${knock.unitId}]::uuid[])`
        await db.sql`select derive.recount(array[${knock.unitId}]::uuid[], 'knock')`
        await db.sql`select pg_sleep(${Math.random() * 0.03})`
      })
    }),
  )
  isWriting = false
  await reading
  await pull()
  const { rows } = await reader.query<{ n: string }>('select n from change where body_id = $1 order by n', [
    body.id,
  ])
  await reader.end()
  expect(seen).toEqual(rows.map(({ n }) => Number(n)))
  expect(seen.length - first).toBeGreaterThanOrEqual(50)
})

test('L16: what the server decides is the same whatever the phone’s clock says', async () => {
  const { account, doors } = await aPlace()
  const tenYears = 3650 * 86_400_000
  let offset = 0
  const phone = await aWholePhone(account, { now: () => new Date(Date.now() + offset) })
  await phone.download()
  const { turfId } = await theDoor(phone)
  for (const [n, jump] of [-tenYears, 0, tenYears, -tenYears].entries()) {
    offset = jump
    const door = { turfId, unitId: doors[n] as string }
    await phone.save({ ...notHome(door), disposition: 'refused' })
    offset = -jump
    await phone.save(notHome(door))
    await phone.send()
    expect(await stateOf(door.unitId)).toEqual({ tries: 2, last_disposition: 'not_home' })
  }
  const days = await actAs(
    body.secretary,
    (db) =>
      db.sql`select distinct day = ${db.today}::date as today, late from knock where account_id = ${account.accountId}`,
  )
  expect(days).toEqual([{ today: true, late: false }])
  phone.close()
})

const nothingOf = { members: 0, repairs: 0, levels: 0 }

test.for(['one by one', 'at once'])(
  'L17: what was taken back %s stays taken back, whatever is sent again, and two who take it back stop nobody',
  async (way) => {
    const { phone, turfId, doors, building } = await aPlace()
    const talk = aTalk(turfId, doors[0])
    const back: SentOp = { kind: 'retract', knockId: talk.knockId, unitId: talk.unitId }
    const ops = [await phone.seal(talk), await phone.seal(back), await phone.seal(back)]
    if (way === 'one by one') {
      await phone.post(ops.slice(0, 1))
      expect(await stateOf(doors[0])).toMatchObject({ tries: 1, last_disposition: 'conversation' })
      expect(await leftOf(building)).toEqual({ members: 1, repairs: 1, levels: 1 })
      await phone.post(ops.slice(1, 2))
      expect(await stateOf(doors[0])).toEqual({ tries: 0, last_disposition: null })
    }
    // Each is told the same whenever it comes, and nobody is stopped.
    for (const again of [ops, ops.slice(0, 1), ops.slice(1), ops.toReversed()]) {
      const { json } = await phone.post(again)
      expect(json).toMatchObject({ answers: again.map(({ opId }) => ({ opId, result: 'applied' })) })
      expect(await stateOf(doors[0])).toEqual({ tries: 0, last_disposition: null })
      expect(await leftOf(building)).toEqual(nothingOf)
    }
    expect(await countIn(building, 'knock_retraction')).toBe(1)
    // Revived under its old id it is another act with an id that is taken.
    const revived = await phone.send({ ...talk, note: 'Again' })
    expect(revived.answers).toMatchObject([{ result: 'rejected', code: 'id_taken' }])
    expect(await leftOf(building)).toEqual(nothingOf)
    const next = await phone.send(aKnock(turfId, doors[0]))
    expect(next.answers).toMatchObject([{ result: 'applied' }])
    expect(await stateOf(doors[0])).toMatchObject({ tries: 1 })
  },
)

test('L18: a second name or phone number replaces nothing and vanishes nowhere: it waits for a person', async () => {
  const { phone, turfId, doors, building } = await aPlace()
  const talk = aTalk(turfId, doors[0])
  await phone.send(talk)
  const personId = talk.person?.personId as string
  const known = { personId, name: 'Anna Reyes', isNew: false }
  const contact = { kind: 'phone' as const, value: '510 555 0199' }
  await phone.send(aTalk(turfId, doors[0], { person: known, contact }))
  const [kept] = await actAs(
    body.secretary,
    (db) => db.sql`
      select p.name, (select array_agg(c.as_typed) from contact c where c.person_id = p.id) as numbers,
        (select array_agg(s.value order by s.value) from second_value s where s.person_id = p.id) as waiting
      from person p where p.holding_id = ${building.holdingId}`,
  )
  expect(kept).toEqual({ name: 'Ana R.', numbers: ['510 555 0100'], waiting: ['510 555 0199', 'Anna Reyes'] })
})

test('L19: in whatever order what one phone did arrives once more, it ends the same', async () => {
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]
  for (const order of orders) {
    const { phone, turfId, doors } = await aPlace()
    const knocks = ['not_home', 'refused', 'inaccessible'] as const
    const ops: SealedOp[] = []
    for (const disposition of knocks) ops.push(await phone.seal(aKnock(turfId, doors[0], { disposition })))
    // A phone sends oldest first; what is on its way twice may still come in any order.
    await phone.post(ops)
    for (const n of order) await phone.post([ops[n] as (typeof ops)[number]])
    await phone.post(order.map((n) => ops[n] as (typeof ops)[number]))
    expect([order, await stateOf(doors[0])]).toEqual([order, { tries: 3, last_disposition: 'inaccessible' }])
  }
})

test.for([
  ['talk', aTalk, ['person', 'assessment', 'grievance', 'contact', 'membership']],
  ['knock', aKnock, []],
] as const)('D1: fifty posts of one %s at once make one of everything', async ([, said, tables]) => {
  const { phone, turfId, doors, building } = await aPlace()
  // A phone the server knows: the knock goes the short way, all fifty times.
  await phone.send(aKnock(turfId, doors[1]))
  const op = await phone.seal(said(turfId, doors[0]))
  const answers = await Promise.all(Array.from({ length: 50 }, () => phone.post([op])))
  expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1)
  expect(answers[0]?.json).toMatchObject({ answers: [{ result: 'applied' }] })
  expect(await countIn(building, 'knock')).toBe(2)
  for (const table of tables) expect([table, await countIn(building, table)]).toEqual([table, 1])
  for (const door of doors.slice(0, 2)) expect(await stateOf(door)).toMatchObject({ tries: 1 })
})

test('D2: one id with two contents is told and kept, and overwrites nothing', async () => {
  const { phone, turfId, doors, building } = await aPlace()
  const first = await phone.seal(aKnock(turfId, doors[0], { disposition: 'refused' }))
  const { opId } = first
  await phone.post([first])
  const other = await phone.seal(aTalk(turfId, doors[0], { note: 'Another content' }))
  const { json } = await phone.post([{ ...other, opId }])
  expect(json).toMatchObject({ answers: [{ opId, result: 'rejected' }] })
  expect(await countIn(building, 'knock')).toBe(1)
  expect(await stateOf(doors[0])).toEqual({ tries: 1, last_disposition: 'refused' })
  const kept = (await actAs(body.secretary, listRefused)).filter((act) => act.opId === opId)
  expect(kept).toHaveLength(1)
})

test('D4: a batch replayed whole, in parts, backwards and together is there once, and is answered as at first', async () => {
  const { phone, turfId, doors, building } = await aPlace()
  const ops: SealedOp[] = []
  for (const [n, unitId] of doors.entries())
    ops.push(await phone.seal(n % 2 ? aKnock(turfId, unitId) : aTalk(turfId, unitId)))
  const added: SentOp = { kind: 'unit', unitId: randomUUID(), turfId, label: '2C', floor: '2' }
  ops.push(await phone.seal(added), await phone.seal(aKnock(turfId, added.unitId)))
  // Knocks alone go another way than those with a talk among them.
  const bare = [ops[1], ops[3], ops[5]] as SealedOp[]
  const ways = [ops.toReversed(), ops.slice(2), ops.slice(0, 3), bare, bare.toReversed()]
  ways.push(...Array.from({ length: 8 }, () => ops))
  await phone.post(bare)
  const replies = await Promise.all(ways.map((way) => phone.post(way)))
  const applied = ways.map((way) => way.map(({ opId }) => ({ opId, result: 'applied' })))
  expect(replies.map(({ json }) => (json as SyncReply).answers)).toEqual(applied)
  expect(await countIn(building, 'knock')).toBe(7)
  expect(await countIn(building, 'grievance')).toBe(3)
  expect(await countIn(building, 'unit')).toBe(7)
  for (const unitId of doors) expect(await stateOf(unitId)).toMatchObject({ tries: 1 })
})
