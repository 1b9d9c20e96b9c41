import { expect, test } from 'vitest'
import { aDoor, doorsOf } from './a-door.ts'
import { doorTyped, floorsOf, isWide, linesOf } from './floors-of.ts'

test('the top floor stands on top and doors follow the corridor', () => {
  const floors = floorsOf(doorsOf(['1B', '2A', '1A', '2B']))
  expect(floors.map(({ doors }) => doors.map(({ label }) => label))).toEqual([
    ['2A', '2B'],
    ['1A', '1B'],
  ])
})

test('a floor added at the door finds its place by rank', () => {
  const floors = floorsOf([
    aDoor({ label: '1A', floor: '1', floorRank: 1 }),
    aDoor({ label: 'PH', floor: 'PH', floorRank: 9 }),
    aDoor({ label: 'B1', floor: 'B', floorRank: -1 }),
  ])
  expect(floors.map(({ floor }) => floor)).toEqual(['PH', '1', 'B'])
})

test('more than five doors wrap', () => {
  expect(floorsOf(doorsOf(['1A', '1B', '1C', '1D', '1E'])).map(isWide)).toEqual([false])
  expect(floorsOf(doorsOf(['1A', '1B', '1C', '1D', '1E', '1F'])).map(isWide)).toEqual([true])
})

test('a number typed is a door, else a floor, else the first that begins so', () => {
  const floors = floorsOf(doorsOf(['12A', '12B', '2A', '1A']))
  const typed = (text: string) => doorTyped(floors, text)?.label
  expect(['1', '12', '12b', '1A', ' 2 ', '', 'x'].map(typed)).toEqual([
    '1A',
    '12A',
    '12B',
    '1A',
    '2A',
    undefined,
    undefined,
  ])
  expect(doorTyped(floorsOf([aDoor({ label: '214', floor: '2' })]), '21')?.label).toBe('214')
})

test('each staircase is a house of its own, doors of none known come last', () => {
  const on = (entrance: string, ...labels: string[]) =>
    labels.map((label) => aDoor({ label, ...(entrance && { entrance }) }))
  const floors = floorsOf([...on('B', '1C', '2C'), ...on('', '2E'), ...on('A', '1A', '2B', '2A')])
  expect(floors.map(({ id, doors }) => [id, ...doors.map(({ label }) => label)])).toEqual([
    ['A 2', '2A', '2B'],
    ['A 1', '1A'],
    ['B 2', '2C'],
    ['B 1', '1C'],
    ['2', '2E'],
  ])
  // Lines of one staircase say nothing of where those of the other stand.
  expect(linesOf(floors)).toHaveLength(6)
  expect(linesOf(floors.slice(0, 2))).toEqual([1, 2])
})
