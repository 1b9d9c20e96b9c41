import fc from 'fast-check'
import { expect, test } from 'vitest'
import { doneTonight } from '../lists.ts'
import { haveOf, unpackLease } from '../offline/unpack-lease.ts'
import { dayParts } from '../part-of-day.ts'
import { packLease } from './pack-lease.ts'
import type { Door, Lease, Turf } from './turf.schema.ts'

const key = { id: '01980000-0000-7000-8000-000000000001', publicKey: 'a key' }
const words = fc.constantFrom('Rosa', 'Ana María', 'Ñ', 'es', '', '"', 'Long Name of Somebody')
const day = fc.constantFrom(null, '2026-11-20', '2026-11-21')
const id = fc.uuid({ version: [4, 7] })

const plainDoor: fc.Arbitrary<Door> = fc.record({
  unitId: id,
  label: fc.constantFrom('1A', '2B', 'Basement', '10'),
  floor: fc.constantFrom('1', '2', '10'),
  floorRank: fc.integer({ min: -1, max: 12 }),
  line: fc.constantFrom('A', 'B', '0'),
  lineRank: fc.nat(4),
  struck: fc.boolean(),
  tries: fc.nat(100),
  lastDay: day,
  lastDisposition: fc.constantFrom(null, 'not_home', 'talked'),
  lastPart: fc.constantFrom(null, ...dayParts),
  onePart: fc.boolean(),
  tonight: fc.constantFrom(null, ...doneTonight),
  reachedDay: day,
  doNotKnock: fc.boolean(),
  openRepairs: fc.array(fc.record({ id, category: words }), { maxLength: 2 }),
  warnings: fc.constantFrom([], ['unsafe' as const]),
  languages: fc.array(words, { maxLength: 2 }),
  nearLeader: fc.boolean(),
  emergency: fc.boolean(),
  people: fc.array(fc.record({ personId: id, name: words, languages: fc.array(words, { maxLength: 2 }) }), {
    maxLength: 2,
  }),
})

const door: fc.Arbitrary<Door> = fc
  .tuple(plainDoor, fc.constantFrom('', 'A', 'B', 'North'))
  .map(([plain, entrance]) => ({ ...plain, ...(entrance && { entrance }) }))

const turf: fc.Arbitrary<Turf> = fc.record({
  turfId: id,
  holdingId: id,
  buildingId: id,
  address: words,
  shift: fc.record({
    id,
    startsAt: words,
    endsAt: words,
    backBy: fc.constant(null),
    place: words,
    lead: fc.option(words),
    asks: fc.constant([]),
    leavesFlyer: fc.boolean(),
  }),
  expiresAt: words,
  doors: fc.uniqueArray(door, { maxLength: 150, selector: ({ unitId }) => unitId, size: 'max' }),
})

const lease: fc.Arbitrary<Lease> = fc.record({
  accountId: id,
  guest: fc.boolean(),
  timeZone: words,
  epoch: words,
  key: fc.constant(key),
  turfs: fc.uniqueArray(turf, { maxLength: 3, selector: ({ turfId }) => turfId }),
  settled: fc.array(id, { maxLength: 2 }),
})

const sent = (packed: unknown) => JSON.parse(JSON.stringify(packed))
const pulled = (from: Lease, before?: Lease) =>
  unpackLease(sent(packLease(from, before && haveOf(before))), before) as Lease
const unmarked = ({ marks: _, ...rest }: Lease) => rest

test('what is unpacked is what was packed', () => {
  fc.assert(
    fc.property(lease, (whole) => {
      expect(unmarked(pulled(whole))).toEqual(whole)
    }),
    { numRuns: 60 },
  )
})

/** Doors change, go, come in between, change places with other turfs; turfs go and come. */
const change = fc.tuple(
  fc.nat(),
  fc.nat(),
  fc.constantFrom('change', 'remove', 'insert', 'turf', 'guest'),
  door,
  turf,
)

function changed(
  whole: Lease,
  [a, b, how, other, another]: typeof change extends fc.Arbitrary<infer T> ? T : never,
): Lease {
  if (how === 'guest') return { ...whole, guest: !whole.guest }
  if (how === 'turf') return { ...whole, turfs: b % 2 ? whole.turfs.slice(1) : [another, ...whole.turfs] }
  const turfs = whole.turfs.map((each, i) => {
    if (i !== a % whole.turfs.length) return each
    const at = b % (each.doors.length + 1)
    const old = each.doors[at]
    const now = how === 'remove' ? [] : how === 'change' && old ? [{ ...other, unitId: old.unitId }] : [other]
    return { ...each, doors: each.doors.toSpliced(at, how === 'insert' ? 0 : 1, ...now) }
  })
  return { ...whole, turfs }
}

test('what has changed since, put on what was there, is the whole', () => {
  fc.assert(
    fc.property(lease, fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 4 }), (first, rounds) => {
      let now = first
      let phone = pulled(now)
      for (const changes of rounds) {
        now = changes.reduce(changed, now)
        phone = pulled(now, phone)
        expect(phone).toEqual(pulled(now))
        expect(unmarked(phone)).toEqual(now)
      }
    }),
    { numRuns: 40 },
  )
})

test('one changed door of many is all that is sent', () => {
  const [first] = fc.sample(
    fc.tuple(
      lease,
      turf,
      fc.uniqueArray(door, { minLength: 600, maxLength: 600, selector: ({ unitId }) => unitId }),
    ),
    { numRuns: 1, seed: 7 },
  )
  if (!first) throw new Error('No sample')
  const [around, of, doors] = first
  const whole = { ...around, turfs: [{ ...of, doors }] }
  const phone = pulled(whole)
  expect(packLease(whole, haveOf(phone)).doors.count).toBe(0)
  const now = { ...whole, turfs: [{ ...of, doors: doors.with(300, { ...doors[300], tries: 1000 } as Door) }] }
  const packed = packLease(now, haveOf(phone))
  expect(packed.head).toBeUndefined()
  expect(Object(packed.turfs[0]).frame).toBeUndefined()
  expect(packed.doors.count).toBeLessThanOrEqual(32)
})

test('a change cannot be put on something else', () => {
  const [around, of] = fc.sample(fc.tuple(lease, turf), { numRuns: 1, seed: 3 })[0] ?? []
  if (!around || !of) throw new Error('No sample')
  const whole = { ...around, turfs: [of] }
  const packed = packLease(whole, haveOf(pulled(whole)))
  expect(() => unpackLease(sent(packed))).toThrow('Not what this phone has')
})
