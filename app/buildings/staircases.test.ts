import { expect, test } from 'vitest'
import { byStaircase, joinPlaces, staircaseIn } from './staircases.ts'

const doors = (...entrances: (string | null)[]) => entrances.map((entrance, n) => ({ n, entrance }))
const shown = (...entrances: (string | null)[]) =>
  byStaircase(doors(...entrances)).map(({ entrance, doors: its }) => [entrance, ...its.map(({ n }) => n)])

test('doors stand by their staircase, those of none known last', () => {
  expect(shown('10', '2', null, '2', 'A')).toEqual([
    ['2', 1, 3],
    ['10', 0],
    ['A', 4],
    ['', 2],
  ])
})

test('one staircase is no choice of stairs, whatever it is called', () => {
  expect(shown('A', 'A', null)).toEqual([['', 0, 1, 2]])
  expect(shown(null, null)).toEqual([['', 0, 1]])
  expect(shown()).toEqual([['']])
})

test.each([
  ['Staircase A, 3B', 'A', '3B'],
  ['Esc. 2 - 1º 3ª', '2', '1º 3ª'],
  ['escalera b 12', 'B', '12'],
  ['Stair C/401', 'C', '401'],
  ['PORTAL 4: 2A', '4', '2A'],
])('%s is staircase %s, door %s', (label, entrance, door) => {
  expect(staircaseIn(label)).toEqual({ entrance, door })
})

test.each(['3B', 'A12', 'PH', 'Stairs', 'Rear', 'Escher 3', 'Portland 2B'])('%s names none', (label) => {
  expect(staircaseIn(label)).toBeNull()
})

test('many floors are said by staircase, and those in a row by the first and the last', () => {
  const said = (...places: string[]) => joinPlaces(places, (items) => items.join(' & '))
  expect(said('North · 4', 'North · 3', 'North · 2', 'South · 5', 'South · 3', 'South · 2')).toBe(
    'North · 4–2; South · 5, 3, 2',
  )
  expect(said('6', '5', '4', '2', 'PH')).toBe('6–4 & 2 & PH')
  expect(said('1', '2')).toBe('1 & 2')
  expect(said('North · A', '2')).toBe('North · A; 2')
  expect(said('9', '11', '10', '9')).toBe('9 & 11–9')
})
