import { expect, test } from 'vitest'
import { layPages } from './lay-pages.ts'

const lay = (doors: string[], most: number, staircaseOf: (door: string) => string | null) =>
  layPages(doors, most, staircaseOf).map(({ lines }) =>
    lines.map((line) => ('door' in line ? line.door : `= ${line.staircase}`)),
  )

test('a house with one staircase has its doors alone, page after page', () => {
  expect(lay(['2A', '2B', '1A'], 2, () => null)).toEqual([['2A', '2B'], ['1A']])
  expect(lay([], 2, () => null)).toEqual([])
})

test('a staircase is named where it begins and on top of each page, never as the last line of one', () => {
  const stairs = (door: string) => door.slice(0, 1)
  expect(lay(['N2', 'N1', 'S2', 'S1'], 4, stairs)).toEqual([
    ['= N', 'N2', 'N1'],
    ['= S', 'S2', 'S1'],
  ])
  expect(lay(['N3', 'N2', 'N1', 'S1'], 3, stairs)).toEqual([
    ['= N', 'N3', 'N2'],
    ['= N', 'N1'],
    ['= S', 'S1'],
  ])
})

test('free lines go on under no name', () => {
  expect(lay(['S1', '-', '-'], 3, (door) => (door === '-' ? null : 'S'))).toEqual([['= S', 'S1', '-'], ['-']])
})
