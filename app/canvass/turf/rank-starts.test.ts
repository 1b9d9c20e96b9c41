import { expect, test } from 'vitest'
import { aPlannedHouse } from './a-plan-door.ts'
import type { PlanDoor } from './plan-doors.ts'
import { compareStarts, rankFloors } from './rank-starts.ts'

const house = (change: Record<string, Partial<PlanDoor>>) =>
  aPlannedHouse(4, 2, { tries: 1 }).map((door) => ({ ...door, ...change[door.label] }))

test('an emergency, then a leader’s neighbor, then the language, then the fewest tries', () => {
  const change = {
    '1A': { emergency: true },
    '2A': { nearLeader: true },
    '2B': { nearLeader: true },
    '3A': { languages: ['es'] },
    '4A': { tries: 0 },
  }
  expect(rankFloors(house(change), ['es']).map(({ floor }) => floor)).toEqual(['1', '2', '3', '4'])
  expect(rankFloors(house(change)).map(({ floor }) => floor)).toEqual(['1', '2', '4', '3'])
})

test('it says why, with how many doors', () => {
  const [first] = rankFloors(house({ '4A': { tries: 0, emergency: true }, '4B': { tries: 0 } }))
  expect(first).toEqual({
    floor: '4',
    doors: 2,
    reasons: [
      { kind: 'emergency', doors: 1 },
      { kind: 'never_tried', doors: 2 },
    ],
  })
})

test('a large building is not before a small one for being large', () => {
  const small = aPlannedHouse(1, 2, { tries: 0 })
  const large = aPlannedHouse(9, 9, { tries: 1 })
  expect(compareStarts(small, large)).toBeLessThan(0)
})
