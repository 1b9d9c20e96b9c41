import { placeOn } from '#app/buildings/staircases.ts'

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

export type FloorCounts = {
  /** With its staircase, where there is more than one. */
  floor: string
  doors: number
  asked: number
  yes: number
  came: number
  /** Said yes, and it has not happened: promise against deed. */
  promised: number
}

/** The same by floor, in the order the doors stand. */
export function countFloors(
  doors: readonly { unitId: string; entrance: string | null; floor: string }[],
  said: readonly Said[],
): FloorCounts[] {
  const byDoor = new Map(said.map((door) => [door.unitId, door]))
  return [...Map.groupBy(doors, ({ entrance, floor }) => placeOn(entrance, floor))].map(([floor, all]) => {
    const here = all.flatMap(({ unitId }) => byDoor.get(unitId) ?? [])
    return {
      floor,
      doors: all.length,
      asked: here.filter(({ asked }) => asked).length,
      yes: here.filter(({ answer }) => answer === 'yes').length,
      came: here.filter(({ came }) => came).length,
      promised: here.filter(({ answer, came }) => answer === 'yes' && !came).length,
    }
  })
}
