/** A before B, 2 before 10, doors of which it is not known last. */
export function compareStaircases(a = '', b = '') {
  return Number(!a) - Number(!b) || a.localeCompare(b, 'en', { numeric: true })
}
