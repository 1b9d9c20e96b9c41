import { expect, test } from 'vitest'
import { countMeeting } from './count-meeting.ts'

const door = (unitId: string, answer: 'yes' | 'maybe' | 'no' | null, came = false) => ({
  unitId,
  asked: answer !== null,
  answer,
  came,
})

test('every figure is of the doors that could come', () => {
  const counts = countMeeting(
    [door('a', 'yes', true), door('b', 'maybe'), door('c', null, true), door('struck', 'yes')],
    [
      { doors: 3, unitIds: ['a', 'b', 'c'] },
      { doors: 10, unitIds: ['d'] },
    ],
  )
  expect(counts).toEqual({ asked: 2, yes: 1, maybe: 1, no: 0, came: 2, doors: 13 })
})

test('one building nobody counted makes the whole unknown, not smaller', () => {
  expect(
    countMeeting(
      [],
      [
        { doors: 3, unitIds: [] },
        { doors: null, unitIds: [] },
      ],
    ).doors,
  ).toBeNull()
})
