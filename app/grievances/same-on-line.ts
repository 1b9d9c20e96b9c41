import type { Repair } from './repairs.server.ts'

/** Open repairs of one building with the same trouble on the same line, but for this one. */
export function sameOnLine(repair: Repair, all: readonly Repair[]) {
  const same = all.filter(
    (other) =>
      other.id !== repair.id &&
      other.tab !== 'over' &&
      other.holdingId === repair.holdingId &&
      other.category === repair.category &&
      other.line !== null &&
      other.line === repair.line,
  )
  return same.toSorted((a, b) => (a.door ?? '').localeCompare(b.door ?? '', 'en', { numeric: true }))
}
