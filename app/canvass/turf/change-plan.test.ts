import { expect, test } from 'vitest'
import { aPlannedHouse } from './a-plan-door.ts'
import { withDoors } from './change-plan.ts'
import { mostDoors, Plan } from './plan.schema.ts'

test('a plan takes more doors beside those it has, each once and as many as it holds', () => {
  const [first, second] = aPlannedHouse(1, 2)
  if (!first || !second) throw new Error('no doors')
  const one = withDoors(Plan.parse({ knockedWithin: 9 }), [first])
  expect(one).toMatchObject({ knockedWithin: 0, buildings: ['alder'], only: ['alder 1A'] })
  expect(withDoors(one, [first, second]).only).toEqual(['alder 1A', 'alder 1B'])
  const many = Array.from({ length: mostDoors + 5 }, (_, n) => ({ unitId: `${n}`, buildingId: 'cedar' }))
  expect(withDoors(one, many).only).toHaveLength(mostDoors)
})
