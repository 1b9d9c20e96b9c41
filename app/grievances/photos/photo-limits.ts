/** A part of a photo on its way, and how many there may be: what does not fit is no photo of ours. */
export const bytesPerPart = 256 * 1024
export const mostParts = 16
export const photosPerRepair = 6
