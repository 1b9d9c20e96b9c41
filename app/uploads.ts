const megabyte = 1024 * 1024

/** Pages that take a file, with the most bytes of a whole request. Every other page takes a form. */
export const uploads = {
  '/buildings/import': 128 * megabyte,
  '/repairs/:holdingId/:grievanceId/photos': 12 * megabyte,
}
