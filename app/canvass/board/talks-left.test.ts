import { expect, test } from 'vitest'
import { aTurf, doorsOf } from '../doors/a-door.ts'
import { talksLeft } from './talks-left.ts'

const turf = { ...aTurf, turfId: 'ours', doors: doorsOf(['4A', '4B', '4C']) }
const other = { ...aTurf, turfId: 'other', doors: doorsOf(['5A']) }
/** As a locked phone has them: where, not what. */
const drafts = new Map(['unit-4B', 'unit-4C', 'unit-5A'].map((unitId) => [unitId, undefined]))
const view = { turfs: [turf, other], acts: [], drafts }

test('who hands doors back is told at which of them a talk is to be finished', () => {
  expect(talksLeft(view, { turfId: 'ours', labels: ['4A', '4B'] })).toEqual(['4B'])
  expect(talksLeft(view, { turfId: 'other', labels: ['5A'] })).toEqual(['5A'])
  expect(talksLeft(view, { turfId: 'not here', labels: ['4A'] })).toEqual([])
})
