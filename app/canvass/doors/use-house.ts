import { useMemo } from 'react'
import type { Act } from '../offline/phone-types.ts'
import type { Turf } from '../turf.schema.ts'
import { floorsOf } from './floors-of.ts'
import { hintsOf } from './hint.ts'
import { doorsNow, ownKnocks } from './own-knocks.ts'
import { spokenBy, whereToStart } from './where-to-start.ts'

/** The turf with what was done tonight. Worked out when something was done, not when another door is looked at. */
export function useHouse({ turfId, doors: given }: Turf, acts: readonly Act[], speaks: string) {
  return useMemo(() => {
    const doors = doorsNow(given, acts, turfId)
    const knocksAt = Map.groupBy(ownKnocks(acts), ({ unitId }) => unitId)
    const places = floorsOf(doors).map((floor) => ({ place: floor.floor, doors: floor.doors }))
    return {
      doors,
      hintOf: hintsOf(doors),
      knocksAt: (unitId: string) => knocksAt.get(unitId) ?? [],
      done: new Set(knocksAt.keys()),
      // Once somebody has begun they go on along the corridor.
      start: doors.some(({ unitId }) => knocksAt.has(unitId))
        ? undefined
        : whereToStart(places, spokenBy(speaks))[0],
    }
  }, [given, acts, turfId, speaks])
}
