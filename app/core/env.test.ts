import { expect, test } from 'vitest'
import { readEnv } from './env.ts'

test('nothing set: port 3000, data beside the code', () => {
  expect(readEnv({})).toEqual({ PORT: 3000, DATA_DIR: '.data' })
  expect(readEnv({ PORT: '', OTHER: 'x' }).PORT).toBe(3000)
})

test.each([
  ['PORT', 'abc', 'PORT must be a number, for example PORT=3000'],
  ['PORT', '70000', 'PORT must be 65535 or less, for example PORT=3000'],
  ['PUBLIC_ORIGIN', 'http://lintel.example.org', 'PUBLIC_ORIGIN must be https://'],
  ['PUBLIC_ORIGIN', 'https://lintel.example.org/union', 'PUBLIC_ORIGIN must be https://'],
  [
    'DATABASE_URL',
    'mysql://localhost/x',
    'DATABASE_URL must be the address of a PostgreSQL database, for example',
  ],
  [
    'DATABASE_OWNER_URL',
    'postgresql://a:b@localhost/x',
    'DATABASE_OWNER_URL goes together with DATABASE_URL',
  ],
])('%s=%s stops the start by its name and an example', (name, value, line) => {
  expect(() => readEnv({ [name]: value })).toThrow(line)
})
