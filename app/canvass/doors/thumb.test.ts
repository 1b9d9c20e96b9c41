import { expect, test } from 'vitest'
import { createThumb } from './thumb.ts'

type Made = { x?: number; after?: number; fingers?: number; scrolledBefore?: number; isHeld?: boolean }

/** What became of a finger on a button: whether it acts at once, and whether the browser still makes a click of it. */
function tap({ x = 0, after = 80, fingers = 1, scrolledBefore, isHeld = false }: Made) {
  const thumb = createThumb()
  const touches = (count: number, clientX: number) =>
    Array.from({ length: count }, () => ({ clientX, clientY: 700 }))
  let defaultPrevented = false
  if (scrolledBefore !== undefined) thumb.scroll({ timeStamp: 1000 - scrolledBefore })
  thumb.down({ timeStamp: 1000, touches: touches(fingers, 100), changedTouches: touches(1, 100) })
  const acts = thumb.up({
    timeStamp: 1000 + after,
    touches: touches(fingers - 1, 100),
    changedTouches: touches(1, 100 + x),
    preventDefault: () => {
      defaultPrevented = !isHeld
    },
    get nativeEvent() {
      return { defaultPrevented }
    },
  })
  return { acts, clicks: !defaultPrevented }
}

test('a tap acts when the finger comes up, and no click comes after it', () => {
  expect(tap({})).toEqual({ acts: true, clicks: false })
  expect(tap({ x: 5, after: 300 })).toEqual({ acts: true, clicks: false })
})

test.each<[string, Made]>([
  ['a swipe', { x: 70 }],
  ['a finger that slid away', { x: 12 }],
  ['a press that lasts', { after: 600 }],
  ['two fingers', { fingers: 2 }],
  ['a finger that stops what scrolls', { scrolledBefore: 20 }],
  ['one whose click cannot be held back', { isHeld: true }],
])('%s is left to the browser', (_, made) => {
  expect(tap(made)).toEqual({ acts: false, clicks: true })
})

test('what scrolled a while ago is over', () => {
  expect(tap({ scrolledBefore: 200 })).toEqual({ acts: true, clicks: false })
})

test('a finger that came down elsewhere does nothing here', () => {
  const thumb = createThumb()
  const touches = [{ clientX: 1, clientY: 1 }]
  const up = { timeStamp: 5, touches: [], changedTouches: touches, preventDefault: () => {} }
  expect(thumb.up({ ...up, nativeEvent: { defaultPrevented: true } })).toBe(false)
})

/** What is done by a second tap, so long after the first was lifted and so far from it; the first may have been at anything. */
function tapAgain(after: number, away = 0) {
  const thumb = createThumb()
  const at = (clientX: number) => [{ clientX, clientY: 700 }]
  thumb.lift({ timeStamp: 1000, changedTouches: at(100) })
  thumb.down({ timeStamp: 1000 + after, touches: at(100 + away), changedTouches: [] })
  let defaultPrevented = false
  const acts = thumb.up({
    timeStamp: 1050 + after,
    touches: [],
    changedTouches: at(100 + away),
    preventDefault: () => {
      defaultPrevented = true
    },
    get nativeEvent() {
      return { defaultPrevented }
    },
  })
  return { acts, clicks: !defaultPrevented }
}

test('a second tap at the same place and at once was meant once, and makes no click either', () => {
  expect(tapAgain(120)).toEqual({ acts: false, clicks: false })
  expect(tapAgain(120, 15)).toEqual({ acts: false, clicks: false })
})

test('a tap a moment later, or elsewhere, is another', () => {
  expect(tapAgain(350)).toEqual({ acts: true, clicks: false })
  expect(tapAgain(120, 60)).toEqual({ acts: true, clicks: false })
})
