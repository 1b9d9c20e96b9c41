/** A black box on a photo, in the photo's own pixels. */
export type Box = { x: number; y: number; w: number; h: number }
export type Size = { width: number; height: number }

const least = 24

/** From where the finger came down to where it was lifted; too small to mean anything: none. */
export function boxBetween(
  from: { x: number; y: number },
  to: { x: number; y: number },
  size: Size,
): Box | null {
  const x = Math.max(0, Math.min(from.x, to.x))
  const y = Math.max(0, Math.min(from.y, to.y))
  const w = Math.min(size.width, Math.max(from.x, to.x)) - x
  const h = Math.min(size.height, Math.max(from.y, to.y)) - y
  return w < least || h < least ? null : { x, y, w, h }
}

/** Never out of the photo. */
export function movedBy(box: Box, dx: number, dy: number, size: Size): Box {
  return { ...box, x: within(box.x + dx, size.width - box.w), y: within(box.y + dy, size.height - box.h) }
}

/** Grown or shrunk at its right and lower side, inside the photo. */
export function sizedBy(box: Box, dw: number, dh: number, size: Size): Box {
  return {
    ...box,
    w: Math.max(least, Math.min(size.width - box.x, box.w + dw)),
    h: Math.max(least, Math.min(size.height - box.y, box.h + dh)),
  }
}

/** In the middle, to be moved from there with keys. */
export function boxInMiddle({ width, height }: Size): Box {
  const w = Math.round(width / 4)
  const h = Math.round(height / 4)
  return { x: Math.round((width - w) / 2), y: Math.round((height - h) / 2), w, h }
}

/** The uppermost box under a finger. */
export function boxAt(boxes: readonly Box[], at: { x: number; y: number }) {
  return boxes.findLastIndex(({ x, y, w, h }) => at.x >= x && at.x <= x + w && at.y >= y && at.y <= y + h)
}

/** What a key does to a box: arrows move it, with Shift they make it larger or smaller. */
export function keyed(box: Box, key: string, shift: boolean, size: Size): Box | null {
  const step = Math.round(Math.max(size.width, size.height) / 40)
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key]
  if (!way) return null
  const [x = 0, y = 0] = way
  return (shift ? sizedBy : movedBy)(box, x * step, y * step, size)
}

export function fitting({ width, height }: Size, longest: number): Size {
  const by = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) }
}

function within(value: number, most: number) {
  return Math.max(0, Math.min(most, value))
}
