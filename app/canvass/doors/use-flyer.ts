import { useState } from 'react'
import type { Turf } from '../lease/turf.schema.ts'
import type { Disposition } from '../lists.ts'
import { recall, remember } from './remember.ts'

/** Rides on not home while it is on. The shift says how it begins; who turns it keeps it for this shift. */
export function useFlyer({ turfId, shift }: Turf) {
  const key = `lintel-flyer-${turfId}`
  const [on, setOn] = useState(() => {
    const kept = recall(key)
    return kept ? kept === 'on' : shift.leavesFlyer
  })
  const turn = (next: boolean) => {
    setOn(next)
    remember(key, next ? 'on' : 'off')
  }
  return [on, turn] as const
}

/** Whoever opened took it, or did not want it: that is said, not assumed. */
export const leavesFlyer = (disposition: Disposition, on = false) =>
  disposition === 'left_literature' || (on && disposition === 'not_home')
