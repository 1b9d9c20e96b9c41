import type { PhoneView } from './use-phone.ts'

/** The numbers of all doors this phone knows, also of those that are its no more and of those it found on the way. */
export function labelsOf({ turfs, past, acts }: Pick<PhoneView, 'turfs' | 'past' | 'acts'>) {
  const found = acts.flatMap(({ op }) => (op.kind === 'unit' ? op : []))
  const doors = [...past, ...turfs].flatMap(({ doors }) => doors)
  return new Map([...found, ...doors].map(({ unitId, label }) => [unitId, label]))
}
