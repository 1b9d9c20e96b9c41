import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heardCodes } from '../lists.ts'
import {
  fewestDoors,
  foldArea,
  foldAreas,
  foldBuilding,
  type HeardCount,
  type HeardFolded,
} from './fold-heard.ts'

const count = (buildingId: string, code: HeardCount['code'], doors: number) => ({ buildingId, code, doors })

test('five doors are a line; fewer are folded together without a name or a number', () => {
  const heard = [count('a', 'rent', 5), count('a', 'heat', 12), count('a', 'sale', 4), count('a', 'pests', 1)]
  expect(foldBuilding(heard)).toEqual({
    lines: [
      { code: 'heat', doors: 12 },
      { code: 'rent', doors: 5 },
    ],
    more: true,
  })
  expect(foldBuilding([count('a', 'rent', 5)])).toEqual({ lines: [{ code: 'rent', doors: 5 }], more: false })
})

test('an area does not give away what its buildings fold', () => {
  const heard = [
    count('a', 'rent', 7),
    count('b', 'rent', 3),
    count('a', 'heat', 6),
    count('b', 'heat', 3),
    count('c', 'heat', 2),
  ]
  expect(foldArea(heard)).toEqual({
    lines: [
      { code: 'heat', doors: 11 },
      { code: 'rent', doors: 7 },
    ],
    more: true,
  })
  expect(foldArea([count('a', 'sale', 3), count('b', 'sale', 2)]).lines).toEqual([{ code: 'sale', doors: 5 }])
})

test('whatever is taken from whatever, nothing below five doors is left', () => {
  const counts = fc.uniqueArray(
    fc.record({
      buildingId: fc.constantFrom('a', 'b', 'c', 'd'),
      code: fc.constantFrom(...heardCodes.slice(0, 3)),
      doors: fc.integer({ min: 1, max: 9 }),
    }),
    { selector: ({ buildingId, code }) => `${buildingId} ${code}` },
  )
  fc.assert(
    fc.property(counts, (heard) => {
      const area = foldArea(heard)
      const buildings = [...Map.groupBy(heard, ({ buildingId }) => buildingId).values()].map(foldBuilding)
      for (const { code, doors } of area.lines) {
        const told = buildings.flatMap(({ lines }) => lines.filter((line) => line.code === code))
        const rest = doors - told.reduce((sum, line) => sum + line.doors, 0)
        expect(rest === 0 || rest >= fewestDoors).toBe(true)
      }
      const shown = new Set(area.lines.map(({ code }) => code))
      for (const { lines } of buildings) for (const { code } of lines) expect(shown).toContain(code)
    }),
  )
})

test('of areas neither: whichever of their lines, and of their buildings’ lines, are taken from the whole', () => {
  const houses = ['a', 'b', 'c', 'd', 'e'] as const
  const heard = fc.tuple(
    fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 5, maxLength: 5 }),
    fc.array(fc.constantFrom('north', 'south', 'nowhere'), { minLength: 5, maxLength: 5 }),
    fc.record({ north: fc.boolean(), south: fc.boolean(), nowhere: fc.boolean() }),
  )
  const doorsOf = ({ lines }: HeardFolded) => lines[0]?.doors ?? 0
  fc.assert(
    fc.property(heard, ([doors, where, byArea]) => {
      const counts = houses.flatMap((house, at) =>
        doors[at] ? [{ ...count(house, 'rent', doors[at] ?? 0), area: where[at] ?? 'nowhere' }] : [],
      )
      const areas = [...Map.groupBy(counts, ({ area }) => area)]
      let rest = doorsOf(foldAreas(areas.map(([, ofArea]) => ofArea)))
      for (const [area, ofArea] of areas) {
        const told = doorsOf(foldArea(ofArea))
        const ofHouses = ofArea.reduce((total, one) => total + doorsOf(foldBuilding([one])), 0)
        expect(told === ofHouses || told - ofHouses >= fewestDoors).toBe(true)
        rest -= byArea[area] ? told : ofHouses
      }
      expect(rest === 0 || rest >= fewestDoors).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
