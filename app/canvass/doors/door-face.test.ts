import { expect, test } from 'vitest'
import { aDoor } from './a-door.ts'
import { doorFace, marksOf, type OwnKnock } from './door-face.ts'

const door = aDoor({ label: '4B' })
const bare = {
  kind: 'knock',
  knockId: 'one',
  turfId: 'turf',
  unitId: door.unitId,
  disposition: 'not_home',
  flyer: false,
} as const
const aKnock = (knock: Partial<OwnKnock> = {}): OwnKnock => ({
  unitId: door.unitId,
  disposition: 'not_home',
  counted: false,
  op: bare,
  ...knock,
})

test('of hidden evenings nothing is claimed, and tonight’s own count also when the server knows them', () => {
  expect(doorFace(door, [], false, true)).toMatchObject({ beam: 'unknown', tries: 0 })
  const counted = [aKnock({ counted: true })]
  expect(doorFace(door, counted, false, true)).toMatchObject({ beam: 'tried', tries: 1 })
})

test('a door is not yet, then tried, then talked, by what this phone did', () => {
  expect(doorFace(door, [], false)).toMatchObject({ beam: 'none', tries: 0, logged: null })
  expect(doorFace(door, [aKnock()], false)).toMatchObject({ beam: 'tried', tries: 1, logged: 'not_home' })
  expect(doorFace(door, [aKnock(), aKnock({ disposition: 'conversation' })], false).beam).toBe('talked')
})

test('a knock that the downloaded turf already counts is not added again', () => {
  const known = aDoor({ label: '4B', tries: 1 })
  expect(doorFace(known, [aKnock({ counted: true })], false)).toMatchObject({ tries: 1, logged: 'not_home' })
})

test("another door's knocks change nothing, a flyer is not a try", () => {
  expect(doorFace(door, [aKnock({ unitId: 'other' })], false).beam).toBe('none')
  expect(doorFace(door, [aKnock({ disposition: 'left_literature' })], false).beam).toBe('none')
})

test('who asks for no visit is marked at once', () => {
  expect(doorFace(door, [aKnock({ disposition: 'do_not_knock' })], false).doNotKnock).toBe(true)
})

test('who was unsafe is said before the door, from another evening and from this one', () => {
  const warned = aDoor({ label: '4B', warnings: ['unsafe'] })
  expect(marksOf(doorFace(warned, [], false))).toEqual(['△'])
  expect(marksOf(doorFace(door, [aKnock({ disposition: 'hostile_unsafe' })], false))).toEqual(['△'])
})

test('what a neighbor has is a question here, what is open here is none', () => {
  expect(marksOf(doorFace(door, [aKnock()], false), true)).toEqual(['◆?'])
  const broken = { ...door, openRepairs: [{ id: 'one', category: 'leak' }] }
  expect(marksOf(doorFace(broken, [], false), true)).toEqual(['◆'])
})

test('two marks, the rest as a number', () => {
  const busy = aDoor({
    label: '4D',
    doNotKnock: true,
    openRepairs: [{ id: crypto.randomUUID(), category: 'leak' }],
  })
  expect(marksOf(doorFace(busy, [], true))).toEqual(['✎', '✕', '+1'])
  expect(marksOf(doorFace(busy, [], false))).toEqual(['✕', '◆'])
})
