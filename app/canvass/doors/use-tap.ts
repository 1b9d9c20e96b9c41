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
  let from: { x: number; y: number; at: number } | undefined
  let scrolled = -Infinity
  return {
    scroll({ timeStamp }: { timeStamp: number }) {
      scrolled = timeStamp
    },
    down({ touches, timeStamp }: Touched) {
      const [finger, other] = [touches[0], touches[1]]
      const isPlain = finger && !other && timeStamp - scrolled > soonest
      from = isPlain ? { x: finger.clientX, y: finger.clientY, at: timeStamp } : undefined
    },
    /** Whether it was a tap, of which the browser now makes no click any more. */
    up(event: Lifted) {
      const down = from
      const finger = event.changedTouches[0]
      from = undefined
      if (!down || !finger || event.timeStamp - down.at > longest) return false
      if (Math.hypot(finger.clientX - down.x, finger.clientY - down.y) > farthest) return false
      event.preventDefault()
      // Else its click is still to come.
      return event.nativeEvent.defaultPrevented
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
    const listening = { capture: true, passive: true }
    document.addEventListener('scroll', finger.scroll, listening)
    return () => document.removeEventListener('scroll', finger.scroll, listening)
  }, [finger])
  return {
    onClick: onTap,
    onTouchStart: finger.down,
    onTouchEnd: (event: TouchEvent) => {
      if (finger.up(event)) onTap()
    },
  }
}
