/** Why a file is not kept as a photo. */
export const pictureProblemCodes = ['notPicture', 'heic', 'tooLarge', 'damaged', 'enough', 'none'] as const
export type PictureProblemCode = (typeof pictureProblemCodes)[number]
