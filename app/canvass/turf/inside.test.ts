import { expect, test } from 'vitest'
import { placesInside } from './inside.ts'

const at = (lon: number, lat: number) => ({ lon, lat })
const square = [at(0, 0), at(4, 0), at(4, 4), at(0, 4)]

test('what lies inside the ring, whichever way round it was drawn', () => {
  const places = [at(2, 2), at(5, 2), at(-1, 2), at(2, 5), at(3.9, 0.1)]
  expect(placesInside(square, places)).toEqual([at(2, 2), at(3.9, 0.1)])
  expect(placesInside(square.toReversed(), places)).toEqual([at(2, 2), at(3.9, 0.1)])
})

test('a bay in the ring is outside', () => {
  const bay = [at(0, 0), at(4, 0), at(4, 4), at(2, 1), at(0, 4)]
  expect(placesInside(bay, [at(2, 3), at(0.5, 2), at(2, 0.5)])).toEqual([at(0.5, 2), at(2, 0.5)])
})

test('a line holds nothing', () => {
  expect(placesInside([at(0, 0), at(4, 4)], [at(2, 2)])).toEqual([])
})
