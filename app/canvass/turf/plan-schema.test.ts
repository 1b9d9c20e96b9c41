import { expect, test } from 'vitest'
import { PlanPageAct } from './plan.schema.ts'

test('a number of days that is none is said at its field', () => {
  for (const knockedWithin of ['', 'three', '400', '-1'])
    expect(PlanPageAct.safeParse({ intent: 'propose', knockedWithin }).error?.issues[0]?.path).toEqual([
      'knockedWithin',
    ])
})
