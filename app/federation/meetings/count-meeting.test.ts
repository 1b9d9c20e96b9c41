import { expect, test } from 'vitest'
import { countFloors, countMeeting } from './count-meeting.ts'

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

test('by floor, who said yes and has not done it is counted apart', () => {
  const floors = [
    { unitId: 'a', entrance: null, floor: '2' },
    { unitId: 'b', entrance: null, floor: '2' },
    { unitId: 'c', entrance: null, floor: '1' },
  ]
  expect(countFloors(floors, [door('a', 'yes', true), door('b', 'yes'), door('c', null, true)])).toEqual([
    { floor: '2', doors: 2, asked: 2, yes: 2, came: 1, promised: 1 },
    { floor: '1', doors: 1, asked: 0, yes: 0, came: 1, promised: 0 },
  ])
})

test('the same floor of two staircases is two', () => {
  const floors = ['North', 'South'].map((entrance) => ({ unitId: entrance, entrance, floor: '2' }))
  expect(countFloors(floors, [door('North', 'yes')]).map(({ floor, yes }) => [floor, yes])).toEqual([
    ['North · 2', 1],
    ['South · 2', 0],
  ])
})
