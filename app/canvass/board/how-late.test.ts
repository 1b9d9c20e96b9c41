import { expect, test } from 'vitest'
import { howLate } from './how-late.ts'

const backBy = '2026-11-21T20:30:00Z'
const at = (time: string) => new Date(`2026-11-21T${time}Z`)
const out = { people: [{ isBack: true }, { isBack: false }] }

test('a pair is looked for when it should be back, and late a quarter of an hour after', () => {
  expect(howLate(out, backBy, at('20:29:59'))).toBeNull()
  expect(howLate(out, backBy, at('20:30:00'))).toBe('look')
  expect(howLate(out, backBy, at('20:45:00'))).toBe('late')
})

test('whoever is back, or has nobody out, is not late', () => {
  expect(howLate({ people: [{ isBack: true }] }, backBy, at('22:00:00'))).toBeNull()
  expect(howLate({ people: [] }, backBy, at('22:00:00'))).toBeNull()
})
