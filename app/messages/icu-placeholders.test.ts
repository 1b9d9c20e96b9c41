import { expect, test } from 'vitest'
import { placeholdersOf } from './icu-placeholders.ts'

test('values are found inside plurals, and the names of cases are none', () => {
  expect(placeholdersOf('{n, plural, one {# door} other {# doors of {name}}} on {day}')).toEqual([
    'day',
    'n',
    'name',
  ])
  expect(placeholdersOf('{basis, select, said {said} other {{who} saw}}')).toEqual(['basis', 'who'])
  expect(placeholdersOf('plain')).toEqual([])
})
