import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aKnock, askEndpoint, aTalk } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestAccount, type TestBody } from '#tests/factories.ts'
import { aPlace, count, door, type Place, stateOf } from '#tests/place-factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { createSeal } from '../offline/seal.ts'
import { listRefused } from '../sync/refused-ops.server.ts'
import type { BoxedOp } from '../sync/sync.schema.ts'
import { carryEndpoint } from './carry.endpoint.ts'

let body: TestBody
let friend: TestAccount

beforeAll(async () => {
  body = await aBody()
  friend = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary })
})

const filed = ({ box, ...op }: BoxedOp) => ({ ...op, box: Buffer.from(box).toString('base64url') })

async function headOf({ phone }: Place, deviceId = phone.deviceId) {
  const seal = await createSeal(phone.lease.key, () => new Date())
  const { box, ...head } = await seal(phone.account.accountId, { deviceId })
  return { ...head, box: Buffer.from(box).toString('base64url') }
}

type Handed = { answers: { opId: string; result: string }[] }

async function handIn(place: Place, by: TestAccount, ops: BoxedOp[], more: object = {}) {
  const file = {
    account: place.phone.account.accountId,
    head: await headOf(place),
    ops: ops.map(filed),
    look: false,
    ...more,
  }
  const { status, json } = await askEndpoint(carryEndpoint, by, file)
  return { status, results: (json as Partial<Handed>).answers?.map(({ result }) => result), json }
}

/** A phone that was heard from, whose session then ended. */
async function aPhoneThatIsOut() {
  const place = await aPlace(body)
  await place.phone.send(aKnock(place.turfId, door(place, 5)))
  await actAs(
    place.phone.account,
    (db) => db.sql`update session set revoked_at = now() where id = ${db.sessionId}`,
  )
  return place
}

test('another person brings what is left of a session that is over: it is written as its author’s', async () => {
  const place = await aPhoneThatIsOut()
  const ops = [
    await place.phone.seal(aKnock(place.turfId, door(place))),
    await place.phone.seal(aTalk(place.turfId, door(place, 1))),
    await place.phone.seal({ kind: 'void' }),
  ]
  expect((await place.phone.post(ops)).status).toBe(401)
  expect(await handIn(place, friend, ops)).toMatchObject({ status: 200, results: ['done', 'done', 'empty'] })
  expect(await stateOf(door(place), body)).toMatchObject({ tries: 1 })
  expect(await stateOf(door(place, 1), body)).toMatchObject({ level: 2, open_repairs: 1 })
  const authors = await actAs(
    body.secretary,
    (db) => db.sql`select distinct account_id from knock where holding_id = ${place.building.holdingId}`,
  )
  expect(authors).toEqual([{ account_id: place.phone.account.accountId }])
  // Once more, by somebody else: it was already here.
  expect(await handIn(place, body.secretary, ops)).toMatchObject({ results: ['here', 'here', 'empty'] })
  expect(await count(place, 'knock')).toBe(3)
})

test('nothing of the author’s session is left, and whoever brought it is themselves again', async () => {
  const place = await aPhoneThatIsOut()
  await handIn(place, friend, [await place.phone.seal(aKnock(place.turfId, door(place)))])
  await actAs(friend, async (db) => {
    expect(await db.sql`select auth.account() as me`).toEqual([{ me: friend.accountId }])
    expect(await db.sql`select from knock`).toEqual([])
  })
  expect((await place.phone.post([])).status).toBe(401)
})

/** Sessions made for one transaction that stand there after it, whoever may see them. */
const borrowedSessions = ({ phone }: Place) =>
  asOwner(`select from session where account_id = $1 and label = 'carried'`, [phone.account.accountId])

test('the session it was written in is gone, also where the database refused an act', async () => {
  const place = await aPhoneThatIsOut()
  const taken = aKnock(place.turfId, door(place))
  await handIn(place, friend, [await place.phone.seal(taken)])
  expect(await borrowedSessions(place)).toEqual([])
  const twice = await place.phone.seal({ ...taken, unitId: door(place, 1) })
  expect(await handIn(place, friend, [twice])).toMatchObject({ results: ['look'] })
  expect(await borrowedSessions(place)).toEqual([])
})

test('all acts of a phone that was reported lost wait for a look, and what was here before stays', async () => {
  const place = await aPlace(body)
  const { phone, turfId } = place
  await phone.send(aKnock(turfId, door(place, 5)))
  const before = await phone.seal(aKnock(turfId, door(place, 4)))
  expect(await handIn(place, friend, [before])).toMatchObject({ results: ['done'] })
  await asOwner(
    `insert into phone (device_id, account_id, label, lost_at) values ($1, $2, 'Chromium on Android', now())`,
    [phone.deviceId, phone.account.accountId],
  )
  const ops = [
    before,
    await phone.seal(aKnock(turfId, door(place))),
    await phone.seal(aTalk(turfId, door(place, 1))),
    await phone.seal({ kind: 'unit', unitId: randomUUID(), turfId, label: '9Z', floor: '1' }),
    await phone.seal({ kind: 'void' }),
  ]
  const waits = { results: ['here', 'look', 'look', 'look', 'empty'] }
  expect(await handIn(place, friend, ops)).toMatchObject(waits)
  expect(await handIn(place, phone.account, ops)).toMatchObject(waits)
  expect(await count(place, 'knock')).toBe(2)
  expect(await count(place, 'unit')).toBe(6)
  const waiting = (await actAs(body.secretary, listRefused)).filter(
    ({ personName }) => personName === phone.account.name,
  )
  // With their words: whoever looks can ask, and then write them down.
  expect(waiting.map(({ code, payload }) => [code, payload.kind]).sort()).toEqual(
    ['knock', 'knock', 'unit'].map((kind) => ['lost_phone', kind]),
  )
})

test('whoever brings a file can read nothing in it, nor add to it', async () => {
  const place = await aPhoneThatIsOut()
  const own = await aPlace(body)
  // Sealed by the bringer's own phone, or under an id that was made up, or not sealed at all.
  const theirs = await own.phone.seal(aKnock(place.turfId, door(place)))
  const loose = { opId: randomUUID(), seq: 3 } as unknown as BoxedOp
  expect(await handIn(place, own.phone.account, [theirs])).toMatchObject({ results: ['unread'] })
  expect(await handIn(place, own.phone.account, [], { ops: [loose] })).toMatchObject({ results: ['unread'] })
  const madeUp = await headOf(place, randomUUID())
  expect(await handIn(place, own.phone.account, [theirs], { head: madeUp })).toMatchObject({ status: 422 })
  const noHead = { head: undefined, deviceId: place.phone.deviceId }
  const op = await place.phone.seal(aKnock(place.turfId, door(place)))
  expect(await handIn(place, own.phone.account, [op], noHead)).toMatchObject({ status: 422 })
  const far = { ...op, seq: 1_000_000_000 }
  expect(await handIn(place, own.phone.account, [far])).toMatchObject({ status: 422 })
  const first = { opId: randomUUID(), seq: far.seq, keyId: op.keyId, epk: '', iv: '', ct: '', hash: '' }
  expect(await handIn(place, own.phone.account, [], { ops: [first] })).toMatchObject({ status: 422 })
  // The head of one account says nothing of another.
  const other = { account: own.phone.account.accountId }
  expect(await handIn(place, friend, [op], other)).toMatchObject({ status: 422 })
  expect(await count(place, 'knock')).toBe(1)
  expect((await actAs(body.secretary, listRefused)).filter(({ opId }) => opId === loose.opId)).toEqual([])
})

test('one’s own file needs no head, also one of the version before', async () => {
  const place = await aPlace(body)
  const op = await place.phone.seal(aKnock(place.turfId, door(place)))
  const before = { head: undefined, deviceId: place.phone.deviceId }
  expect(await handIn(place, place.phone.account, [op], before)).toMatchObject({ results: ['done'] })
})

test('what is refused waits for a look with its reason, under the name of who knocked', async () => {
  const place = await aPhoneThatIsOut()
  const elsewhere = await aPlace(body)
  const bad = await place.phone.seal(aKnock(place.turfId, door(elsewhere)))
  const good = await place.phone.seal(aTalk(place.turfId, door(place)))
  expect(await handIn(place, friend, [bad, good])).toMatchObject({ results: ['look', 'done'] })
  const kept = (await actAs(body.secretary, listRefused)).find(({ opId }) => opId === bad.opId)
  expect(kept).toMatchObject({ code: 'not_your_turf', personName: place.phone.account.name })
  // A data error holds no other back.
  const twice = aTalk(place.turfId, door(place, 2))
  const [first, second] = [await place.phone.seal(twice), await place.phone.seal(twice)]
  const last = await place.phone.seal(aKnock(place.turfId, door(place, 3)))
  expect(await handIn(place, friend, [first, second, last])).toMatchObject({
    results: ['done', 'look', 'done'],
  })
})

test('a file is looked at before it is sent: so many acts of which evening, and nothing is changed', async () => {
  const place = await aPhoneThatIsOut()
  const ops = [
    await place.phone.seal(aKnock(place.turfId, door(place))),
    await place.phone.seal(aKnock(place.turfId, door(place, 1))),
    await place.phone.seal({ kind: 'void' }),
  ]
  await handIn(place, friend, ops.slice(0, 1))
  const { json } = await handIn(place, friend, ops, { look: true })
  const day = await actAs(friend, async (db) => db.today)
  expect(json).toEqual({ evenings: [{ day, acts: 2, here: 1 }] })
  expect(await count(place, 'knock')).toBe(2)
})

test('without a session nobody brings anything', async () => {
  const place = await aPhoneThatIsOut()
  const op = filed(await place.phone.seal(aKnock(place.turfId, door(place))))
  const file = { account: place.phone.account.accountId, head: await headOf(place), ops: [op], look: false }
  expect(await askEndpoint(carryEndpoint, null, file)).toMatchObject({ status: 401 })
  expect(await askEndpoint(carryEndpoint, friend, 'not a file')).toMatchObject({ status: 400 })
})
