import { type KeyboardEvent, type MouseEvent, type TouchEvent, useEffect } from 'react'

/** Farther, longer, or sooner after something scrolled: whether that is a tap the browser says. */
const farthest = 8
const longest = 400
const soonest = 150
/** So near to where it was lifted last, and so soon: the same tap once more, whatever lies there by now. */
const nearest = 24
const twice = 300

type Touches = { length: number; [index: number]: { clientX: number; clientY: number } }
type Touched = Pick<TouchEvent, 'timeStamp'> & { touches: Touches; changedTouches: Touches }
type Lifted = Touched & { preventDefault: () => void; nativeEvent: { defaultPrevented: boolean } }

export function createThumb() {
  let [x, y, until, scrolled, liftedX, liftedY, lifted] = [0, 0, 0, 0, 0, 0, -twice]
  let isAgain = false
  return {
    scroll({ timeStamp }: { timeStamp: number }) {
      scrolled = timeStamp
    },
    /** Anywhere on the page. */
    lift({ changedTouches, timeStamp }: Pick<Touched, 'changedTouches' | 'timeStamp'>) {
      liftedX = changedTouches[0]?.clientX ?? 0
      liftedY = changedTouches[0]?.clientY ?? 0
      lifted = timeStamp
    },
    down({ touches, timeStamp }: Touched) {
      x = touches[0]?.clientX ?? 0
      y = touches[0]?.clientY ?? 0
      until = touches.length === 1 && timeStamp > scrolled + soonest ? timeStamp + longest : 0
      isAgain = timeStamp < lifted + twice && Math.hypot(x - liftedX, y - liftedY) < nearest
    },
    /** Whether it was a tap, of which the browser now makes no click any more. */
    up(event: Lifted) {
      const finger = event.changedTouches[0]
      const isTap =
        finger && event.timeStamp < until && Math.hypot(finger.clientX - x, finger.clientY - y) < farthest
      until = 0
      if (isTap || isAgain) event.preventDefault()
      // Where that could not be, the click is still to come.
      return Boolean(isTap && !isAgain && event.nativeEvent.defaultPrevented)
    },
  }
}

const thumb = createThumb()

/** On the screen of the doors, whatever it shows: what was tapped before a button came counts too. */
export function useThumb() {
  useEffect(() => {
    document.addEventListener('scroll', thumb.scroll, true)
    document.addEventListener('touchend', thumb.lift, true)
    return () => {
      document.removeEventListener('scroll', thumb.scroll, true)
      document.removeEventListener('touchend', thumb.lift, true)
    }
  }, [])
}

/**
 * Acts when the finger comes up. A browser makes a click of it only after it has drawn the press and looked through ten thousand doors
 * for what lies under the finger. A mouse, a key, a screen reader and whatever is not plainly a tap click as ever. What is tapped twice
 * at once, or held down on the keys, was meant once: the second would be for a door that nobody has seen yet.
 */
export const tapped = (onTap: () => void) => ({
  onClick: ({ detail }: MouseEvent) => {
    if (detail < 2) onTap()
  },
  onKeyDown: (event: KeyboardEvent) => {
    if (event.repeat && event.key === 'Enter') event.preventDefault()
  },
  onTouchStart: thumb.down,
  onTouchEnd: (event: TouchEvent) => {
    if (thumb.up(event)) onTap()
  },
})
