import { expect, test } from 'vitest'
import { databaseOf } from './union-name.ts'

test('a plain name is the database’s name', () => {
  expect(databaseOf('riverside')).toBe('lintel_u_riverside')
  expect(databaseOf(undefined)).toBeNull()
})

test('names that look alike without their marks have databases of their own', () => {
  const names = [
    'Unión del Río',
    'Union del Rio',
    'union-del-rio',
    'union_del_rio',
    'x'.repeat(90),
    'x'.repeat(91),
    '住民',
  ]
  const databases = names.map(databaseOf)
  expect(new Set(databases).size).toBe(names.length)
  for (const database of databases) expect(database).toMatch(/^lintel_u_[a-z0-9_]{0,54}$/)
})
