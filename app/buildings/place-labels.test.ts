import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelKey, placeLabels } from './place-labels.ts'

const spots = (labels: string[]) => placeLabels(labels).map(({ floor, line }) => `${floor}:${line}`)

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i))

describe('one door, one key', () => {
  test.each([
    ['#1 a', '1A'],
    ['1-A', '1A'],
    ['Apt 1A', '1A'],
    ['apt. #12', '12'],
    ['A #UPPER', 'A-UPPER'],
    ['1/2-A', '1/2A'],
    ['--', '--'],
    ['1-1', '1-1'],
    ['11', '11'],
    [' ph 2 ', 'PH2'],
    ['No. 4', '4'],
    ['North', 'NORTH'],
    ['Staircase A, 3-B', 'STAIRCASE-A3B'],
    ['esc. a 3B', 'ESC-A3B'],
  ])('%s is %s', (label, key) => {
    expect(labelKey(label)).toBe(key)
  })
})

describe('floors and lines', () => {
  test('floor and letter', () => {
    expect(spots(['1A', '1 B', '2-A', '2F'])).toEqual(['1:A', '1:B', '2:A', '2:F'])
  })
  test('hundreds: 101 to 140 is floor 1, lines 01 to 40', () => {
    const placed = placeLabels([...range(101, 140), ...range(201, 240)])
    expect(new Set(placed.map(({ floor }) => floor))).toEqual(new Set(['1', '2']))
    expect(placed[39]).toMatchObject({ floor: '1', line: '40' })
    expect(spots(['901', '1001', '101A'])).toEqual(['9:01', '10:01', '1:01A'])
  })
  test('1 to 147 has no floors, though 101 is among them', () => {
    expect(new Set(placeLabels(range(1, 147)).map(({ floor }) => floor))).toEqual(new Set(['']))
  })
  test('plain numbers and letters have no floor', () => {
    expect(spots(['1', '2', '10', 'A'])).toEqual([':1', ':2', ':10', ':A'])
    expect(spots(['A', 'B', 'C', 'G'])).toEqual([':A', ':B', ':C', ':G'])
    expect(spots(['1', '1A', '2', '3', '4'])).toEqual([':1', ':1A', ':2', ':3', ':4'])
    expect(spots(['1', '1/2'])).toEqual([':1', ':1/2'])
    expect(spots(['1925', '1927'])).toEqual([':1925', ':1927'])
  })
  test('two digits that never run on are floors', () => {
    expect(spots(['11', '12', '21', '22', '31', '32'])).toEqual(['1:1', '1:2', '2:1', '2:2', '3:1', '3:2'])
  })
  test('penthouse on top, basement and ground below', () => {
    const placed = placeLabels(['1A', '1B', '2A', 'PH', 'PH2', 'B1', 'BASEMENT'])
    expect(placed.map(({ floor }) => floor)).toEqual(['1', '1', '2', 'PH', 'PH', 'B', 'B'])
    expect(Math.max(...placed.map(({ floorRank }) => floorRank))).toBe(placed[3]?.floorRank)
    expect(Math.min(...placed.map(({ floorRank }) => floorRank))).toBe(placed[5]?.floorRank)
    expect(spots(['101', '102', '201', 'G', 'B'])).toEqual(['1:01', '1:02', '2:01', 'G:', 'B:'])
  })
  test('B1 is a wing beside A1', () => {
    expect(spots(['A1', 'A2', 'B1', 'B2'])).toEqual(['A:1', 'A:2', 'B:1', 'B:2'])
    expect(spots(['A101', 'A201', 'B101'])).toEqual(['A1:01', 'A2:01', 'B1:01'])
  })
  test('upper and lower, front and rear', () => {
    expect(spots(['UPPER', 'LOWER'])).toEqual(['2:', '1:'])
    expect(spots(['LO-FR', 'LO-RR', 'UP-FR'])).toEqual(['1:FR', '1:RR', '2:FR'])
    expect(spots(['REAR'])).toEqual([':REAR'])
    expect(spots(['2nd floor', '1st Fl'])).toEqual(['2:', '1:'])
  })
  test('a number alone above lettered floors is its floor', () => {
    expect(spots(['1A', '1B', '2A', '2B', '3'])).toEqual(['1:A', '1:B', '2:A', '2:B', '3:'])
  })
})

const label = fc.oneof(
  fc.integer({ min: 0, max: 1500 }).map(String),
  fc.stringMatching(/^[1-9]{1,2}[A-Fa-f]$/),
  fc.stringMatching(/^[A-C][ -]?[0-9]{1,3}$/),
  fc.constantFrom(
    'PH',
    'PENTHOUSE',
    'PH2',
    'PH-2',
    'B1',
    'G',
    'REAR',
    '1/2',
    'A #UPPER',
    '2ND FL',
    '4-10',
    '#1 A',
    'Esc A 1A',
    'Esc A1A',
    'Esc A1 A',
    'Stair A 1A',
    'Esc B 1A',
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
)

test('a staircase in the label counts its floors and lines by itself', () => {
  const placed = placeLabels(['Esc A 1A', 'Esc A 2A', 'Esc B 101', 'Esc B 102', 'Esc B 201', '3C'])
  expect(placed.map(({ entrance, floor, line }) => [entrance, floor, line])).toEqual([
    ['A', '1', 'A'],
    ['A', '2', 'A'],
    ['B', '1', '01'],
    ['B', '1', '02'],
    ['B', '2', '01'],
    [undefined, '3', 'C'],
  ])
})

test('one door written in two ways stays one, on its staircase', () => {
  const placed = placeLabels(['Esc A1A', 'Esc A 1A', 'Stair A 1A'])
  expect(placed.map(({ entrance, floor, line }) => [entrance, floor, line])).toEqual([
    ['A', '1', 'A'],
    ['A', '1', 'A'],
    ['A', '1', '1A'],
  ])
})

test('whatever the labels: no two doors share a spot, and their order does not matter', () => {
  fc.assert(
    fc.property(fc.array(label, { maxLength: 60 }), (labels) => {
      const placed = placeLabels(labels)
      const doors = new Set(placed.map(({ labelKey }) => labelKey))
      expect(new Set(placed.map(({ entrance, floor, line }) => `${entrance}|${floor}|${line}`)).size).toBe(
        doors.size,
      )
      expect(placeLabels([...labels].reverse()).reverse()).toEqual(placed)
      for (const { labelKey: key, floorRank, lineRank } of placed) {
        expect(labelKey(key)).toBe(key)
        expect(
          [floorRank, lineRank].every((rank) => Number.isInteger(rank) && Math.abs(rank) < 2 ** 31),
        ).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

const registry = new URL('../../../shared/data/berkeley-rent-registry.csv', import.meta.url)

test('the doors of a real city keep apart and mostly find their floor', ({ skip }) => {
  skip(!existsSync(registry), 'berkeley-rent-registry.csv is not beside the repository')
  const rows: { unit_address: string }[] = parse(readFileSync(registry), { columns: true, bom: true })
  const buildings = new Map<string, Set<string>>()
  for (const { unit_address } of rows) {
    const [address = '', ...unit] = unit_address.toUpperCase().split('#')
    if (unit.length === 0) continue
    const labels = buildings.get(address.trim()) ?? new Set()
    buildings.set(address.trim(), labels.add(unit.join('#').trim()))
  }
  let merged = 0
  let hundredsWithoutFloor = 0
  for (const labels of buildings.values()) {
    const placed = placeLabels([...labels])
    merged += labels.size - new Set(placed.map(({ labelKey }) => labelKey)).size
    hundredsWithoutFloor += placed.filter(({ label, floor }) => /^[1-9]\d\d$/.test(label) && !floor).length
  }
  expect(buildings.size).toBeGreaterThan(1800)
  expect(merged).toBe(0)
  expect(hundredsWithoutFloor).toBe(0)
})
