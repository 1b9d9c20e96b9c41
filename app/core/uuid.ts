import { notFound } from './errors.ts'

const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What is no id at all is not asked of the database: it would answer with an error instead of nothing. */
export function isUuid(value: string | null | undefined): value is string {
  return typeof value === 'string' && pattern.test(value)
}

/** An id out of an address. What is none names nothing: not there. */
export function requireUuid(value: string | null | undefined): string {
  if (!isUuid(value)) throw notFound()
  return value
}
