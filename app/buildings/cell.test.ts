import fc from 'fast-check'
import { expect, test } from 'vitest'
import { morton, rangeOfTile } from './cell.ts'

test('the corners of the world', () => {
  expect(morton(-180, 90)).toBe(0)
  expect(morton(180, -90)).toBe(4 ** 16 - 1)
})

test('a point outside Mercator stays inside the numbers', () => {
  expect(morton(999, 0)).toBeLessThan(4 ** 16)
})

test('the cell of a point lies in the range of every tile that holds the point, and of no other', () => {
  const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })
  fc.assert(
    fc.property(degrees(179.9), degrees(85), fc.integer({ min: 0, max: 16 }), (lon, lat, z) => {
      const cell = morton(lon, lat)
      const tiles = 2 ** z
      const x = Math.floor(((lon + 180) / 360) * tiles)
      const radians = (lat * Math.PI) / 180
      const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * tiles)
      const { first, last } = rangeOfTile(z, x, y)
      expect(cell >= first && cell <= last).toBe(true)
      const beside = rangeOfTile(z, (x + 1) % tiles, y)
      if (tiles > 1) expect(cell >= beside.first && cell <= beside.last).toBe(false)
    }),
  )
})
