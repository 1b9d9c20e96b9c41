export type MeetingCounts = {
  asked: number
  yes: number
  maybe: number
  no: number
  came: number
  /** Null when the doors of a building in it were never counted. */
  doors: number | null
}

type Said = { unitId: string; asked: boolean; answer: 'yes' | 'maybe' | 'no' | null; came: boolean }

/** Counts doors, not people: every figure is of the same denominator. */
export function countMeeting(
  said: readonly Said[],
  buildings: readonly { doors: number | null; unitIds: readonly string[] }[],
): MeetingCounts {
  const ours = new Set(buildings.flatMap(({ unitIds }) => unitIds))
  const doors = said.filter(({ unitId }) => ours.has(unitId))
  const count = (fits: (door: Said) => boolean) => doors.filter(fits).length
  return {
    asked: count(({ asked }) => asked),
    yes: count(({ answer }) => answer === 'yes'),
    maybe: count(({ answer }) => answer === 'maybe'),
    no: count(({ answer }) => answer === 'no'),
    came: count(({ came }) => came),
    doors: buildings.reduce<number | null>(
      (sum, building) => (sum === null || building.doors === null ? null : sum + building.doors),
      0,
    ),
  }
}
