import { expect, test } from 'vitest'
import { type DoorFacts, showDoor } from './chart.ts'

const facts: DoorFacts = {
  key: '4B',
  label: '4B',
  floor: '4',
  floorRank: 4,
  line: 'B',
  lineRank: 2,
  entrance: null,
  struck: null,
  tries: 2,
  talked: true,
  tried: true,
  level: 4,
  split: true,
  members: 1,
  pending: 0,
  leaders: 1,
  leadersNotYet: 0,
  followers: 2,
  follows: ['2A'],
  repairs: 3,
  worst: 'emergency',
  doNotKnock: true,
  answer: 'yes',
  came: false,
}

test('Room knows who was talked with, who is a member and who is coming, and nothing else', () => {
  expect(showDoor(facts, 'room', true)).toEqual({
    key: '4B',
    label: '4B',
    floor: '4',
    floorRank: 4,
    line: 'B',
    lineRank: 2,
    reach: 'talked',
    member: 'member',
    coming: 'yes',
    answer: 'yes',
  })
})

test('every view says the staircase, where there is one to say', () => {
  expect(showDoor({ ...facts, entrance: 'B' }, 'room', false).entrance).toBe('B')
  expect(Object.keys(showDoor(facts, 'committee', true))).not.toContain('entrance')
})

test('a steward’s Committee view has repairs and no levels', () => {
  const door = showDoor(facts, 'committee', false)
  expect(door).toMatchObject({ repairs: 3, worst: 'emergency', tries: 2, doNotKnock: true })
  expect(Object.keys(door)).not.toContain('level')
  expect(Object.keys(door)).not.toContain('split')
  for (const key of ['leader', 'leaderNotYet', 'followers', 'follows'])
    expect(Object.keys(door)).not.toContain(key)
})

test('not assessed is null, never 3', () => {
  expect(showDoor({ ...facts, level: null }, 'committee', true).level).toBeNull()
})

test('a struck door has its reason and no state', () => {
  expect(showDoor({ ...facts, struck: 'merged' }, 'committee', true)).toMatchObject({
    struck: 'merged',
    reach: 'notYet',
    member: 'none',
  })
})
