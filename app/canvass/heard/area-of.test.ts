import { expect, test } from 'vitest'
import { type Area, makeAreaOf } from './area-of.ts'

const square = (from: number, to: number) => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
]
const district: Area = {
  id: 'd',
  name: 'District',
  geometry: { type: 'Polygon', coordinates: [square(0, 10)] },
}
const ring: Area = {
  id: 'r',
  name: 'Around the park',
  geometry: { type: 'Polygon', coordinates: [square(2, 6), square(3, 5)] },
}
const islands: Area = {
  id: 'i',
  name: 'Islands',
  geometry: { type: 'MultiPolygon', coordinates: [[square(20, 21)], [square(30, 31)]] },
}
const at = (place: number) => ({ lon: place, lat: place + 0.1 })

test('a place is in the smallest area that holds it, in none, or nowhere known', () => {
  const areaOf = makeAreaOf([district, islands, ring])
  expect(areaOf(at(8))?.name).toBe('District')
  expect(areaOf(at(2.5))?.name).toBe('Around the park')
  expect(areaOf(at(4))?.name).toBe('District')
  expect(areaOf(at(20.5))?.name).toBe('Islands')
  expect(areaOf(at(30.5))?.name).toBe('Islands')
  expect(areaOf(at(25))).toBeNull()
  expect(areaOf({ lon: null, lat: null })).toBeNull()
})

test('it is the same one whatever came first', () => {
  const twin = { ...district, id: 'e', name: 'Twin' }
  for (const areas of [
    [district, twin],
    [twin, district],
  ])
    expect(makeAreaOf(areas)(at(8))?.name).toBe('District')
})
