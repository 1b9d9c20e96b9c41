import type { Op } from '#app/canvass/ops.schema.ts'
import type { Turf } from '#app/canvass/turf.schema.ts'

/** What whoever holds a phone may see once its session is over: the numbers of doors and what was done at them. */
export function withoutNames(turf: Turf): Turf {
  return {
    ...turf,
    doors: turf.doors.map((door) => ({ ...door, people: [], languages: [], openRepairs: [] })),
  }
}

export function withoutWords(op: Op): Op {
  if (op.kind !== 'knock') return op
  const { kind, knockId, turfId, unitId, disposition, flyer } = op
  return { kind, knockId, turfId, unitId, disposition, flyer }
}
