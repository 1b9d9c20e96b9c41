import { createHash } from 'node:crypto'

/** The database of a named union. Two names never meet in one database, whatever letters they are written in. */
export function databaseOf(union: string | undefined) {
  if (!union) return null
  const plain = union
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
  const isExact = plain === union && plain.length <= 40
  const rest = isExact
    ? ''
    : `_${createHash('sha256').update(union.trim().normalize('NFC')).digest('hex').slice(0, 6)}`
  return `lintel_u_${plain.slice(0, 40)}${rest}`
}
