import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aCanvasser, aKnock, aServedPhone, askEndpoint, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, actAs, type TestBody } from '#tests/factories.ts'
import { aPlace, count, door } from '#tests/place-factories.ts'
import { writeBatch } from '../wire/write-batch.ts'
import { listRefused } from './refused-ops.server.ts'
import { syncEndpoint } from './sync.endpoint.ts'
import type { BoxedOp } from './sync.schema.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

const applied = expect.objectContaining({ result: 'applied' })

test('what was sent five times is there once, and changes no version', async () => {
  const place = await aPlace(body)
  const ops: BoxedOp[] = []
  for (const unitId of place.doors) ops.push(await place.phone.seal(aTalk(place.turfId, unitId)))
  const first = await place.phone.post(ops)
  const version = () =>
    actAs(
      body.secretary,
      (db) => db.sql`select version from building_coverage where holding_id = ${place.building.holdingId}`,
    )
  const before = await version()
  for (let i = 0; i < 4; i++) expect((await place.phone.post(ops)).json).toEqual(first.json)
  expect(await count(place, 'knock')).toBe(6)
  expect(await count(place, 'grievance')).toBe(6)
  expect(await version()).toEqual(before)
})

test('fifty posts of one act at once make one knock', async () => {
  const place = await aPlace(body)
  const op = await place.phone.seal(aTalk(place.turfId, door(place)))
  const answers = await Promise.all(Array.from({ length: 50 }, () => place.phone.post([op])))
  expect(answers.every(({ json }) => JSON.stringify(json) === JSON.stringify(answers[0]?.json))).toBe(true)
  expect(answers[0]?.json).toMatchObject({ answers: [applied] })
  expect(await count(place, 'knock')).toBe(1)
})

test('the same id with other words is kept apart and changes nothing', async () => {
  const place = await aPlace(body)
  const op = await place.phone.seal(aKnock(place.turfId, door(place)))
  await place.phone.post([op])
  const other = await place.phone.seal(aKnock(place.turfId, door(place)))
  const reply = await place.phone.post([{ ...other, opId: op.opId }])
  expect(reply.json).toMatchObject({ answers: [{ opId: op.opId, result: 'rejected' }] })
  expect(await count(place, 'knock')).toBe(1)
})

test('a knock that came under another’s id is refused in the same words, and kept', async () => {
  const place = await aPlace(body)
  const knock = aKnock(place.turfId, door(place))
  await place.phone.send(knock)
  const colleague = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building: place.building, to: colleague })
  const phone = await aServedPhone(colleague)
  const reply = await phone.send({ ...knock, turfId }, aKnock(turfId, door(place, 1)))
  expect(reply.answers).toEqual([{ opId: expect.any(String), result: 'rejected', code: 'id_taken' }, applied])
  const refused = (await actAs(body.secretary, listRefused)).at(-1)
  expect(refused).toMatchObject({
    code: 'id_taken',
    personName: colleague.name,
    payload: { knockId: knock.knockId },
  })
})

test('one bad act in a hundred holds back none of the others', async () => {
  const place = await aPlace(body)
  const good = Array.from({ length: 99 }, (_, i) => aKnock(place.turfId, door(place, i % 6)))
  const stranger = aTalk(place.turfId, door(place), { person: { personId: randomUUID(), isNew: false } })
  const reply = await place.phone.send(...good.slice(0, 50), stranger, ...good.slice(50))
  expect(reply.answers.filter(({ result }) => result === 'applied')).toHaveLength(99)
  expect(reply.answers[50]).toMatchObject({ result: 'rejected', code: 'not_there' })
  expect(await count(place, 'knock')).toBe(99)
  expect(await count(place, 'assessment')).toBe(0)
})

test('what cannot be read is answered and kept, whatever it is', async () => {
  const place = await aPlace(body)
  const seal = () => place.phone.seal(aKnock(place.turfId, door(place)))
  const op = await seal()
  const bent = { ...(await seal()), box: Uint8Array.of(1, 2, 3) }
  const keyless = { ...(await seal()), keyId: randomUUID() }
  const curveless = { ...(await seal()), epk: 'AAAA' }
  const moved = { ...(await seal()), opId: randomUUID() }
  const invalid = await place.phone.seal({
    ...aKnock(place.turfId, door(place)),
    note: 'of someone not home',
  })
  const { json } = await place.phone.post([bent, keyless, curveless, moved, invalid, op])
  const { answers } = json as { answers: { opId: string; code?: string }[] }
  expect(Object.fromEntries(answers.map(({ opId, code }) => [opId, code]))).toEqual({
    [bent.opId]: 'unreadable',
    [keyless.opId]: 'unreadable',
    [curveless.opId]: 'unreadable',
    [moved.opId]: 'unreadable',
    [invalid.opId]: 'invalid',
    [op.opId]: undefined,
  })
})

test('a body of no known shape changes nothing', async () => {
  const place = await aPlace(body)
  const { account, deviceId } = place.phone
  const op = await place.phone.seal(aKnock(place.turfId, door(place)))
  const whole = writeBatch({ account: account.accountId, deviceId, ops: [op] })
  const status = async (sent: unknown) => (await askEndpoint(syncEndpoint, account, sent)).status
  expect(await status('<html>')).toBe(400)
  expect(await status(new Uint8Array())).toBe(400)
  expect(await status(Uint8Array.of(3, ...whole.slice(1)))).toBe(400)
  for (let length = 1; length < whole.length; length += 7)
    if (length !== 33) expect(await status(whole.slice(0, length))).toBe(400)
  const many = writeBatch({ account: account.accountId, deviceId, ops: Array(101).fill(op) })
  expect(await status(many)).toBe(400)
  expect(await count(place, 'knock')).toBe(0)
})

test('numbers that never came are asked for until they come', async () => {
  const place = await aPlace(body)
  const ops: BoxedOp[] = []
  for (let i = 0; i < 5; i++) ops.push(await place.phone.seal(aKnock(place.turfId, door(place))))
  const missing = async (...at: number[]) =>
    ((await place.phone.post(at.map((i) => ops[i] as BoxedOp))).json as { missing: number[] }).missing
  expect(await missing(1)).toEqual([1])
  expect(await missing(4)).toEqual([1, 3, 4])
  expect(await missing(0, 3)).toEqual([3])
  expect(await missing(2)).toEqual([])
})
