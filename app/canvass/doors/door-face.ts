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
  /** What was done here in this shift, by whom of the pair also: the sill. */
  tonight: 'talked' | 'tried' | null
  /** What was logged here in this shift, on this phone. */
  logged: Disposition | null
}

/** Those that count for the shift of this turf: the same door may be in another's, of another day. */
export const inShift = (knocks: readonly OwnKnock[], turfId: string) =>
  knocks.filter(({ op }) => op.turfId === turfId)

/** One tile: what the snapshot knew, and what was done since. */
export function doorFace(
  door: Door,
  knocks: readonly OwnKnock[],
  toFinish: boolean,
  turfId: string,
  /** Of what was done before tonight this phone is told nothing. */
  hidden = false,
): DoorFace {
  const all = knocks.filter((knock) => knock.unitId === door.unitId)
  const logged = inShift(all, turfId)
  const own = hidden ? logged : all
  const heard = (code: Disposition, at = all) => at.some(({ disposition }) => disposition === code)
  const talkedTonight = door.tonight === 'talked' || heard('conversation', logged)
  const talked = door.reachedDay !== null || talkedTonight || heard('conversation', own)
  const tries =
    (hidden ? 0 : door.tries) +
    own.filter(({ counted, disposition }) => (hidden || !counted) && dispositions[disposition].isTry).length
  const tried = tries > 0 || (hidden && door.tonight)
  return {
    beam: talked ? 'talked' : tried ? 'tried' : hidden ? 'unknown' : 'none',
    hidden,
    tries,
    struck: door.struck,
    doNotKnock: door.doNotKnock || heard('do_not_knock'),
    unsafe: door.warnings.length > 0 || heard('hostile_unsafe'),
    toFinish,
    repairOpen: door.openRepairs.length > 0,
    tonight: talkedTonight ? 'talked' : logged.length > 0 || door.tonight ? 'tried' : null,
    logged: logged.at(-1)?.disposition ?? null,
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
