import { describe, expect, test } from 'vitest'
import type { CoverageRow } from './coverage.schema.ts'
import { squareOf, sumCoverage } from './coverage-totals.ts'

function aRow(row: Partial<CoverageRow>): CoverageRow {
  return {
    id: 'a',
    address: '418 Alder St',
    lon: null,
    lat: null,
    state: 'own',
    doors: 20,
    knocked: 9,
    reached: 5,
    assessed: 4,
    supporting: 3,
    members: 0,
    openRepairs: 2,
    openEmergencies: 0,
    landlords: [],
    ...row,
  }
}

const notShared = {
  knocked: null,
  reached: null,
  assessed: null,
  supporting: null,
  members: null,
  openRepairs: null,
}

describe('a building’s square', () => {
  test.each<[string, Partial<CoverageRow>, ReturnType<typeof squareOf>]>([
    ['a step of the scale', {}, 2],
    ['nothing done is not unknown', { reached: 0 }, 0],
    ['all', { reached: 20 }, 5],
    ['doors that nobody counted', { doors: null }, 'unknown'],
    ['another body’s, not shared', { state: 'hidden', doors: null, ...notShared }, 'hidden'],
    ['shared, but not this number', { state: 'shared', ...notShared }, 'hidden'],
    ['too small to show', { state: 'small', doors: null, ...notShared }, 'hidden'],
  ])('%s', (_, row, square) => {
    expect(squareOf(aRow(row), 'doors')).toBe(square)
  })
})

test('totals add up what is shown and nothing else', () => {
  const totals = sumCoverage([
    aRow({}),
    aRow({ state: 'shared', ...notShared, reached: 4, doors: 10, lon: 1, lat: 1 }),
    aRow({ state: 'small', doors: null, ...notShared }),
    aRow({ state: 'hidden', doors: null, ...notShared }),
    aRow({ doors: null, reached: 3 }),
  ])
  expect(totals).toMatchObject({ all: 5, own: 2, seen: 4, withoutPoint: 4 })
  expect(totals.of.doors).toEqual({ count: 9, doors: 30, buildings: 2 })
  expect(totals.of.support).toEqual({ count: 3, doors: 20, buildings: 1 })
  expect(totals.squares.doors).toEqual({ unknown: 1, hidden: 1, small: 1 })
  expect(totals.squares.support).toEqual({ unknown: 1, hidden: 2, small: 1 })
  expect(sumCoverage([]).of).toEqual({ doors: null, support: null, members: null, repairs: null })
})
