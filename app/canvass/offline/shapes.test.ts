import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Lease } from '#app/canvass/lease/turf.schema.ts'
import { type Knock, type Op, SentOp } from '#app/canvass/sync/ops.schema.ts'
import { Receipt } from '#app/canvass/sync/sync.schema.ts'
import { readShape } from '#app/canvass/wire/read-receipt.ts'
import { aLease } from './a-phone.ts'
import { isWhole } from './op-shape.ts'
import { readLease } from './reply-shape.ts'

const id = () => crypto.randomUUID()

const talk: Knock = {
  kind: 'knock',
  knockId: id(),
  turfId: id(),
  unitId: id(),
  disposition: 'conversation',
  flyer: true,
  person: { personId: id(), name: 'Ana Ruiz', isNew: true },
  languages: ['es'],
  heard: ['heat'],
  asks: [{ id: id(), step: 'meeting', meetingId: id(), answer: 'maybe' }],
  consents: [
    { purpose: 'contact', channel: 'text', given: true },
    { purpose: 'keep', given: true },
  ],
  verbatim: true,
  contact: { kind: 'phone', value: '555 0100', safeRule: 'no_calls' },
  join: true,
  level: { id: id(), level: 2, basis: ['said'] },
  listensTo: ['5B', 'apt 4-a'],
  followUp: { id: id(), what: 'Bring the form', owner: 'Ana', due: '2026-11-30' },
  note: 'No heat since Monday',
  repairs: [
    {
      id: id(),
      category: 'heat',
      severity: 'serious',
      since: 'this_week',
      words: 'Cold',
      photos: [{ id: id(), sha256: 'ab'.repeat(32) }],
    },
  ],
}
const notHome: Op = {
  kind: 'knock',
  knockId: id(),
  turfId: id(),
  unitId: id(),
  disposition: 'not_home',
  flyer: false,
}
const acts: Op[] = [
  talk,
  notHome,
  { kind: 'retract', knockId: id(), unitId: id() },
  { kind: 'unit', unitId: id(), turfId: id(), label: '4G', floor: '4' },
  { kind: 'unit', unitId: id(), turfId: id(), label: '4H', floor: '4', entrance: 'North' },
]
const plain = aLease()
const lease = {
  ...plain,
  cards: [{ language: 'ko', text: '안녕하세요' }],
  turfs: plain.turfs.map((turf) => ({
    ...turf,
    shift: { ...turf.shift, asks: ['meeting'], lead: 'Rosa', backBy: '2026-11-21T22:30:00.000Z' },
    script: {
      id: id(),
      n: 2,
      steps: [{ id: 'a', says: [{ language: 'es', text: 'Buenas' }], answers: [{ says: [], to: '' }] }],
    },
    meeting: { id: id(), title: 'Tenants meet', startsAt: '2026-11-28T19:00:00.000Z', place: 'Laundry' },
    doors: turf.doors.map((door) => ({
      ...door,
      entrance: 'B',
      lastDay: '2026-11-20',
      lastDisposition: 'not_home',
      openRepairs: [{ id: id(), category: 'heat' }],
      warnings: ['unsafe'],
      languages: ['es'],
      people: [{ personId: id(), name: 'Ana', languages: ['es'] }],
    })),
  })),
}
const receipt = {
  of: 'digest',
  count: 100,
  epoch: 'one',
  merged: [4],
  rejected: [{ at: 5, code: 'refused' }],
  again: [6],
  missing: [3, 4],
}

const otherValue = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', ' ', 'x', 0, 1, 5, 6, 1.5, Number.NaN, true, false, [], {}),
  fc.constantFrom<unknown>('refused', 'not_home', 'moved', 'conversation', 'es', ['said'], '2026-11-30', [
    'x',
  ]),
  fc.constantFrom<unknown>('00000000-0000-0000-0000-000000000000', '01936c3a-7b1c-7def-8abc-0123456789ab'),
  fc.integer({ min: 0, max: 2100 }).map((length) => 'é'.repeat(length)),
  fc.constantFrom<unknown>(Array(5).fill('es'), Array(6).fill('es'), Array(14).fill('heat')),
)

/** The value with some of its places, however deep, filled with something else or with one more. */
function spoilt<T>(value: T) {
  const paths = pathsOf(value)
  return fc
    .array(fc.tuple(fc.constantFrom(...paths), otherValue), { maxLength: 2 })
    .map((changes) => changes.reduce((made, [path, other]) => put(made, path, other), value as unknown))
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  const inside = Object.entries(value).flatMap(([key, part]) => pathsOf(part).map((path) => [key, ...path]))
  return [...inside, ...Object.keys(value).map((key) => [key]), ['unknownKey']]
}

function put(value: unknown, [key, ...rest]: string[], other: unknown): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return other
  const part = (value as Record<string, unknown>)[key]
  const changed = put(part, rest, other)
  if (Array.isArray(value)) return value.map((each, at) => (String(at) === key ? changed : each))
  return { ...value, [key]: changed }
}

test('an act is whole for the phone when it is for the server', () => {
  for (const act of acts) expect(isWhole(act)).toBe(true)
  fc.assert(
    fc.property(fc.oneof(...acts.map(spoilt)), (act) => {
      expect(isWhole(act as Op)).toBe(SentOp.safeParse(act).success)
    }),
    { numRuns: 3000 },
  )
})

test('a lease and a receipt are read as their schemas read them', () => {
  expect(readLease(lease)).toEqual(lease)
  expect(readShape(receipt)).toEqual(receipt)
  fc.assert(
    fc.property(spoilt(lease), (value) => {
      expect(readLease(value)).toEqual(Lease.safeParse(value).data)
    }),
    { numRuns: 1000 },
  )
  fc.assert(
    fc.property(spoilt(receipt), (value) => {
      expect(readShape(value)).toEqual(Receipt.safeParse(value).data)
    }),
    { numRuns: 1000 },
  )
})

test('a page instead of an answer is no answer', () => {
  for (const value of [undefined, null, 'x', 1, [], {}]) {
    expect(readLease(value)).toBeUndefined()
    expect(readShape(value)).toBeUndefined()
  }
})
