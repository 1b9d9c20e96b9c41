import { expect, test } from 'vitest'
import { doorsOf } from './a-door.ts'
import { besideDoor, nextDoor } from './next-door.ts'

const house = doorsOf(['2A', '2B', '2C', '1A', '1B', '1C'])
const next = (from: string, done: string[] = [], doors = house) =>
  nextDoor(doors, `unit-${from}`, new Set(done.map((label) => `unit-${label}`)))?.label ?? null

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
