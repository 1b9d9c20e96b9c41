import { expect, test } from 'vitest'
import { shareStep } from './share-step.ts'

test('the breaks stand still', () => {
  expect([0, 0.001, 0.2, 0.21, 0.4, 0.6, 0.61, 0.8, 0.81, 1].map(shareStep)).toEqual([
    0, 1, 1, 2, 2, 3, 4, 4, 5, 5,
  ])
})
