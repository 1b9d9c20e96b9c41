import type { Door } from '../lease/turf.schema.ts'
import { type Disposition, dispositions } from '../lists.ts'
import type { Knock } from '../sync/ops.schema.ts'

/** A knock this phone made and did not take back. */
export type OwnKnock = {
  unitId: string
  disposition: Disposition
  /** The stored turf knows of it already. */
  counted: boolean
  op: Knock
}

export type DoorFace = {
  /** `unknown`: what was done before tonight is hidden, and tonight nothing was. */
  beam: 'talked' | 'tried' | 'none' | 'unknown'
  hidden: boolean
  tries: number
  struck: boolean
  doNotKnock: boolean
  /** Said before the door is knocked: never alone. */
  unsafe: boolean
  toFinish: boolean
  repairOpen: boolean
  /** What was logged here in this shift, on this phone. */
  logged: Disposition | null
}

/** One tile: what the snapshot knew, and what was done since. */
export function doorFace(
  door: Door,
  knocks: readonly OwnKnock[],
  toFinish: boolean,
  /** Of what was done before tonight this phone is told nothing. */
  hidden = false,
): DoorFace {
  const own = knocks.filter((knock) => knock.unitId === door.unitId)
  const heard = (code: Disposition) => own.some(({ disposition }) => disposition === code)
  const talked = door.reachedDay !== null || heard('conversation')
  const tries =
    (hidden ? 0 : door.tries) +
    own.filter(({ counted, disposition }) => (hidden || !counted) && dispositions[disposition].isTry).length
  return {
    beam: talked ? 'talked' : tries > 0 ? 'tried' : hidden ? 'unknown' : 'none',
    hidden,
    tries,
    struck: door.struck,
    doNotKnock: door.doNotKnock || heard('do_not_knock'),
    unsafe: door.warnings.length > 0 || heard('hostile_unsafe'),
    toFinish,
    repairOpen: door.openRepairs.length > 0,
    logged: own.at(-1)?.disposition ?? null,
  }
}

/** Two marks fit a phone tile; the rest is a number. `ask`: a neighbor has a trouble that may be here too. */
export function marksOf(face: DoorFace, ask = false) {
  const marks = [
    face.toFinish && '✎',
    face.doNotKnock && '✕',
    face.unsafe && '△',
    face.repairOpen ? '◆' : ask && '◆?',
  ].filter((mark) => mark !== false)
  return marks.length > 2 ? [...marks.slice(0, 2), `+${marks.length - 2}`] : marks
}
