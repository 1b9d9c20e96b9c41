import { expect, test } from 'vitest'
import { aTurf, doorsOf } from './a-door.ts'
import { labelsOf } from './labels-of.ts'
import { turfAt } from './turf-at.ts'

const ours = { ...aTurf, turfId: 'tonight', doors: doorsOf(['4A', '4B']) }
const left = { ...aTurf, turfId: 'tonight', doors: doorsOf(['4C', '4D']) }
const over = { ...aTurf, turfId: 'before', doors: doorsOf(['5A']) }
const view = { turfs: [ours], past: [left, over] }

test.each([
  ['our own door', 'tonight', 'unit-4B', true, ours],
  ['no door', 'tonight', null, true, ours],
  ['one found on the way', 'tonight', 'unit-4Z', true, ours],
  ['one that left the turf, opened', 'tonight', 'unit-4C', true, left],
  ['one that left while somebody stood there', 'tonight', 'unit-4C', false, ours],
  ['one of doors that are over', 'before', 'unit-5A', false, over],
  ['doors that are over', 'before', null, true, over],
  ['doors nobody gave us', 'other', 'unit-4B', true, undefined],
])('who opens %s', (_, turfId, unitId, goesAlong, turf) => {
  expect(turfAt(view, turfId, unitId, goesAlong)).toBe(turf)
})

test('a door keeps its number in the list of what is saved when it is ours no more, and has one when it was found on the way', () => {
  const op = { kind: 'unit' as const, unitId: 'found', turfId: 'tonight', label: '4Z', floor: '4' }
  const act = { opId: 'x', state: 'safe' as const, undone: false, counted: false, savedAt: '', op }
  const labels = labelsOf({ ...view, acts: [act] })
  expect(['unit-4A', 'unit-4C', 'unit-5A', 'found'].map((id) => labels.get(id))).toEqual([
    '4A',
    '4C',
    '5A',
    '4Z',
  ])
})
