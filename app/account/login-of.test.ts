import { expect, test } from 'vitest'
import { loginOf } from './login-of.ts'

test.each([
  ['Ana Ruiz', ' ana  RUIZ '],
  ['Straße', 'STRASSE'],
  ['José', 'Jose\u0301'],
  ['Ａｎａ', 'ana'],
])('%s and %s sign in as the same person', (one, other) => {
  expect(loginOf(one)).toBe(loginOf(other))
})

test('different people stay different', () => {
  expect(loginOf('Ana R')).not.toBe(loginOf('Ana'))
})
