/** A photo between the camera and its black boxes: in this page's memory, never on a disk, gone once it was taken up. */
let inHand: File | null = null

export const handOver = (file: File) => {
  inHand = file
}

export function takeUp() {
  const file = inHand
  inHand = null
  return file
}
