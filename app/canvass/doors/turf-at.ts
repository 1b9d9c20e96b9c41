import type { PhoneView } from './use-phone.ts'

/**
 * The doors behind an address: those that are this phone's, or, where the door that was asked for has left their turf, those that left
 * it. `goesAlong`: to them too; whoever merely stood at such a door goes on with what is theirs.
 */
export function turfAt(
  { turfs, past }: Pick<PhoneView, 'turfs' | 'past'>,
  turfId: string | undefined,
  unitId: string | null,
  goesAlong = true,
) {
  const [lent, gone] = [turfs, past].map((list) => list.find((turf) => turf.turfId === turfId))
  return goesAlong && gone?.doors.some((door) => door.unitId === unitId) ? gone : (lent ?? gone)
}
