import type { ContactKind } from './person.schema.ts'

/**
 * How a contact is compared. A number without its country's plus stays unknown: guessing a country would make
 * two people's numbers equal.
 */
export function normalContact(kind: ContactKind, asTyped: string): string | null {
  if (kind === 'email') return asTyped.trim().toLowerCase()
  const typed = asTyped.trim()
  const digits = typed.replace(/\D/g, '')
  return typed.startsWith('+') && digits.length >= 7 && digits.length <= 15 ? `+${digits}` : null
}
