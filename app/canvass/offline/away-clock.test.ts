import { expect, test } from 'vitest'
import { createAwayClock } from './away-clock.ts'

const minute = 60_000

test('it is long after the minutes set, not before, and begins anew with each time away', () => {
  const clock = createAwayClock(() => 10)
  expect(clock.isLong(0)).toBe(false)
  expect(clock.left(0)).toBe(10 * minute)
  expect(clock.isLong(10 * minute - 1)).toBe(false)
  expect(clock.isLong(10 * minute)).toBe(true)
  clock.back()
  expect(clock.isLong(99 * minute)).toBe(false)
  clock.left(100 * minute)
  expect(clock.isLong(109 * minute)).toBe(false)
})

test('a clock that was set back meanwhile counts as long', () => {
  const clock = createAwayClock(() => 2)
  clock.left(50 * minute)
  expect(clock.isLong(49 * minute)).toBe(true)
})
