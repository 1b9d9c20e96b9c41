import { type KeyboardEvent, type MouseEvent, type TouchEvent, useEffect } from 'react'

/** Farther, longer, or sooner after something scrolled: whether that is a tap the browser says. */
const farthest = 8
const longest = 350
const soonest = 150
/** So near to where it was lifted last, and no longer after, where something else lies by now: the same tap once more. */
const nearby = 44

type Place = readonly [x: number, y: number]
type Point = { clientX: number; clientY: number }
type Touches = { length: number; [index: number]: Point }
type Finger = { target: unknown; timeStamp: number }
type Touched = Finger & { touches: Touches }
type Lifted = Finger & { changedTouches: Touches; preventDefault: () => void }
type Tapped = Pick<TouchEvent, 'timeStamp'> & {
  preventDefault: () => void
  nativeEvent: { defaultPrevented: boolean }
}

/** In numbers: some browsers move the touch itself. */
const placeOf = (touches: Touches): Place => {
  const { clientX, clientY } = touches[0] as Point
  return [clientX, clientY]
}
const between = ([x, y]: Place, [toX, toY]: Place) => Math.hypot(x - toX, y - toY)

export function createThumb() {
  let until = 0
  let scrolled = 0
  /** When it was lifted last, or other doors were put under it; where; and from what. */
  let changed = 0
  let place: Place = [0, 0]
  let what: unknown
  let from = place
  let isOther = false
  let isAgain = false
  return {
    scroll({ timeStamp }: { timeStamp: number }) {
      scrolled = timeStamp
    },
    /** The same buttons are another door's from now: whoever is about to tap, or taps already, means the one before. */
    redrawn(timeStamp = performance.now()) {
      changed = timeStamp
      what = false
      isOther = true
    },
    /** Whether what is there can have been seen. */
    isSeen: (timeStamp: number) => timeStamp >= changed + longest,
    /** Anywhere on the page, as `lift`. */
    down({ target, touches, timeStamp }: Touched) {
      until = touches.length === 1 && timeStamp > scrolled + soonest ? timeStamp + longest : 0
      isOther = target !== what && timeStamp < changed + longest
      from = placeOf(touches)
    },
    lift(event: Lifted) {
      isAgain = isOther && between(from, place) < nearby
      if (isAgain) event.preventDefault()
      what = !isAgain && event.target
      changed = event.timeStamp
      place = placeOf(event.changedTouches)
    },
    /** After `lift`: whether it was a tap, of which the browser now makes no click any more. */
    up(event: Tapped) {
      const isTap = !isAgain && event.timeStamp < until && between(from, place) < farthest
      if (isTap) event.preventDefault()
      // Where that could not be, the click is still to come.
      return isTap && event.nativeEvent.defaultPrevented
    },
  }
}

export const thumb = createThumb()

/** On the screen of the doors, and on what comes over it. */
export function useThumb() {
  useEffect(() => {
    // Never taken away: asked for again they are the same ones, and elsewhere they only note a place and a time.
    document.addEventListener('scroll', thumb.scroll, true)
    document.addEventListener('touchstart', thumb.down, true)
    document.addEventListener('touchend', thumb.lift, true)
  }, [])
}

/**
 * Acts when the finger comes up. A browser makes a click of it only after it has drawn the press and looked through ten thousand doors
 * for what lies under the finger. A mouse, a key, a screen reader and whatever is not plainly a tap click as ever. What is pressed twice
 * at once, or held down on the keys, was meant once: the second would be for a door that nobody has seen yet.
 */
export const tapped = (onTap: () => void) => ({
  onClick: ({ detail, timeStamp }: MouseEvent) => {
    // A key's has no count.
    if (detail ? detail < 2 : thumb.isSeen(timeStamp)) onTap()
  },
  onKeyDown: (event: KeyboardEvent) => {
    if (event.repeat && event.key === 'Enter') event.preventDefault()
  },
  onTouchEnd: (event: TouchEvent) => {
    if (thumb.up(event)) onTap()
  },
})
