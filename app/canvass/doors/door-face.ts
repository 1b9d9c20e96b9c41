import { type Disposition, dispositions } from '../lists.ts'
import type { Door, DoorPerson } from '../turf.schema.ts'

/** A knock this phone made and did not take back. */
export type OwnKnock = {
  unitId: string
  disposition: Disposition
  /** The stored turf knows of it already. */
  counted: boolean
  person?: DoorPerson | undefined
}

export type DoorFace = {
  beam: 'talked' | 'tried' | 'none'
  tries: number
  struck: boolean
  doNotKnock: boolean
  toFinish: boolean
  repairOpen: boolean
  /** What was logged here in this shift, on this phone. */
  logged: Disposition | null
}

/** One tile: what the snapshot knew, and what was done since. */
export function doorFace(door: Door, knocks: readonly OwnKnock[], toFinish: boolean): DoorFace {
  const own = knocks.filter((knock) => knock.unitId === door.unitId)
  const talked = door.reachedDay !== null || own.some((knock) => knock.disposition === 'conversation')
  const tries =
    door.tries + own.filter((knock) => !knock.counted && dispositions[knock.disposition].isTry).length
  return {
    beam: talked ? 'talked' : tries > 0 ? 'tried' : 'none',
    tries,
    struck: door.struck,
    doNotKnock: door.doNotKnock || own.some((knock) => knock.disposition === 'do_not_knock'),
    toFinish,
    repairOpen: door.openRepairs.length > 0,
    logged: own.at(-1)?.disposition ?? null,
  }
}

/** Two marks fit a phone tile; the rest is a number. */
export function marksOf(face: DoorFace) {
  const marks = [face.toFinish && '✎', face.doNotKnock && '✕', face.repairOpen && '◆'].filter(
    (mark) => mark !== false,
  )
  return marks.length > 2 ? [...marks.slice(0, 2), `+${marks.length - 2}`] : marks
}
