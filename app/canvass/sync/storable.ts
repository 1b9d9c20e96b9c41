const deepest = 20

/** PostgreSQL's JSON takes no NUL, no half of a character, no endless nesting. */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  if (depth >= deepest) return false
  return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part, depth + 1))
}

/** The same, as near to how it came as it can be kept. */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '')
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return '…'
  if (Array.isArray(value)) return value.map((part) => storable(part, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [storable(key), storable(part, depth + 1)]),
  )
}
