import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dispositionCodes } from '../lists.ts'
import { SentOp } from './ops.schema.ts'
import { isBareKnock, isPlainlySealed } from './quick-shapes.ts'
import { FirstSealed } from './sync.schema.ts'

const id = fc.oneof(
  fc.uuid(),
  fc.uuid({ version: 4 }),
  fc.uuid({ version: 7 }),
  fc.string(),
  fc.constant(null),
)
const words = fc.oneof(fc.string(), fc.constantFrom('x'.repeat(65), 'x'.repeat(201)), fc.integer())

const sealed = fc.record(
  {
    opId: id,
    seq: fc.oneof(fc.integer(), fc.constantFrom(0, 1, 2e9, 2e9 + 1), fc.double(), fc.string()),
    keyId: id,
    epk: words,
    iv: words,
    ct: words,
    hash: words,
    more: fc.constant(1),
  },
  { requiredKeys: ['opId', 'seq', 'keyId', 'epk', 'iv', 'ct', 'hash'] },
)

const knock = fc.record(
  {
    kind: fc.constantFrom('knock', 'knock', 'void'),
    knockId: id,
    turfId: id,
    unitId: id,
    disposition: fc.oneof(fc.constantFrom(...dispositionCodes), fc.constantFrom('toString', 'away', 3)),
    flyer: fc.oneof(fc.boolean(), fc.constant('no')),
    note: fc.constant('left'),
  },
  { requiredKeys: ['kind', 'knockId', 'turfId', 'unitId', 'disposition', 'flyer'] },
)

/** Values that are right often enough to pass. */
const goodSealed = fc.record({
  opId: fc.uuid({ version: 4 }),
  seq: fc.integer({ min: 1, max: 2e9 }),
  keyId: fc.uuid({ version: 7 }),
  epk: fc.string(),
  iv: fc.string({ maxLength: 41 }),
  ct: fc.string(),
  hash: fc.string({ maxLength: 65 }),
})
const goodKnock = fc.record({
  kind: fc.constant('knock'),
  knockId: fc.uuid(),
  turfId: fc.uuid(),
  unitId: fc.uuid(),
  disposition: fc.constantFrom(...dispositionCodes),
  flyer: fc.boolean(),
})

test('what passes quickly passes the schema, unchanged', () => {
  let passed = 0
  fc.assert(
    fc.property(fc.oneof(sealed, goodSealed), fc.oneof(knock, goodKnock), (envelope, op) => {
      if (isPlainlySealed(envelope)) expect(FirstSealed.parse(envelope)).toEqual(envelope)
      if (isBareKnock(op)) expect(SentOp.parse(op)).toEqual(op)
      if (isPlainlySealed(envelope) || isBareKnock(op)) passed++
    }),
    { numRuns: 1000 },
  )
  expect(passed).toBeGreaterThan(100)
  for (const nothing of [null, undefined, 1, 'knock', []]) {
    expect(isPlainlySealed(nothing)).toBe(false)
    expect(isBareKnock(nothing)).toBe(false)
  }
})
