import { expect, test } from 'vitest'
import { canSettle } from './can-settle.ts'

test('a door of the list is settled by whoever keeps the list, a mark by whoever debriefs, a home by nobody here', () => {
  const may = (keeps: boolean) =>
    (['wrong_unit', 'new', 'vacant', 'moved'] as const).map((why) => canSettle(why, keeps))
  expect(may(true)).toEqual([true, true, true, false])
  expect(may(false)).toEqual([false, false, true, false])
})
