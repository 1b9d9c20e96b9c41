import { expect, test } from 'vitest'
import { doorsOf } from './a-door.ts'
import { hintsOf } from './hint.ts'

function houseWith(repairs: Record<string, string[]>) {
  return doorsOf(['6A', '6B', '5A', '5B', '4A', '4B']).map((door) => ({
    ...door,
    openRepairs: (repairs[door.label] ?? []).map((category) => ({
      id: `${category} ${door.label}`,
      category,
    })),
  }))
}
const hintAt = (label: string, doors: ReturnType<typeof houseWith>) => {
  const door = doors.find((each) => each.label === label)
  return door ? hintsOf(doors)(door) : null
}

test('a leak on the same line is asked about, with its doors from below and the case of the lowest', () => {
  const doors = houseWith({ '6B': ['leak'], '5B': ['leak'] })
  expect(hintAt('4B', doors)).toEqual({ category: 'leak', labels: ['5B', '6B'], first: 'leak 5B' })
  expect(hintAt('4A', doors)).toBeNull()
})

test('what is open at this door comes before what the line shares', () => {
  const doors = houseWith({ '4B': ['paint', 'leak'], '5B': ['leak'] })
  expect(hintAt('4B', doors)).toEqual({ category: 'leak', labels: [], first: null })
})

test('what more doors share weighs more', () => {
  const doors = houseWith({ '6B': ['pests'], '5B': ['pests', 'leak'] })
  expect(hintAt('4B', doors)).toMatchObject({ category: 'pests' })
})

test('where doors have no line, the one above and the one below are asked', () => {
  const doors = houseWith({ '5B': ['leak'] }).map((door) => ({ ...door, line: '' }))
  expect(hintAt('6B', doors)).toMatchObject({ labels: ['5B'] })
  expect(hintAt('4B', doors)).toMatchObject({ labels: ['5B'] })
  expect(hintAt('6A', doors)).toBeNull()
})

test('what is broken on one staircase says nothing of the other, whatever its lines are called', () => {
  const doors = houseWith({ '6B': ['leak'], '5B': ['leak'] })
  const stairs = doors.map((door) => ({ ...door, entrance: door.label === '4B' ? 'B' : 'A' }))
  expect(hintAt('4B', stairs)).toBeNull()
  expect(
    hintAt(
      '4B',
      doors.map((door) => ({ ...door, entrance: 'B' })),
    )?.labels,
  ).toEqual(['5B', '6B'])
})
