import { expect, test } from 'vitest'
import type { Repair } from './repairs.server.ts'
import { rowsOf, sameTrouble } from './same-trouble.ts'

const aCase = (door: string, sameAs: string | null = null, tab: Repair['tab'] = 'new') =>
  ({ id: door, door, sameAs, tab }) as Repair

const doorsOf = (repairs: readonly { door: string | null }[]) => repairs.map(({ door }) => door)

test('cases said to be the same are one row with its doors, whoever said it of whom', () => {
  const all = [aCase('5B', '6B'), aCase('6B'), aCase('4B', '5B'), aCase('2A')]
  expect(rowsOf(all).map(({ id, doors }) => [id, doors])).toEqual([
    ['5B', ['4B', '5B', '6B']],
    ['2A', ['2A']],
  ])
  expect(doorsOf(sameTrouble(aCase('6B'), all))).toEqual(['4B', '5B'])
})

test('what stands in another tab is another row, and still the same trouble', () => {
  const all = [aCase('5B'), aCase('4B', '5B', 'late')]
  expect(rowsOf(all).map(({ doors }) => doors)).toEqual([['5B'], ['4B']])
  expect(doorsOf(sameTrouble(aCase('5B'), all))).toEqual(['4B'])
})

test('two that name a case which was taken back are the same all the same; a ring has an end', () => {
  expect(rowsOf([aCase('5B', 'gone'), aCase('4B', 'gone')])).toHaveLength(1)
  expect(rowsOf([aCase('5B', '4B'), aCase('4B', '5B'), aCase('3B', '4B')])).toHaveLength(1)
})

test('what is over asks for no look', () => {
  expect(sameTrouble(aCase('5B'), [aCase('5B'), aCase('4B', '5B', 'over')])).toEqual([])
})
