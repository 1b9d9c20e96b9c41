import { useRef } from 'react'
import type { Turf } from '../lease/turf.schema.ts'
import type { Act } from '../offline/phone-types.ts'
import { type House, houseOf } from './house.ts'

/** Worked out when something was done, from what was known before; not when another door is looked at. */
export function useHouse(turf: Turf, acts: readonly Act[], speaks: string) {
  const kept = useRef<House>(null)
  const house = houseOf(turf, acts, speaks, kept.current)
  kept.current = house
  return house
}
