import { expect, test } from 'vitest'
import { createMatcher } from './match-path.ts'

const match = createMatcher([
  { path: '/sync' },
  { path: '/buildings/:buildingId.json' },
  { path: '/tiles/:z/:x/:y.mvt' },
])
const first = (path: string) => [...match(path)][0]

test('a parameter ends before the ending it is written with', () => {
  expect(first('/buildings/b-1.json')?.params).toEqual({ buildingId: 'b-1' })
  expect(first('/tiles/3/1/2.mvt')?.params).toEqual({ z: '3', x: '1', y: '2' })
})

test('a path that is longer, shorter or has another ending fits nothing', () => {
  for (const path of [
    '/sync/',
    '/buildings/b-1',
    '/buildings/b-1/json',
    '/buildings/a/b.json',
    '/buildings/b-1xjson',
  ]) {
    expect(first(path)).toBeUndefined()
  }
})

test('a broken escape in a path is taken as it is written', () => {
  expect(first('/buildings/%E0%A4%A.json')?.params).toEqual({ buildingId: '%E0%A4%A' })
})
