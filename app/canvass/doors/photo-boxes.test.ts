import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxAt, boxBetween, boxInMiddle, fitting, keyed } from './photo-boxes.ts'

const size = { width: 1600, height: 1200 }

test('a box is drawn in any direction and ends at the edge of the photo', () => {
  const box = { x: 100, y: 200, w: 300, h: 100 }
  expect(boxBetween({ x: 100, y: 200 }, { x: 400, y: 300 }, size)).toEqual(box)
  expect(boxBetween({ x: 400, y: 300 }, { x: 100, y: 200 }, size)).toEqual(box)
  expect(boxBetween({ x: 1500, y: 1100 }, { x: 1900, y: 1300 }, size)).toEqual({
    x: 1500,
    y: 1100,
    w: 100,
    h: 100,
  })
  expect(boxBetween({ x: 5, y: 5 }, { x: 12, y: 300 }, size)).toBeNull()
})

test('whatever keys are pressed, a box stays in the photo and can be seen', () => {
  const keys = fc.array(
    fc.tuple(fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'), fc.boolean()),
  )
  fc.assert(
    fc.property(keys, (pressed) => {
      const box = pressed.reduce(
        (now, [key, shift]) => keyed(now, key, shift, size) ?? now,
        boxInMiddle(size),
      )
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.w).toBeLessThanOrEqual(size.width)
      expect(box.y + box.h).toBeLessThanOrEqual(size.height)
      expect(Math.min(box.w, box.h)).toBeGreaterThanOrEqual(24)
    }),
  )
  expect(keyed(boxInMiddle(size), 'Tab', false, size)).toBeNull()
})

test('the box on top is the one that is touched', () => {
  const boxes = [
    { x: 0, y: 0, w: 500, h: 500 },
    { x: 100, y: 100, w: 50, h: 50 },
  ]
  expect(boxAt(boxes, { x: 120, y: 120 })).toBe(1)
  expect(boxAt(boxes, { x: 400, y: 400 })).toBe(0)
  expect(boxAt(boxes, { x: 900, y: 400 })).toBe(-1)
})

test('a photo is made smaller, never larger', () => {
  expect(fitting({ width: 4000, height: 3000 }, 1600)).toEqual(size)
  expect(fitting({ width: 300, height: 200 }, 1600)).toEqual({ width: 300, height: 200 })
})
