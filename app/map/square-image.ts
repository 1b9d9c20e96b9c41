import type { Square } from './coverage-totals.ts'
import type { Colours } from './map-engine.ts'

export const squares = [0, 1, 2, 3, 4, 5, 'unknown', 'hidden'] as const satisfies readonly Square[]

/** Pixels of the picture; on screen half as many at most. */
const side = 36

/** A building as in the legend: a step of the scale, hatched when unknown, ⌀ when not shared. */
export function drawSquare(square: Square, colours: Colours): ImageData {
  const pen = penFor(side)
  pen.fillStyle = fillOf(square, colours)
  pen.fillRect(0, 0, side, side)
  pen.strokeStyle = colours['ink-3']
  if (square === 'unknown') hatch(pen)
  if (square === 'hidden') crossedCircle(pen)
  pen.strokeStyle = colours.edge
  pen.lineWidth = 3
  pen.strokeRect(1.5, 1.5, side - 3, side - 3)
  return pen.getImageData(0, 0, side, side)
}

/** Around the building the reader points at, here or in the table. */
export function drawRing({ enamel, sheet }: Colours): ImageData {
  const size = side + 20
  const pen = penFor(size)
  for (const [colour, width] of [
    [sheet, 10],
    [enamel, 6],
  ] as const) {
    pen.strokeStyle = colour
    pen.lineWidth = width
    pen.strokeRect(5, 5, size - 10, size - 10)
  }
  return pen.getImageData(0, 0, size, size)
}

function penFor(size: number) {
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('This browser cannot draw')
  return pen
}

function fillOf(square: Square, colours: Colours) {
  if (square === 'hidden') return colours.sunk
  return square === 'unknown' || square === 0 ? colours.sheet : colours[`share-${square}`]
}

function hatch(pen: CanvasRenderingContext2D) {
  pen.lineWidth = 3
  pen.beginPath()
  for (let from = -side; from < side; from += 9) {
    pen.moveTo(from, side)
    pen.lineTo(from + side, 0)
  }
  pen.stroke()
}

function crossedCircle(pen: CanvasRenderingContext2D) {
  pen.lineWidth = 3
  pen.beginPath()
  pen.arc(side / 2, side / 2, side / 4, 0, 2 * Math.PI)
  pen.moveTo(side * 0.28, side * 0.72)
  pen.lineTo(side * 0.72, side * 0.28)
  pen.stroke()
}
