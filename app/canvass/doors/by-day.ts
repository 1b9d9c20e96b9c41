import { dayOf } from '#app/core/days.ts'
import type { Turf } from '../lease/turf.schema.ts'

/** A shift of another day is no work of tonight. One that is over, or begins in an hour, is. */
export function byDay(turfs: readonly Turf[], now: Date, timeZone: string) {
  const today = dayOf(now, timeZone)
  return Object.groupBy(turfs, ({ shift }) => (dayOf(shift.startsAt, timeZone) > today ? 'later' : 'tonight'))
}
