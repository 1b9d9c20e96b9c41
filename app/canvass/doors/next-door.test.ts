import { expect, test } from 'vitest'
import { aDoor, aTurf, doorsOf } from './a-door.ts'
import { houseOf } from './house.ts'
import { besideDoor, nextDoor } from './next-door.ts'

const house = doorsOf(['2A', '2B', '2C', '1A', '1B', '1C'])
const next = (from: string, done: string[] = [], doors = house) =>
  nextDoor(doors, `unit-${from}`, new Set(done.map((label) => `unit-${label}`)), aTurf.shift)?.label ?? null

test('along the corridor, then one floor down', () => {
  expect(next('2A')).toBe('2B')
  expect(next('2C')).toBe('1A')
})

test('doors done in this shift are passed by, left-out ones come again from the top', () => {
  expect(next('2A', ['2B', '2C'])).toBe('1A')
  expect(next('1C', ['2A', '1C'])).toBe('2B')
  expect(next('1C', ['2A', '2B', '2C', '1A', '1B', '1C'])).toBeNull()
})

test('struck doors and those that asked for no visit are never proposed', () => {
  const doors = house.map((door) => ({
    ...door,
    struck: door.label === '2B',
    doNotKnock: door.label === '2C',
  }))
  expect(next('2A', [], doors)).toBe('1A')
})

test.each([
  ['landlord_agent', '2020-01-01', '2C'],
  ['deceased', '2020-01-01', '2C'],
  // Asked for no visit, and lifted since: the door says of itself whether that stands.
  ['do_not_knock', '2026-11-21', '2B'],
  ['refused', '2026-11-21', '2C'],
  // 90 days before the shift of 22 November, and the day after.
  ['refused', '2026-08-25', '2C'],
  ['refused', '2026-08-24', '2B'],
  ['not_home', '2026-11-21', '2B'],
  ['hostile_unsafe', '2026-11-21', '2B'],
  ['a_code_of_a_later_version', '2026-11-21', '2B'],
  [null, null, '2B'],
])('last %s on %s: next after 2A is %s', (lastDisposition, lastDay, after) => {
  const doors = house.map((door) => (door.label === '2B' ? { ...door, lastDisposition, lastDay } : door))
  expect(next('2A', [], doors)).toBe(after)
})

test('where somebody died, whoever is known to live there now is proposed', () => {
  const people = [{ personId: 'ben', name: 'Ben', languages: [] }]
  const doors = house.map((door) => ({
    ...door,
    lastDisposition: 'deceased',
    people: door.label === '2C' ? people : [],
  }))
  expect(next('2A', [], doors)).toBe('2C')
})

test('who is left in peace is no place to begin at either, and still stands in the house for a tap', () => {
  const peace = { lastDisposition: 'refused', lastDay: '2026-11-21' }
  const doors = [
    aDoor({ label: '3A', emergency: true, ...peace }),
    aDoor({ label: '2A', tries: 2, emergency: true }),
    aDoor({ label: '1A', tries: 1 }),
  ]
  const { start, doors: shown } = houseOf({ ...aTurf, doors }, [], 'en')
  expect(start).toMatchObject({ place: '2', labels: ['2A'] })
  expect(shown.map(({ label }) => label)).toEqual(['3A', '2A', '1A'])
})

test('swiping goes to the door beside, and stops at the ends', () => {
  expect(besideDoor(house, 'unit-1A', -1)?.label).toBe('2C')
  expect(besideDoor(house, 'unit-2A', -1)).toBeNull()
})

test('next door is on the same stairs, down to its last door; only then comes the other staircase', () => {
  const stairs = house.map((door) => ({ ...door, entrance: door.line < 'C' ? '1' : '2' }))
  const walked = ['2A']
  while (walked.length < 6) walked.push(next(walked.at(-1) ?? '', walked, stairs) ?? 'none')
  expect(walked).toEqual(['2A', '2B', '1A', '1B', '2C', '1C'])
})
