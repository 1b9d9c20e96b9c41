import { type Box, fitting, type Size } from './photo-boxes.ts'

const longestSide = 1600
const mostBytes = 3_500_000

/** What the camera gave, upright and small enough, in this page's memory alone. Null when the browser cannot read it. */
export async function readPicture(file: Blob): Promise<ImageBitmap | null> {
  try {
    const whole = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const { width, height } = fitting(whole, longestSide)
    if (width === whole.width) return whole
    const small = await createImageBitmap(whole, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    })
    whole.close()
    return small
  } catch {
    return null
  }
}

export function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, boxes: readonly Box[], chosen = -1) {
  canvas.width = picture.width
  canvas.height = picture.height
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.drawImage(picture, 0, 0)
  pen.fillStyle = '#000000'
  for (const { x, y, w, h } of boxes) pen.fillRect(x, y, w, h)
  const marked = boxes[chosen]
  if (!marked) return
  pen.strokeStyle = '#f2c14e'
  pen.lineWidth = Math.max(4, picture.width / 160)
  pen.strokeRect(marked.x, marked.y, marked.w, marked.h)
}

/** Painted over and encoded anew: under a black box nothing is left, and of the file that came only what was to be seen. */
export async function covered(picture: ImageBitmap, boxes: readonly Box[]) {
  const canvas = document.createElement('canvas')
  draw(canvas, picture, boxes)
  for (const quality of [0.8, 0.6, 0.4]) {
    const jpeg = await encoded(canvas, quality)
    if (jpeg && jpeg.size <= mostBytes) return { jpeg: await jpeg.arrayBuffer(), thumb: thumbOf(canvas) }
  }
  return null
}

function encoded(canvas: HTMLCanvasElement, quality: number) {
  return new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}

function thumbOf(canvas: HTMLCanvasElement) {
  const size: Size = fitting(canvas, 96)
  const small = document.createElement('canvas')
  small.width = size.width
  small.height = size.height
  small.getContext('2d')?.drawImage(canvas, 0, 0, size.width, size.height)
  return small.toDataURL('image/jpeg', 0.6)
}
