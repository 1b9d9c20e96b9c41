import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aServerKey } from '#app/canvass/offline/a-phone.ts'
import { createSeal } from '#app/canvass/offline/seal.ts'
import type { Knock, SentOp } from '#app/canvass/sync/ops.schema.ts'
import type { OpAnswer, SealedOp } from '#app/canvass/sync/sync.schema.ts'
import first from '#tests/data/first-ops.json' with { type: 'json' }
import { aKnock, aTalk } from '#tests/door-factories.ts'
import { pack } from './pack.ts'
import { packedWords } from './packed-words.ts'
import { readBatch } from './read-batch.ts'
import { readReceipt } from './read-receipt.ts'
import { receiptOf } from './receipt-of.ts'
import { unpack } from './unpack.ts'
import { writeBatch } from './write-batch.ts'

const deviceId = randomUUID()

async function sealed(acts: SentOp[]) {
  const seal = await createSeal((await aServerKey()).key, () => new Date())
  const ops: SealedOp[] = []
  for (const act of acts) ops.push({ ...(await seal(deviceId, act)), seq: 4_900 + ops.length })
  return { account: randomUUID(), deviceId, ops }
}

const aBareKnock = () => aKnock(randomUUID(), randomUUID())
const digestOf = (body: Uint8Array) => createHash('sha256').update(body).digest('base64url')

test('what is unpacked is what was packed, whatever it is', () => {
  const other = fc.oneof(
    fc.uuid(),
    fc.constantFrom(...packedWords),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  const value = fc.letrec((tie) => ({
    value: fc.oneof(fc.jsonValue({ maxDepth: 3 }), other, fc.array(tie('value'), { maxLength: 3 })),
  })).value
  fc.assert(
    fc.property(value, (it) => {
      expect(unpack(Uint8Array.from(pack(it)))).toEqual(JSON.parse(JSON.stringify(it)))
    }),
    { numRuns: 1000 },
  )
  const talk = aTalk(randomUUID(), randomUUID(), { join: undefined })
  expect(unpack(Uint8Array.from([...pack(talk), 0, 0]))).toEqual(JSON.parse(JSON.stringify(talk)))
})

test('bytes that are not one whole value are none', () => {
  const whole = pack(aTalk(randomUUID(), randomUUID()))
  for (let length = 0; length < whole.length; length++)
    expect(() => unpack(Uint8Array.from(whole.slice(0, length)))).toThrow()
  expect(() => unpack(Uint8Array.from([...whole, 0, 1]))).toThrow()
  expect(() => unpack(Uint8Array.of(15))).toThrow()
  expect(() => unpack(Uint8Array.of(255))).toThrow()
  expect(() => unpack(new Uint8Array(64).fill(5))).toThrow()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        unpack(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }),
  )
})

/** Acts on phones were packed by this list: a word that moves makes them say something else. */
test('the words keep their places', () => {
  const digest = createHash('sha256').update(packedWords.slice(0, 84).join()).digest('hex').slice(0, 16)
  expect(digest).toBe('b36ab747977b6ec5')
  expect(new Set(packedWords).size).toBe(packedWords.length)
  expect(packedWords.length).toBeLessThanOrEqual(240)
})

test('a request is read as it was written, with acts of both seals and of several pages', async () => {
  const some = await sealed([aBareKnock(), aTalk(randomUUID(), randomUUID()), aBareKnock()])
  const others = await sealed([aBareKnock()])
  const ops = [...first.ops, ...some.ops, ...others.ops, ...first.ops.slice(0, 1)]
  const { account } = some
  expect(readBatch(writeBatch({ account, deviceId, ops }), 100)).toEqual({
    accountId: account,
    deviceId,
    ops,
  })
})

test('a hundred knocks take at most 220 bytes up and 10 down each', async () => {
  const batch = await sealed(Array.from({ length: 100 }, aBareKnock))
  const body = writeBatch(batch)
  expect(body.length / 100).toBeLessThanOrEqual(220)
  const answers = batch.ops.map(({ opId }): OpAnswer => ({ opId, result: 'applied' }))
  const reply = JSON.stringify(
    receiptOf(body, batch.ops, { answers, missing: [], epoch: '0123456789abcdef' }),
  )
  expect(reply.length / 100).toBeLessThanOrEqual(10)
})

test('from outside, a short talk is as long as a closed door', async () => {
  const short: Partial<Knock> = {
    disposition: 'conversation',
    person: { personId: randomUUID(), name: 'Ana Reyes', isNew: true },
    level: { id: randomUUID(), level: 2, basis: ['said'] },
    heard: ['repairs', 'rent'],
  }
  const { ops } = await sealed([
    aBareKnock(),
    aKnock(randomUUID(), randomUUID(), short),
    { kind: 'void' },
    { kind: 'unit', unitId: randomUUID(), turfId: randomUUID(), label: '12-B', floor: '12' },
  ])
  expect(new Set(ops.map((op) => 'box' in op && op.box.length)).size).toBe(1)
})

test('a receipt says of each act what became of it', async () => {
  const batch = await sealed([aBareKnock(), aBareKnock(), aBareKnock(), aBareKnock()])
  const [a, b, c] = batch.ops.map(({ opId }) => opId) as [string, string, string]
  const body = writeBatch(batch)
  const answers: OpAnswer[] = [
    { opId: c, result: 'merged' },
    { opId: b, result: 'rejected', code: 'not_there' },
    { opId: a, result: 'applied' },
  ]
  const receipt = receiptOf(body, batch.ops, { answers, missing: [7], epoch: 'one' })
  expect(readReceipt(batch, digestOf(body), receipt)).toEqual({
    deviceId,
    epoch: 'one',
    answers: [
      { opId: a, result: 'applied' },
      { opId: b, result: 'rejected', code: 'not_there' },
      { opId: c, result: 'merged' },
    ],
    missing: [7],
  })
})

test('what is no receipt for exactly these bytes acknowledges nothing', async () => {
  const batch = await sealed([aBareKnock(), aBareKnock()])
  const body = writeBatch(batch)
  const answers = batch.ops.map(({ opId }): OpAnswer => ({ opId, result: 'applied' }))
  const receipt = receiptOf(body, batch.ops, { answers, missing: [], epoch: 'one' })
  const read = (value: unknown) => readReceipt(batch, digestOf(body), value)
  expect(read(receipt)).toBeDefined()
  const otherBody = writeBatch({ ...batch, ops: batch.ops.slice(1) })
  for (const value of [
    undefined,
    null,
    'applied',
    {},
    { deviceId, answers, missing: [] },
    receiptOf(otherBody, batch.ops, { answers, missing: [], epoch: 'one' }),
    { ...receipt, count: 1 },
    { ...receipt, epoch: undefined },
    { ...receipt, rejected: [{ at: 2, code: 'invalid' }] },
    { ...receipt, rejected: [{ at: 0.5, code: 'invalid' }] },
    { ...receipt, again: [-1] },
    { ...receipt, merged: ['0'] },
  ])
    expect(read(value)).toBeUndefined()
})

test('a talk of more bytes than a call takes arguments goes through like any other', async () => {
  const words = '家'.repeat(2000)
  const repairs = Array.from({ length: 24 }, () => ({
    id: randomUUID(),
    category: 'leak' as const,
    severity: 'dangerous' as const,
    since: 'today' as const,
    words,
  }))
  const batch = await sealed([aTalk(randomUUID(), randomUUID(), { note: words, repairs })])
  const [op] = batch.ops
  if (!op || !('box' in op)) throw new Error('no box')
  expect(op.box.length).toBeGreaterThan(130_000)
  expect(readBatch(writeBatch(batch), 1).ops).toMatchObject([{ box: op.box }])
})
