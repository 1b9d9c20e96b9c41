import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { drawQr } from './draw-qr.ts'

test('what is drawn can be scanned', () => {
  const text = 'https://lintel.union.example/shift/join#KRTMNZ'
  const { size, path } = drawQr(text)
  const scale = 4
  const width = size * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let col = Number(x) * scale; col < (Number(x) + Number(run)) * scale; col++)
        data.fill(0, (row * width + col) * 4, (row * width + col) * 4 + 3)
  expect(decodeQR({ width, height: width, data })).toBe(text)
})
