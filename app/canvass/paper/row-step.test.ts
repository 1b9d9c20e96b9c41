import { expect, test } from 'vitest'
import { rowStep } from './row-step.ts'

const step = (key: string, { onButton = false, cameByCode = false } = {}) =>
  rowStep({ key, onButton, cameByCode })

test('Enter that ends a typed code stays at the row the code names', () => {
  expect(step('Enter', { cameByCode: true })).toBe('stay')
  expect(step('Enter')).toBe(1)
})

test('arrows go on however the row was reached, Enter on a button presses it', () => {
  expect(step('ArrowDown', { cameByCode: true })).toBe(1)
  expect(step('ArrowUp')).toBe(-1)
  expect(step('Enter', { onButton: true })).toBe(0)
  expect(step('n')).toBe(0)
})
