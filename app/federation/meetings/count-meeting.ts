import { placeOn } from '#app/buildings/staircases.ts'
import type { MeetingDoor } from './meetings.server.ts'

/** What became of the doors that said yes. */
export type Promises = {
  yes: number
  kept: number
  partly: number
  notKept: number
  excused: number
  /** Nobody said yet. */
  open: number
  /** Of what: whoever is excused owes nothing. */
  due: number
}

export type MeetingCounts = {
  asked: number
  yes: number
  maybe: number
  no: number
  came: number
  reminded: number
  promises: Promises
  /** Null when the doors of a building in it were never counted. */
  doors: number | null
}

const came = ({ outcome }: MeetingDoor) => outcome === 'kept' || outcome === 'partly'

function countPromises(doors: readonly MeetingDoor[]): Promises {
  const promised = doors.filter(({ answer }) => answer === 'yes')
  const count = (wanted: MeetingDoor['outcome']) =>
    promised.filter(({ outcome }) => outcome === wanted).length
  const excused = count('excused')
  return {
    yes: promised.length,
    kept: count('kept'),
    partly: count('partly'),
    notKept: count('not_kept'),
    excused,
    open: count(null),
    due: promised.length - excused,
  }
}

/** Counts doors, not people: every figure is of the same denominator. */
export function countMeeting(
  said: readonly MeetingDoor[],
  buildings: readonly { doors: number | null; unitIds: readonly string[] }[],
): MeetingCounts {
  const ours = new Set(buildings.flatMap(({ unitIds }) => unitIds))
  const doors = said.filter(({ unitId }) => ours.has(unitId))
  const count = (fits: (door: MeetingDoor) => boolean) => doors.filter(fits).length
  return {
    asked: count(({ asked }) => asked),
    yes: count(({ answer }) => answer === 'yes'),
    maybe: count(({ answer }) => answer === 'maybe'),
    no: count(({ answer }) => answer === 'no'),
    came: count(came),
    reminded: count(({ reminded }) => reminded),
    promises: countPromises(doors),
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
  reminded: number
  came: number
  promises: Promises
}

/** The same by floor, in the order the doors stand. */
export function countFloors(
  doors: readonly { unitId: string; entrance: string | null; floor: string }[],
  said: readonly MeetingDoor[],
): FloorCounts[] {
  const byDoor = new Map(said.map((door) => [door.unitId, door]))
  return [...Map.groupBy(doors, ({ entrance, floor }) => placeOn(entrance, floor))].map(([floor, all]) => {
    const here = all.flatMap(({ unitId }) => byDoor.get(unitId) ?? [])
    return {
      floor,
      doors: all.length,
      asked: here.filter(({ asked }) => asked).length,
      yes: here.filter(({ answer }) => answer === 'yes').length,
      reminded: here.filter(({ reminded }) => reminded).length,
      came: here.filter(came).length,
      promises: countPromises(here),
    }
  })
}
