import { expect, test } from 'vitest'
import { judge, ratio, summarise } from './harness.ts'

const entry = (unit: string, budget: number) => ({
  name: 'x',
  unit,
  budget,
  run: async () => ({ figure: 0 }),
})

test('a ratio is red only when its whole range misses the goal', () => {
  expect(judge(entry('ratio', 0.5), { figure: 0.45, low: 0.4, high: 0.52 }).ok).toBe(true)
  expect(judge(entry('ratio', 0.5), { figure: 0.45, low: 0.4, high: 0.49 }).ok).toBe(false)
})

test('a count over its budget is red', () => {
  expect(judge(entry('statements', 4), { figure: 4 }).ok).toBe(true)
  expect(judge(entry('statements', 4), { figure: 5 }).ok).toBe(false)
})

test('the median and the range of the rounds', () => {
  expect(summarise([3, 1, 2, 9, 5, 4, 7])).toEqual({ figure: 4, low: 1, high: 9 })
})

test('half the speed is about a ratio of a half', async () => {
  const wait = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms))
  const { figure } = await ratio({ ours: wait(8), limit: wait(4) }, { perRound: 16, atOnce: 4 })
  expect(figure).toBeGreaterThan(0.3)
  expect(figure).toBeLessThan(0.8)
})
