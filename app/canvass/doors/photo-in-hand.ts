import { createHand } from './in-hand.ts'

/** A photo between the camera and its black boxes: never on a disk. */
export const photoInHand = createHand<File>()
