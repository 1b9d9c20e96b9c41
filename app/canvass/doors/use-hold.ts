import { type PointerEvent, useRef } from 'react'

/** A press that lasts: the finger stays where it is for `ms`. What follows is no tap. */
export function useHold(ms: number, onHold: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const start = useRef({ x: 0, y: 0 })
  const held = useRef(false)
  const stop = () => clearTimeout(timer.current)

  return {
    /** True once after a hold: the click that ends it is to be ignored. */
    tookHold: () => {
      const took = held.current
      held.current = false
      return took
    },
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        held.current = false
        start.current = { x: event.clientX, y: event.clientY }
        stop()
        timer.current = setTimeout(() => {
          held.current = true
          onHold()
        }, ms)
      },
      onPointerMove: (event: PointerEvent) => {
        const moved = Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y)
        if (moved > 12) stop()
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onPointerLeave: stop,
      onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
    },
  }
}
