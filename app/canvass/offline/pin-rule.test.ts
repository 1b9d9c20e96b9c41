import { expect, test } from 'vitest'
import { pinProblem } from './pin-rule.ts'

test('a PIN has six digits or more', () => {
  for (const pin of ['', '12345', '12345a', '1234567890123']) expect(pinProblem(pin)).toBe('short')
  expect(pinProblem('482916')).toBeNull()
})

test('what is tried first is no PIN', () => {
  for (const pin of ['000000', '777777', '123456', '987654']) expect(pinProblem(pin)).toBe('weak')
  for (const pin of ['121212', '123457', '135790']) expect(pinProblem(pin)).toBeNull()
})
