import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FirstBuilding, namings } from './building.schema.ts'
import { findTwins, type Plan, planDoors } from './plan-doors.ts'

const plan = (given: Partial<Plan>): Plan => ({
  floors: 2,
  perFloor: 2,
  naming: 'letters',
  skip13: false,
  changes: [],
  ...given,
})
const labels = (given: Partial<Plan>) => planDoors(plan(given)).map(({ label }) => label)

test('three ways to name doors', () => {
  expect(labels({})).toEqual(['1A', '1B', '2A', '2B'])
  expect(labels({ naming: 'hundreds' })).toEqual(['101', '102', '201', '202'])
  expect(labels({ naming: 'numbers' })).toEqual(['1', '2', '3', '4'])
})

test('numbers keep the floor they were counted on', () => {
  expect(planDoors(plan({ naming: 'numbers' })).map(({ floor, line }) => floor + line)).toEqual([
    '11',
    '12',
    '21',
    '22',
  ])
})

test('a house with one door', () => {
  expect(planDoors(plan({ floors: 1, perFloor: 1 }))).toMatchObject([{ label: '1', floor: '1', line: '' }])
})

test('a second staircase has the doors that come after those of the first', () => {
  const two = { staircases: 2, floors: 2, perFloor: 2 }
  expect(labels(two)).toEqual(['1A', '1B', '2A', '2B', '1C', '1D', '2C', '2D'])
  expect(labels({ ...two, naming: 'numbers' })).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  const entrances = (given: Partial<Plan>) => planDoors(plan(given)).map(({ entrance }) => entrance)
  expect(entrances({ ...two, perFloor: 1 })).toEqual(['A', 'A', 'B', 'B'])
  expect(entrances({})).toEqual([undefined, undefined, undefined, undefined])
})

test('13 is left out, as a floor or as a number', () => {
  expect(labels({ floors: 14, perFloor: 1, skip13: true }).slice(-3)).toEqual(['12A', '14A', '15A'])
  expect(labels({ floors: 1, perFloor: 14, naming: 'numbers', skip13: true }).slice(-3)).toEqual([
    '12',
    '14',
    '15',
  ])
})

test('a tile renamed or struck keeps its place', () => {
  const doors = planDoors(
    plan({
      changes: [
        { key: '1A', label: 'Super' },
        { key: '2B', struck: 'merged' },
        { key: '9Z', label: 'no' },
      ],
    }),
  )
  expect(doors[0]).toMatchObject({ label: 'Super', labelKey: 'SUPER', planKey: '1A', floor: '1', line: 'A' })
  expect(doors[3]).toMatchObject({ label: '2B', struckReason: 'merged' })
  expect(doors).toHaveLength(4)
})

test('whatever is asked for, each door is one door', () => {
  const any = fc.record({
    staircases: fc.integer({ min: 1, max: 3 }),
    floors: fc.integer({ min: 1, max: 40 }),
    perFloor: fc.integer({ min: 1, max: 33 }),
    naming: fc.constantFrom(...namings),
    skip13: fc.boolean(),
  })
  fc.assert(
    fc.property(any, (given) => {
      const doors = planDoors(plan(given))
      expect(doors).toHaveLength(given.staircases * given.floors * given.perFloor)
      expect(findTwins(doors)).toEqual([])
    }),
    { numRuns: 50 },
  )
})

test('by hundreds, a floor with a hundred doors is refused where floor 11 would have the same numbers', () => {
  const plan = { address: '1 A St', kind: 'multi_unit', naming: 'hundreds', changes: '', skip13: undefined }
  const wrongAt = (staircases: number, floors: number, perFloor: number, naming = 'hundreds') =>
    FirstBuilding.safeParse({ ...plan, naming, staircases, floors, perFloor }).error?.issues.map(
      ({ message }) => message,
    )
  expect(wrongAt(20, 12, 6)).toEqual(['byHand.hundredsFull'])
  expect(wrongAt(1, 11, 100)).toEqual(['byHand.hundredsFull'])
  expect(wrongAt(20, 12, 6, 'letters')).toBeUndefined()
  expect(wrongAt(1, 10, 120)).toBeUndefined()
  expect(wrongAt(9, 12, 11)).toBeUndefined()
})
