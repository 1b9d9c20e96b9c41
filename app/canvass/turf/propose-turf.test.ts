import { describe, expect, test } from 'vitest'
import { aPlanDoor, aPlannedHouse } from './a-plan-door.ts'
import { whyLeftOut } from './plan-doors.ts'
import { estimateMinutes, type PlanPair, proposeTurf } from './propose-turf.ts'

const pair = (pairId: string, rest: Partial<PlanPair> = {}): PlanPair => ({
  pairId,
  people: 2,
  languages: ['en'],
  rare: [],
  minutes: 150,
  ...rest,
})
const labels = (units: string[] | undefined) => units?.map((id) => id.split(' ')[1]).join(' ')
const shared = (...asked: Parameters<typeof proposeTurf>) =>
  proposeTurf(...asked).parts.map(({ units }) => labels(units))

describe('minutes', () => {
  test('a try takes 3, a talk 12, a floor 1; a quarter opens where nothing is known', () => {
    const house = aPlannedHouse(2, 4)
    expect(estimateMinutes(house, { alder: 0 })).toBe(8 * 3 + 2)
    expect(estimateMinutes(house, { alder: 1 })).toBe(8 * 12 + 2)
    expect(estimateMinutes(house, {})).toBe(8 * 5.25 + 2)
  })
})

describe('sharing doors among pairs', () => {
  test('a whole building for each pair, if it fits', () => {
    const doors = [...aPlannedHouse(2, 2), ...aPlannedHouse(2, 2, { buildingId: 'birch' })]
    expect(proposeTurf([pair('one'), pair('two')], doors, {}).parts.map(({ units }) => units[0])).toEqual([
      'alder 2A',
      'birch 2A',
    ])
  })

  test('with more pairs than buildings each gets an even share; a short one is not split', () => {
    const pairs = [pair('one'), pair('two')]
    expect(shared(pairs, aPlannedHouse(4, 4), {})).toEqual([
      '4A 3A 2A 1A 4B 3B 2B 1B',
      '4C 3C 2C 1C 4D 3D 2D 1D',
    ])
    expect(shared(pairs, aPlannedHouse(2, 2), {})).toEqual(['2A 2B 1A 1B', ''])
  })

  test('what does not come out even goes to who has most time left, beside what they have', () => {
    const house = aPlannedHouse(6, 4).filter(({ label }) => !['6C', '6D', '5C'].includes(label))
    const rates = { alder: 0.43 }
    expect(shared([pair('one'), pair('two')], house, rates).map((all) => all?.replace(/[A-D]/g, ''))).toEqual(
      ['6 6 5 5 5 4 4 4 4', '3 3 3 3 2 2 2 2 1 1 1 1'],
    )
  })

  test('what is too much for one pair is shared by lines', () => {
    const pairs = [pair('one', { minutes: 30 }), pair('two', { minutes: 30 })]
    expect(shared(pairs, aPlannedHouse(3, 2), {})).toEqual(['3A 2A 1A', '3B 2B 1B'])
  })

  test('by floors from the top where lines do not fit, and what is left has no time', () => {
    const pairs = [pair('one', { minutes: 25 }), pair('two', { minutes: 12 })]
    const { parts, leftOut } = proposeTurf(pairs, aPlannedHouse(4, 2), {})
    expect(parts.map(({ units }) => labels(units))).toEqual(['4A 4B 3A 3B', '2A 2B'])
    expect(leftOut).toEqual([
      { unitId: 'alder 1A', reason: 'no_time' },
      { unitId: 'alder 1B', reason: 'no_time' },
    ])
  })

  test('nobody gets more than they have time for', () => {
    for (const minutes of [5, 20, 40, 75, 130]) {
      const birch = aPlannedHouse(3, 3, { buildingId: 'birch', languages: ['es'] })
      const doors = [...aPlannedHouse(6, 4, { languages: ['vi'], lastDisposition: 'language' }), ...birch]
      const pairs = [pair('one', { minutes, languages: ['vi'] }), pair('two', { minutes, languages: ['es'] })]
      const { parts, leftOut } = proposeTurf(pairs, doors, { birch: 0.6 })
      for (const { units } of parts)
        expect(
          estimateMinutes(
            doors.filter(({ unitId }) => units.includes(unitId)),
            { birch: 0.6 },
          ),
        ).toBeLessThanOrEqual(minutes)
      const all = [...parts.flatMap(({ units }) => units), ...leftOut.map(({ unitId }) => unitId)]
      expect(all.toSorted()).toEqual(doors.map(({ unitId }) => unitId).toSorted())
    }
  })

  describe('a building of two staircases', () => {
    /** Lines A and B on the first, the others on the second. */
    const house = (floors: number, lines: number) =>
      aPlannedHouse(floors, lines).map((door) => ({ ...door, entrance: door.line < 'C' ? '1' : '2' }))

    test('a staircase for each pair, also where one is longer; next door is on the same stairs', () => {
      const pairs = [pair('one'), pair('two')]
      expect(shared(pairs, house(3, 4), {})).toEqual(['3A 3B 2A 2B 1A 1B', '3C 3D 2C 2D 1C 1D'])
      expect(shared(pairs, house(4, 3), {})).toEqual(['4A 4B 3A 3B 2A 2B 1A 1B', '4C 3C 2C 1C'])
    })

    test('both for one pair that has the time; among more pairs than staircases nobody stands by, and what is too much goes by lines', () => {
      expect(shared([pair('one')], house(2, 4), {})).toEqual(['2A 2B 2C 2D 1A 1B 1C 1D'])
      const short = [
        pair('one', { minutes: 30 }),
        pair('two', { minutes: 30 }),
        pair('three', { minutes: 60 }),
      ]
      expect(shared(short, house(4, 3), {})).toEqual(['4B 3B 2B 1B', '4C 3C 2C 1C', '4A 3A 2A 1A'])
      expect(shared(short.slice(0, 2), house(4, 3), {})).toEqual(['4A 3A 2A 1A', '4B 3B 2B 1B'])
    })

    test('a floor of each is climbed for itself', () => {
      const rates = { alder: 0 }
      expect(estimateMinutes(house(2, 4), rates)).toBe(8 * 3 + 4)
      expect(estimateMinutes(aPlannedHouse(2, 4), rates)).toBe(8 * 3 + 2)
    })
  })

  test('a door goes to the pair in the building that speaks its language', () => {
    const house = aPlannedHouse(3, 2).map((door) =>
      door.label === '3A' ? { ...door, languages: ['es'] } : door,
    )
    const pairs = [pair('one', { minutes: 30 }), pair('two', { minutes: 30, languages: ['en', 'es'] })]
    const [one, two] = shared(pairs, house, {})
    expect(two).toContain('3A')
    expect(one).not.toContain('3A')
  })

  test('after “another language” only who speaks it goes back', () => {
    const doors = [aPlanDoor({ lastDisposition: 'language', languages: ['vi'] }), aPlanDoor({ label: '1B' })]
    expect(proposeTurf([pair('one')], doors, {}).leftOut).toEqual([
      { unitId: 'alder 1A', reason: 'language' },
    ])
    expect(shared([pair('one'), pair('two', { languages: ['vi'] })], doors, {})[1]).toContain('1A')
  })

  test('where it was unsafe nobody goes alone', () => {
    const doors = [aPlanDoor({ lastDisposition: 'hostile_unsafe' })]
    const alone = [pair('one', { people: 1 })]
    expect(proposeTurf(alone, doors, {}).leftOut).toEqual([{ unitId: 'alder 1A', reason: 'alone' }])
    expect(shared([pair('one', { people: 1 }), pair('two')], doors, {})).toEqual(['', '1A'])
  })
})

describe('doors passed over', () => {
  const rules = { today: '2026-11-22', knockedWithin: 3 }
  test.each([
    [{ struck: true }, 'struck'],
    [{ doNotKnock: true, lastDisposition: 'refused' as const }, 'do_not_knock'],
    [{ lastDisposition: 'landlord_agent' as const, settled: true }, 'never'],
    [{ lastDisposition: 'deceased' as const }, 'never'],
    [{ lastDisposition: 'deceased' as const, settled: true }, null],
    [{ lastDisposition: 'moved' as const, settled: true }, null],
    [{ lastDisposition: 'moved' as const, lastDay: '2025-01-01' }, 'moved'],
    [{ lastDisposition: 'vacant' as const }, 'vacant'],
    [{ lastDisposition: 'wrong_unit' as const }, 'not_a_home'],
    [{ refusedDay: '2026-08-25', lastDisposition: 'not_home' as const }, 'refused'],
    [{ refusedDay: '2026-08-24' }, null],
    [{ lastDay: '2026-11-20' }, 'recently'],
    [{ lastDay: '2026-11-19' }, null],
    [{ given: true }, 'given'],
    [{}, null],
  ])('%o: %s', (door, reason) => {
    expect(whyLeftOut(aPlanDoor(door), rules)).toBe(reason)
  })
})
