import { expect, test } from 'vitest'
import { aTurf, doorsOf } from './a-door.ts'
import { newTalk } from './talk-draft.ts'
import { whereLeft } from './where-left.ts'

const tonight = { ...aTurf, turfId: 'tonight', doors: doorsOf(['4A', '4B']) }
const before = { ...aTurf, turfId: 'before', doors: doorsOf(['5A']) }
const view = { turfs: [tonight], past: [before], acts: [] }
const talkAt = (unitId: string, open: boolean) => new Map([[unitId, { ...newTalk(unitId, []), open }]])

test.each([
  ['unit-4B', true, '/doors/turf/tonight?unit=unit-4B&talk=1'],
  ['unit-5A', true, '/doors/turf/before?unit=unit-5A&talk=1'],
  ['unit-4B', false, undefined],
  ['unit-9Z', true, undefined],
])(
  'a phone that opens again goes to the talk at %s, if it was on the screen: %s',
  (unitId, open, address) => {
    expect(whereLeft({ ...view, drafts: talkAt(unitId, open) })).toBe(address)
  },
)

test('what a locked phone knows of its talks leads nowhere', () => {
  expect(whereLeft({ ...view, drafts: new Map([['unit-4B', undefined]]) })).toBeUndefined()
})
