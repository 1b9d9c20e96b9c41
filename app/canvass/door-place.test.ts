import { expect, test } from 'vitest'
import { doorPlace } from './door-place.ts'

test.each([
  ['Esc A 1A', '1', { labelKey: 'ESC-A1A', floor: '1', line: 'A', entrance: 'A' }],
  ['1A', '1', { labelKey: '1A', floor: '1', line: 'A' }],
  ['Rear', '2', { labelKey: 'REAR', floor: '2', line: 'REAR' }],
])('%s on floor %s is told apart', (label, floor, place) => {
  const { floorRank: _, lineRank: __, ...told } = doorPlace(label, floor)
  expect(told).toEqual(place)
})
