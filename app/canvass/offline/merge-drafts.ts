type Fields = Record<string, unknown>

/**
 * A talk begun before the phone was locked, and what was written at the same door while it could not be read: one talk. Of the same
 * talk the later writing is the whole; of another it adds to what was there.
 */
export function mergeDrafts(before: unknown, late: unknown): unknown {
  if (!isFields(before) || !isFields(late)) return late ?? before
  return before.knockId === late.knockId ? late : merge(before, late)
}

function merge(before: Fields, late: Fields): Fields {
  return { ...late, ...mapFields(before, (key, had) => both(key, had, late[key])) }
}

/** A no is taken back by whoever said it, not by what came later. */
const noStays = ['call', 'text', 'wordsOk']
const laterCounts = ['level', 'who', 'phone']
/** What is written by hand: both, for whoever finishes the talk. */
const joined: Record<string, string> = { note: '\n', name: ', ', what: ', ', listensTo: ', ' }

function both(key: string, had: unknown, more: unknown): unknown {
  if (noStays.includes(key) && [had, more].includes(false)) return false
  if (isEmpty(more)) return had
  if (isEmpty(had)) return more
  if (Array.isArray(had) && Array.isArray(more)) {
    const known = new Set(had.map((each) => JSON.stringify(each)))
    return [...had, ...more.filter((each) => !known.has(JSON.stringify(each)))]
  }
  if (isFields(had) && isFields(more)) return merge(had, more)
  if (laterCounts.includes(key)) return more
  const between = joined[key]
  return between && had !== more ? had + between + more : had
}

function mapFields(fields: Fields, fn: (key: string, value: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fn(key, value)]))
}

function isEmpty(value: unknown) {
  return value === undefined || value === null || value === '' || value === false
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
