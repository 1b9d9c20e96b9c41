import { type TouchEvent, useEffect, useState } from 'react'

/** Farther, longer, or sooner after something scrolled: whether that is a tap the browser says. */
const farthest = 8
const longest = 400
const soonest = 150

type Touched = Pick<TouchEvent, 'timeStamp'> & { touches: Touches; changedTouches: Touches }
type Touches = { length: number; [index: number]: { clientX: number; clientY: number } }
type Lifted = Touched & { preventDefault: () => void; nativeEvent: { defaultPrevented: boolean } }

/** One finger at one button. */
export function createFinger() {
  let [x, y, until, scrolled] = [0, 0, 0, 0]
  return {
    scroll({ timeStamp }: { timeStamp: number }) {
      scrolled = timeStamp
    },
    down({ touches, timeStamp }: Touched) {
      x = touches[0]?.clientX ?? 0
      y = touches[0]?.clientY ?? 0
      until = touches.length === 1 && timeStamp > scrolled + soonest ? timeStamp + longest : 0
    },
    /** Whether it was a tap, of which the browser now makes no click any more. */
    up(event: Lifted) {
      const finger = event.changedTouches[0]
      const isTap =
        finger && event.timeStamp < until && Math.hypot(finger.clientX - x, finger.clientY - y) < farthest
      until = 0
      if (isTap) event.preventDefault()
      // Where that could not be, the click is still to come.
      return Boolean(isTap && event.nativeEvent.defaultPrevented)
    },
  }
}

/**
 * Acts when the finger comes up. A browser makes a click of it only after it has drawn the press and looked through ten thousand doors
 * for what lies under the finger. A mouse, a key, a screen reader and whatever is not plainly a tap click as ever.
 */
export function useTap(onTap: () => void) {
  const [finger] = useState(createFinger)
  useEffect(() => {
    document.addEventListener('scroll', finger.scroll, true)
    return () => document.removeEventListener('scroll', finger.scroll, true)
  }, [finger])
  return {
    onClick: onTap,
    onTouchStart: finger.down,
    onTouchEnd: (event: TouchEvent) => {
      if (finger.up(event)) onTap()
    },
  }
}
