import type { Door, Turf } from '../lease/turf.schema.ts'
import type { Act } from '../offline/phone-types.ts'
import { inShift, type OwnKnock } from './door-face.ts'
import { type Floor, floorOf, floorsOf, linesOf } from './floors-of.ts'
import { hintsOf } from './hint.ts'
import { isLeftInPeace } from './next-door.ts'
import { doorNow, doorsNow, ownKnocks } from './own-knocks.ts'
import { type Start, spokenBy, whereToStart } from './where-to-start.ts'

type ActsAt = ReadonlyMap<string, readonly Act[]>

/** The turf with what was done tonight. */
export type House = {
  turf: Turf
  acts: readonly Act[]
  speaks: string
  actsAt: ActsAt
  doors: Door[]
  /** A floor where nothing was done since is the same object as before. */
  floors: Floor[]
  /** As they were laid out; what is done at a door moves none. */
  plan: { floors: Floor[]; lines: number[] }
  hintOf: ReturnType<typeof hintsOf>
  knocks: ReadonlyMap<string, OwnKnock[]>
  /** In this shift, by whom of the pair also. */
  isDone: (door: Door) => boolean
  start: Start<string> | undefined
}

/** From the one before where it is the same turf: then an act costs as much at ten thousand doors as at ten. */
export function houseOf(turf: Turf, acts: readonly Act[], speaks: string, before?: House | null): House {
  if (before?.turf === turf && before.speaks === speaks) {
    const changed = changedActs(before, acts)
    if (changed?.size === 0) return { ...before, acts }
    if (changed) return houseAfter(before, acts, changed)
  }
  const doors = doorsNow(turf.doors, acts, turf.turfId)
  const here = new Set(doors.map(({ unitId }) => unitId))
  const actsAt = Map.groupBy(
    acts.filter(({ op }) => here.has(op.unitId)),
    ({ op }) => op.unitId,
  )
  const floors = floorsOf(doors)
  const knocks = new Map([...actsAt].flatMap(([unitId, at]) => knocksIn(unitId, at)))
  const isDone = doneBy(turf, knocks)
  return {
    turf,
    acts,
    speaks,
    actsAt,
    doors,
    floors,
    plan: { floors, lines: linesOf(floors) },
    hintOf: hintsOf(doors),
    knocks,
    isDone,
    start: startOf(turf, floors, isDone, speaks),
  }
}

function houseAfter(before: House, acts: readonly Act[], changed: ActsAt): House {
  const given = new Map(before.turf.doors.map((door) => [door.unitId, door]))
  const now = new Map<string, Door>()
  const floorsChanged = new Set<string>()
  let heard = false
  for (const door of before.doors) {
    const at = changed.get(door.unitId)
    if (!at) continue
    const next = doorNow(given.get(door.unitId) ?? { ...door, tries: 0, people: [], openRepairs: [] }, at)
    now.set(door.unitId, { ...next })
    floorsChanged.add(floorOf(door))
    heard ||= repairsOf(next) !== repairsOf(door)
  }
  const current = (door: Door) => now.get(door.unitId) ?? door
  const knocks = new Map(before.knocks)
  for (const [unitId, at] of changed) {
    knocks.delete(unitId)
    for (const [, own] of knocksIn(unitId, at)) knocks.set(unitId, own)
  }
  const isDone = doneBy(before.turf, knocks)
  const doors = before.doors.map(current)
  const floors = before.floors.map((floor) =>
    floorsChanged.has(floor.id) ? { ...floor, doors: floor.doors.map(current) } : floor,
  )
  return {
    ...before,
    acts,
    actsAt: new Map([...before.actsAt, ...changed]),
    doors,
    floors,
    hintOf: heard ? hintsOf(doors) : before.hintOf,
    knocks,
    isDone,
    start: startOf(before.turf, floors, isDone, before.speaks),
  }
}

function doneBy({ turfId }: Turf, knocks: House['knocks']) {
  return ({ tonight, unitId }: Door) =>
    Boolean(tonight) || inShift(knocks.get(unitId) ?? [], turfId).length > 0
}

/** Once somebody has begun they go on along the corridor. */
function startOf({ shift }: Turf, floors: readonly Floor[], isDone: House['isDone'], speaks: string) {
  if (floors.some(({ doors }) => doors.some(isDone))) return undefined
  const places = floors.map(({ id, doors }) => ({
    place: id,
    doors: doors.filter((door) => !isLeftInPeace(door, shift)),
  }))
  return whereToStart(places, spokenBy(speaks))[0]
}

/** All acts at each door where one came, went or changed. Undefined: more is new than can be told from comparing. */
function changedActs({ acts: before, actsAt, turf, doors }: House, acts: readonly Act[]): ActsAt | undefined {
  const changed = new Map<string, Act[]>()
  if (before === acts) return changed
  const here = new Set(doors.map(({ unitId }) => unitId))
  const at = (unitId: string) => {
    const list = changed.get(unitId) ?? [...(actsAt.get(unitId) ?? [])]
    changed.set(unitId, list)
    return list
  }
  for (let i = 0; i < Math.max(before.length, acts.length); i++) {
    const [was, is] = [before[i], acts[i]]
    if (was === is) continue
    if (was && is && was.opId !== is.opId) return undefined
    const { op } = (is ?? was) as Act
    // A door that comes or goes moves others.
    if (op.kind === 'unit' && op.turfId === turf.turfId) return undefined
    if (!here.has(op.unitId)) continue
    const list = at(op.unitId)
    if (was) list.splice(list.indexOf(was), 1, ...(is ? [is] : []))
    else if (is) list.push(is)
  }
  return changed
}

function knocksIn(unitId: string, acts: readonly Act[]): [string, OwnKnock[]][] {
  const own = ownKnocks(acts)
  return own.length > 0 ? [[unitId, own]] : []
}

function repairsOf({ openRepairs }: Door) {
  return openRepairs.map(({ id, category }) => `${id} ${category}`).join()
}
