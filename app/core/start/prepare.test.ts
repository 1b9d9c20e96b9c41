import { expect, test } from 'vitest'
import { servesDemo } from './prepare.ts'

const env = { DATABASE_OWNER_URL: undefined, PUBLIC_ORIGIN: undefined, PORT: 3000 }

test('the made-up city is served from this machine’s own database, to this machine', () => {
  expect(servesDemo(env, undefined)).toBe(true)
})

test('a named union, an operator’s server or a public address is never filled or emptied', () => {
  expect(servesDemo(env, 'Maple Valley')).toBe(false)
  expect(servesDemo({ ...env, DATABASE_OWNER_URL: 'postgres://owner@db.example/lintel' }, undefined)).toBe(
    false,
  )
  expect(servesDemo({ ...env, PUBLIC_ORIGIN: 'https://lintel.example' }, undefined)).toBe(false)
})
