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
  expect(doorFace(door, [], false, 'turf', true)).toMatchObject({ beam: 'unknown', tries: 0 })
  const counted = [aKnock({ counted: true })]
  expect(doorFace(door, counted, false, 'turf', true)).toMatchObject({ beam: 'tried', tries: 1 })
})

test('a door is not yet, then tried, then talked, by what this phone did', () => {
  expect(doorFace(door, [], false, 'turf')).toMatchObject({ beam: 'none', tries: 0, logged: null })
  expect(doorFace(door, [aKnock()], false, 'turf')).toMatchObject({
    beam: 'tried',
    tries: 1,
    logged: 'not_home',
  })
  expect(doorFace(door, [aKnock(), aKnock({ disposition: 'conversation' })], false, 'turf').beam).toBe(
    'talked',
  )
})

test('a knock that the downloaded turf already counts is not added again', () => {
  const known = aDoor({ label: '4B', tries: 1 })
  expect(doorFace(known, [aKnock({ counted: true })], false, 'turf')).toMatchObject({
    tries: 1,
    logged: 'not_home',
  })
})

test("another door's knocks change nothing, a flyer is not a try", () => {
  expect(doorFace(door, [aKnock({ unitId: 'other' })], false, 'turf').beam).toBe('none')
  expect(doorFace(door, [aKnock({ disposition: 'left_literature' })], false, 'turf').beam).toBe('none')
})

test('who asks for no visit is marked at once', () => {
  expect(doorFace(door, [aKnock({ disposition: 'do_not_knock' })], false, 'turf').doNotKnock).toBe(true)
})

test('who was unsafe is said before the door, from another evening and from this one', () => {
  const warned = aDoor({ label: '4B', warnings: ['unsafe'] })
  expect(marksOf(doorFace(warned, [], false, 'turf'))).toEqual(['△'])
  expect(marksOf(doorFace(door, [aKnock({ disposition: 'hostile_unsafe' })], false, 'turf'))).toEqual(['△'])
})

test('what a neighbor has is a question here, what is open here is none', () => {
  expect(marksOf(doorFace(door, [aKnock()], false, 'turf'), true)).toEqual(['◆?'])
  const broken = { ...door, openRepairs: [{ id: 'one', category: 'leak' }] }
  expect(marksOf(doorFace(broken, [], false, 'turf'), true)).toEqual(['◆'])
})

test('two marks, the rest as a number', () => {
  const busy = aDoor({
    label: '4D',
    doNotKnock: true,
    openRepairs: [{ id: crypto.randomUUID(), category: 'leak' }],
  })
  expect(marksOf(doorFace(busy, [], true, 'turf'))).toEqual(['✎', '✕', '+1'])
  expect(marksOf(doorFace(busy, [], false, 'turf'))).toEqual(['✕', '◆'])
})

test('the sill is tonight’s, whatever the beam says of before, and whoever of the pair did it', () => {
  const known = aDoor({ label: '4B', tries: 2, reachedDay: '2026-11-19' })
  expect(doorFace(known, [], false, 'turf')).toMatchObject({ beam: 'talked', tonight: null })
  expect(doorFace(known, [aKnock()], false, 'turf')).toMatchObject({ beam: 'talked', tonight: 'tried' })
  const talk = aKnock({ disposition: 'conversation' })
  expect(doorFace(known, [talk, aKnock()], false, 'turf')).toMatchObject({
    tonight: 'talked',
    logged: 'not_home',
  })
  const left = aKnock({ disposition: 'left_literature' })
  expect(doorFace(door, [left], false, 'turf')).toMatchObject({ beam: 'none', tonight: 'tried' })
  for (const hidden of [false, true]) {
    const partner = { ...door, tries: hidden ? 0 : 1 }
    expect(doorFace({ ...partner, tonight: 'tried' }, [], false, 'turf', hidden)).toMatchObject({
      beam: 'tried',
      tonight: 'tried',
      logged: null,
    })
    expect(doorFace({ ...partner, tonight: 'talked' }, [], false, 'turf', hidden).beam).toBe('talked')
  }
})

test('what was done for another shift is not tonight’s of this one', () => {
  const talk = aKnock({ disposition: 'conversation' })
  const elsewhere = { ...talk, op: { ...talk.op, turfId: 'another' } }
  expect(doorFace(door, [elsewhere], false, 'turf')).toMatchObject({
    beam: 'talked',
    tonight: null,
    logged: null,
  })
  expect(doorFace(door, [elsewhere], false, 'turf', true)).toMatchObject({ beam: 'unknown', tonight: null })
  const never = { ...elsewhere, disposition: 'do_not_knock' } as const
  expect(doorFace(door, [never], false, 'turf', true).doNotKnock).toBe(true)
})
