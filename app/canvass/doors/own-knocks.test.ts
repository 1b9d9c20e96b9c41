import { expect, test } from 'vitest'
import { withoutNames } from '../offline/locked.ts'
import type { Act } from '../offline/phone-types.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { aDoor, aTurf, doorsOf } from './a-door.ts'
import { floorsOf } from './floors-of.ts'
import { hintsOf } from './hint.ts'
import { doorsNow, foundFrom } from './own-knocks.ts'

const doors = doorsOf(['6B', '5B', '4B', '4A'])
const leak = { id: 'case', category: 'leak', severity: 'dangerous', since: 'today' } as const
const heardAt = (label: string, change: Partial<Act> = {}): Act => ({
  opId: `op ${label}`,
  op: {
    kind: 'knock',
    knockId: `knock ${label}`,
    turfId: 'turf',
    unitId: `unit-${label}`,
    disposition: 'conversation',
    flyer: false,
    repairs: [leak],
  } satisfies Knock,
  savedAt: '2026-11-22T20:00:00Z',
  state: 'waiting',
  undone: false,
  counted: false,
  ...change,
})
const asked = (acts: Act[]) => {
  const now = doorsNow(doors, acts, 'turf')
  const hintOf = hintsOf(now)
  return now.flatMap((door) => (hintOf(door)?.first ? [door.label] : []))
}

test('a repair heard marks the other doors of its line at once, before anything was sent', () => {
  expect(asked([])).toEqual([])
  expect(asked([heardAt('5B')])).toEqual(['6B', '4B'])
  expect(asked([heardAt('5B', { state: 'safe', counted: true })])).toEqual(['6B', '4B'])
  expect(asked([heardAt('5B', { undone: true })])).toEqual([])
})

test('its case is the one the next neighbor says the same of', () => {
  const now = doorsNow(doors, [heardAt('5B')], 'turf')
  const [door] = now.filter(({ label }) => label === '4B')
  expect(door && hintsOf(now)(door)).toEqual({ category: 'leak', labels: ['5B'], first: 'case' })
})

test('a door at which nothing was done stays the same object', () => {
  const now = doorsNow(doors, [heardAt('5B')], 'turf')
  expect(now.map((door, i) => door === doors[i])).toEqual([true, false, true, true])
})

test('a try the stored turf counts is none once it was taken back, until a turf comes that counts neither', () => {
  const tried = doors.map((door) => ({ ...door, tries: 2 }))
  const { op, ...rest } = heardAt('5B', { state: 'safe', counted: true })
  const notHome: Act = {
    ...rest,
    undone: true,
    op: { ...(op as Knock), disposition: 'not_home', repairs: [] },
  }
  const takenBack = (counted: boolean): Act => ({
    ...heardAt('5B', { opId: 'back', counted }),
    op: { kind: 'retract', knockId: 'knock 5B', unitId: 'unit-5B' },
  })
  const triesOf = (acts: Act[]) => doorsNow(tried, acts, 'turf').map(({ tries }) => tries)
  expect(triesOf([{ ...notHome, undone: false }])).toEqual([2, 2, 2, 2])
  expect(triesOf([notHome, takenBack(false)])).toEqual([2, 1, 2, 2])
  expect(triesOf([notHome, takenBack(true)])).toEqual([2, 2, 2, 2])
  expect(triesOf([{ ...notHome, counted: false }, takenBack(false)])).toEqual([2, 2, 2, 2])
})

test('a door found on the way stands on the stairs where it was found', () => {
  const stairs = doors.map((door) => ({ ...door, entrance: door.label === '4A' ? 'A' : 'B' }))
  const found = (entrance?: string): Act => ({
    ...heardAt('4C'),
    op: { kind: 'unit', unitId: 'unit-4C', turfId: 'turf', label: '4C', floor: '4', entrance },
  })
  const onStairs = (act: Act) => doorsNow(stairs, [act], 'turf').find(({ label }) => label === '4C')?.entrance
  expect(onStairs(found('B'))).toBe('B')
  expect(onStairs(found())).toBeUndefined()
})

test('a new door is said to be on the stairs of the door one stands at; without stairs nothing is said', () => {
  const said = { unitId: 'new', turfId: 'turf', label: '4Z', floor: '4' }
  expect(foundFrom(aDoor({ label: '4B', entrance: 'B' }), said)).toEqual({
    kind: 'unit',
    ...said,
    entrance: 'B',
  })
  for (const door of [aDoor({ label: '4B' }), undefined])
    expect(foundFrom(door, said)).toEqual({ kind: 'unit', ...said })
})

test('floors of two staircases stay two where the phone is locked', () => {
  const doors = ['B', 'A'].map((entrance) => aDoor({ label: '4A', unitId: entrance, entrance }))
  expect(floorsOf(withoutNames({ ...aTurf, doors }).doors).map(({ id }) => id)).toEqual(['A 4', 'B 4'])
})

test('what the server tells of tonight is not ours any more once we took ours back', () => {
  const told = doors.map((door) => ({ ...door, tonight: 'talked' as const }))
  const sent = heardAt('5B', { state: 'safe', counted: true, undone: true })
  const back = (counted: boolean) => ({
    ...sent,
    opId: 'back',
    op: { kind: 'retract' as const, knockId: 'knock 5B', unitId: 'unit-5B' },
    undone: false,
    counted,
  })
  const tonight = (acts: Act[]) => doorsNow(told, acts, 'turf').map((door) => door.tonight)
  expect(tonight([sent, back(false)])).toEqual(['talked', null, 'talked', 'talked'])
  // The turf that came since knows: it is a partner's.
  expect(tonight([sent, back(true)])).toEqual(['talked', 'talked', 'talked', 'talked'])
})
