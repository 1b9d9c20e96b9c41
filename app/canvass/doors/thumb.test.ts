import { expect, test, vi } from 'vitest'
import { createThumb, tapped, thumb as thumbOfPage } from './thumb.ts'

type Made = {
  /** When and where the finger comes down. */
  at?: number
  x?: number
  /** How long it stays, how far it slides. */
  lasts?: number
  slides?: number
  fingers?: number
  isHeld?: boolean
  /** What lies there. */
  target?: string
  /** While the finger is down. */
  meanwhile?: () => void
}

/** What becomes of a finger on a button: whether it acts at once, and whether the browser still makes a click of it. */
function tap(thumb: ReturnType<typeof createThumb>, made: Made = {}) {
  const { at = 1000, x = 100, lasts = 80, slides = 0, fingers = 1, isHeld = false } = made
  const { target = 'button', meanwhile } = made
  const touches = (clientX: number, count = 1) =>
    Array.from({ length: count }, () => ({ clientX, clientY: 700 }))
  let defaultPrevented = false
  const event = {
    target,
    timeStamp: at + lasts,
    changedTouches: touches(x + slides),
    preventDefault: () => {
      defaultPrevented = !isHeld
    },
    get nativeEvent() {
      return { defaultPrevented }
    },
  }
  thumb.down({ target, timeStamp: at, touches: touches(x, fingers) })
  meanwhile?.()
  thumb.lift(event)
  const acts = thumb.up(event)
  return { acts, clicks: !defaultPrevented }
}

test('a tap acts when the finger comes up, and no click comes after it', () => {
  expect(tap(createThumb())).toEqual({ acts: true, clicks: false })
  expect(tap(createThumb(), { slides: 5, lasts: 300 })).toEqual({ acts: true, clicks: false })
})

test.each<[string, Made]>([
  ['a swipe', { slides: 70 }],
  ['a finger that slid away', { slides: 12 }],
  ['a press that lasts', { lasts: 600 }],
  ['two fingers', { fingers: 2 }],
  ['one whose click cannot be held back', { isHeld: true }],
])('%s is left to the browser', (_, made) => {
  expect(tap(createThumb(), made)).toEqual({ acts: false, clicks: true })
})

test('a finger that stops what scrolls is left to the browser, a while later it taps', () => {
  const thumb = createThumb()
  thumb.scroll({ timeStamp: 980 })
  expect(tap(thumb)).toEqual({ acts: false, clicks: true })
  expect(tap(thumb, { at: 1200 })).toEqual({ acts: true, clicks: false })
})

/** A first tap, lifted at 1080; something else drawn at 1100, or while the second finger is down; the second tap. */
function tapAgain(made: Made) {
  const thumb = createThumb()
  tap(thumb)
  if (!made.meanwhile) thumb.redrawn(1100)
  return tap(thumb, { ...made, meanwhile: () => made.meanwhile && thumb.redrawn((made.at ?? 0) + 20) })
}

test('a second tap at the same place was meant for what lay there before, and makes no click either', () => {
  expect(tapAgain({ at: 1200 })).toEqual({ acts: false, clicks: false })
  expect(tapAgain({ at: 1200, x: 140 })).toEqual({ acts: false, clicks: false })
  // However slow the disk was.
  expect(tapAgain({ at: 1700, meanwhile: () => {} })).toEqual({ acts: false, clicks: false })
})

test('a second tap on what came up under the first is none', () => {
  const opened = (made: Made) => {
    const thumb = createThumb()
    tap(thumb)
    return tap(thumb, { target: 'row of a sheet', ...made })
  }
  expect(opened({ at: 1200 })).toEqual({ acts: false, clicks: false })
  expect(opened({ at: 1500 })).toEqual({ acts: true, clicks: false })
  expect(opened({ at: 1200, x: 160 })).toEqual({ acts: true, clicks: false })
})

test('however often it is tapped at once, it was meant once', () => {
  const thumb = createThumb()
  tap(thumb)
  thumb.redrawn(1100)
  for (const at of [1200, 1330, 1460]) expect(tap(thumb, { at })).toEqual({ acts: false, clicks: false })
})

test('a tap a moment later, elsewhere, or where nothing else was drawn is another', () => {
  expect(tapAgain({ at: 1500 })).toEqual({ acts: true, clicks: false })
  expect(tapAgain({ at: 1200, x: 160 })).toEqual({ acts: true, clicks: false })
  const thumb = createThumb()
  tap(thumb)
  expect(tap(thumb, { at: 1200 })).toEqual({ acts: true, clicks: false })
})

test('of a mouse’s clicks the first acts, of a key’s one after the other each that can have seen what it is for', () => {
  const onTap = vi.fn()
  const { onClick } = tapped(onTap)
  const click = (detail: number, timeStamp: number) =>
    onClick({ detail, timeStamp } as Parameters<typeof onClick>[0])
  thumbOfPage.redrawn(1000)
  for (const detail of [1, 2, 3]) click(detail, 1100)
  expect(onTap).toHaveBeenCalledTimes(1)
  click(0, 1100)
  expect(onTap).toHaveBeenCalledTimes(1)
  click(0, 1450)
  expect(onTap).toHaveBeenCalledTimes(2)
})
