/** A part of a photo on its way, and how many there may be: what does not fit is no photo of ours. */
export const bytesPerPart = 256 * 1024
export const mostParts = 16
export const photosPerRepair = 6

/** Of one account: on their way at once, and come within a day. Far more than an evening has; a ceiling to what one code can fill. */
export const photosOpen = 40
export const photosPerDay = 200
