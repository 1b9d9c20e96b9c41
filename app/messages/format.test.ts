import { expect, test } from 'vitest'
import { createFormat } from './format.ts'

const en = createFormat('en', 'America/Los_Angeles')
const es = createFormat('es', 'America/Los_Angeles')

test('a day is the same day in every zone of the reader', () => {
  expect(en.day('2026-03-03')).toBe('Tue, Mar 3')
  expect(es.day('2026-03-03')).toBe('mar 3 mar')
})

test("an instant is told by the union's clock, also after the clocks changed", () => {
  expect(es.time('2026-11-01T08:30:00Z')).toBe('1:30')
  expect(es.time('2026-11-01T10:30:00Z')).toBe('2:30')
  expect(en.dayOf('2026-11-27T07:59:00Z')).toBe('2026-11-26')
})

test('near days have words', () => {
  expect(en.relativeDay('2026-11-27', '2026-11-26')).toBe('tomorrow')
  expect(es.relativeDay('2026-11-24', '2026-11-26')).toBe('anteayer')
  expect(en.relativeDay('2026-11-21', '2026-11-26')).toBe('5 days ago')
})
