import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { isFromOwnPage, readOrigins } from './same-origin.ts'

const local = readOrigins(undefined, 3000)
const hosted = readOrigins('https://union.example', 3000)
const post = (headers: Record<string, string>) => ({ method: 'POST', headers }) as unknown as IncomingMessage

test('our own page may change things, under each name of this machine', () => {
  expect(isFromOwnPage(post({ origin: 'http://localhost:3000' }), local)).toBe(true)
  expect(
    isFromOwnPage(post({ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }), local),
  ).toBe(true)
  expect(isFromOwnPage(post({ 'sec-fetch-site': 'same-origin' }), hosted)).toBe(true)
})

test.each([
  {},
  { origin: 'null' },
  { origin: 'http://localhost:3001' },
  { origin: 'https://union.example.evil.test' },
  { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'cross-site' },
])('a change asked for by %o is refused', (headers) => {
  expect(isFromOwnPage(post(headers as Record<string, string>), local)).toBe(false)
})

test('a hosted union does not answer to localhost', () => {
  expect(isFromOwnPage(post({ origin: 'http://localhost:3000' }), hosted)).toBe(false)
})
