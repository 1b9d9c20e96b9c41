import { expect, test } from 'vitest'
import { normalContact } from './normal-contact.ts'

test('a number with its country is kept as E.164, one without stays unknown', () => {
  expect(normalContact('phone', ' +1 (510) 555-0100 ')).toBe('+15105550100')
  expect(normalContact('phone', '(510) 555-0100')).toBeNull()
  expect(normalContact('phone', '+12')).toBeNull()
})

test('an address by mail is compared in small letters', () => {
  expect(normalContact('email', ' Ana@Example.org ')).toBe('ana@example.org')
})
