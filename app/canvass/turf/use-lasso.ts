import { type KeyboardEvent, type PointerEvent, useState } from 'react'

type Point = { x: number; y: number }
/** A key moves the crosshair this far, with Shift further. */
const step = 12

/** A ring drawn over a box: in one stroke by mouse or finger, or corner by corner with the keys. */
export function useLasso(onClosed: (ring: Point[]) => void) {
  const [ring, setRing] = useState<Point[]>([])
  const [cross, setCross] = useState<Point | null>(null)
  const [isDrawing, setIsDrawing] = useState(false)

  const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Point => {
    const { left, top } = currentTarget.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  const close = (points: Point[]) => {
    onClosed(points)
    setRing([])
  }

  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.currentTarget.setPointerCapture(event.pointerId)
      setCross(null)
      setIsDrawing(true)
      setRing([pointOf(event)])
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (isDrawing) setRing([...ring, pointOf(event)])
    },
    onPointerUp() {
      if (isDrawing) close(ring)
      setIsDrawing(false)
    },
    onPointerCancel() {
      setIsDrawing(false)
      setRing([])
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const { width, height } = event.currentTarget.getBoundingClientRect()
      const at = cross ?? { x: width / 2, y: height / 2 }
      const far = event.shiftKey ? step * 4 : step
      const moves: Record<string, Point> = {
        ArrowLeft: { x: -far, y: 0 },
        ArrowRight: { x: far, y: 0 },
        ArrowUp: { x: 0, y: -far },
        ArrowDown: { x: 0, y: far },
      }
      const by = moves[event.key]
      if (by)
        setCross({
          x: Math.max(0, Math.min(width, at.x + by.x)),
          y: Math.max(0, Math.min(height, at.y + by.y)),
        })
      else if (event.key === ' ') {
        setCross(at)
        setRing([...ring, at])
      } else if (event.key === 'Enter') close([...ring, at])
      else if (event.key === 'Backspace') setRing(ring.slice(0, -1))
      else if (event.key === 'Escape') setRing([])
      else return
      event.preventDefault()
    },
  }
  return { ring, cross, handlers }
}
