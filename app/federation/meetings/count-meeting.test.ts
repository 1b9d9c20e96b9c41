import { expect, test } from 'vitest'
import { countFloors, countMeeting } from './count-meeting.ts'
import type { MeetingDoor } from './meetings.server.ts'

const door = (
  unitId: string,
  answer: MeetingDoor['answer'],
  outcome: MeetingDoor['outcome'] = null,
  reminded = false,
): MeetingDoor => ({ unitId, asked: answer !== null, answer, reminded, outcome })
const none = { yes: 0, kept: 0, partly: 0, notKept: 0, excused: 0, open: 0, due: 0 }

test('every figure is of the doors that could come', () => {
  const counts = countMeeting(
    [door('a', 'yes', 'kept', true), door('b', 'maybe'), door('c', null, 'kept'), door('struck', 'yes')],
    [
      { doors: 3, unitIds: ['a', 'b', 'c'] },
      { doors: 10, unitIds: ['d'] },
    ],
  )
  const promises = { ...none, yes: 1, kept: 1, due: 1 }
  expect(counts).toEqual({
    asked: 2,
    yes: 1,
    maybe: 1,
    no: 0,
    came: 2,
    reminded: 1,
    promises,
    doors: 13,
  })
})

test('a promise is kept, kept in part, not kept or still open; whoever is excused owes none', () => {
  const said = [
    door('a', 'yes', 'kept'),
    door('b', 'yes', 'partly'),
    door('c', 'yes', 'not_kept'),
    door('d', 'yes', 'excused'),
    door('e', 'yes'),
    door('f', 'maybe', 'kept'),
    door('g', 'no', 'not_kept'),
  ]
  const { promises, came } = countMeeting(said, [{ doors: 7, unitIds: said.map(({ unitId }) => unitId) }])
  expect(promises).toEqual({ yes: 5, kept: 1, partly: 1, notKept: 1, excused: 1, open: 1, due: 4 })
  expect(came).toBe(3)
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

test('by floor, what was promised and what was done', () => {
  const floors = [
    { unitId: 'a', entrance: null, floor: '2' },
    { unitId: 'b', entrance: null, floor: '2' },
    { unitId: 'c', entrance: null, floor: '1' },
  ]
  const said = [door('a', 'yes', 'kept', true), door('b', 'yes'), door('c', null, 'kept')]
  expect(countFloors(floors, said)).toEqual([
    {
      floor: '2',
      doors: 2,
      asked: 2,
      yes: 2,
      reminded: 1,
      came: 1,
      promises: { ...none, yes: 2, kept: 1, open: 1, due: 2 },
    },
    { floor: '1', doors: 1, asked: 0, yes: 0, reminded: 0, came: 1, promises: none },
  ])
})

test('the same floor of two staircases is two', () => {
  const floors = ['North', 'South'].map((entrance) => ({ unitId: entrance, entrance, floor: '2' }))
  expect(countFloors(floors, [door('North', 'yes')]).map(({ floor, yes }) => [floor, yes])).toEqual([
    ['North · 2', 1],
    ['South · 2', 0],
  ])
})
