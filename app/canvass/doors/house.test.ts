import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Act } from '../offline/phone-types.ts'
import type { Knock, Op } from '../sync/ops.schema.ts'
import { aTurf, doorsOf } from './a-door.ts'
import { type House, houseOf } from './house.ts'

const turf = { ...aTurf, doors: doorsOf(['3A', '3B', '2A', '2B', '1A', '1B']) }
const leak = { id: 'case', category: 'leak', severity: 'dangerous', since: 'today' } as const

const actOf = (opId: string, op: Op): Act => ({
  opId,
  op,
  savedAt: '2026-11-22T20:00:00Z',
  state: 'waiting',
  undone: false,
  counted: false,
})
const knockAt = (unitId: string, n: number, more: Partial<Knock> = {}) =>
  actOf(`op ${n}`, {
    kind: 'knock',
    knockId: `knock ${n}`,
    turfId: 'turf',
    unitId,
    disposition: 'not_home',
    flyer: false,
    ...more,
  })

/** All a screen shows of it. */
const seen = ({ doors, floors, plan, knocks, start, hintOf }: House) => ({
  doors,
  floors,
  lines: plan.lines,
  knocks: new Map([...knocks].sort()),
  start,
  hints: doors.map(hintOf),
})

const step = fc.record({
  what: fc.constantFrom('knock', 'hear', 'take back', 'remove', 'settle', 'find', 'elsewhere', 'older'),
  n: fc.nat(),
})

test('a house kept up act by act is the house seen anew', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let acts: Act[] = []
      let house = houseOf(turf, acts, 'en')
      steps.forEach(({ what, n }, i) => {
        const unitId = house.doors[n % house.doors.length]?.unitId ?? ''
        const at = n % (acts.length || 1)
        const act = acts[at]
        if (what === 'knock') acts = [...acts, knockAt(unitId, i)]
        if (what === 'hear')
          acts = [...acts, knockAt(unitId, i, { disposition: 'conversation', repairs: [leak] })]
        if (what === 'elsewhere') acts = [...acts, knockAt('unit elsewhere', i)]
        if (what === 'older') acts = [knockAt(unitId, i), ...acts]
        if (what === 'find')
          acts = [
            ...acts,
            actOf(`op ${i}`, { kind: 'unit', unitId: `new ${i}`, turfId: 'turf', label: '2C', floor: '2' }),
          ]
        if (what === 'remove') acts = acts.toSpliced(at, 1)
        if (what === 'settle' && act) acts = acts.with(at, { ...act, state: 'safe', counted: n % 2 === 0 })
        if (what === 'take back' && act?.op.kind === 'knock') {
          const { knockId } = act.op
          acts = [
            ...acts.with(at, { ...act, undone: true }),
            actOf(`op ${i}`, { kind: 'retract', knockId, unitId: act.op.unitId }),
          ]
        }
        house = houseOf(turf, acts, 'en', house)
        expect(seen(house)).toEqual(seen(houseOf(turf, acts, 'en')))
      })
    }),
  )
})

test('what is done at a door changes its floor and no other', () => {
  const before = houseOf(turf, [knockAt('unit-1A', 1)], 'en')
  const after = houseOf(turf, [...before.acts, knockAt('unit-3B', 2)], 'en', before)
  expect(after.floors.map((floor, i) => floor === before.floors[i])).toEqual([false, true, true])
  expect(after.plan).toBe(before.plan)
  expect(after.hintOf).toBe(before.hintOf)
  const [top] = after.floors
  expect(top?.doors[0]).toBe(before.floors[0]?.doors[0])
})

test('acts of another turf change nothing', () => {
  const before = houseOf(turf, [], 'en')
  const { acts: _before, ...same } = before
  const { acts: _after, ...after } = houseOf(turf, [knockAt('unit elsewhere', 1)], 'en', before)
  expect(Object.entries(after).every(([name, value]) => same[name as keyof typeof same] === value)).toBe(true)
})

test('done in this shift is what this phone did for it, and what the pair did', () => {
  const doors = turf.doors.map((door) =>
    door.label === '3B' ? { ...door, tonight: 'tried' as const } : door,
  )
  const done = (acts: Act[], before?: House) => {
    const house = houseOf({ ...turf, doors }, acts, 'en', before)
    return house.doors.filter(house.isDone).map(({ label }) => label)
  }
  expect(done([])).toEqual(['3B'])
  expect(done([knockAt('unit-1A', 1), knockAt('unit-1B', 2, { turfId: 'of another day' })])).toEqual([
    '3B',
    '1A',
  ])
})
