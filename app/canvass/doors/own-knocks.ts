import type { Door, DoorPerson } from '../lease/turf.schema.ts'
import { dispositions, unnamed } from '../lists.ts'
import type { Act } from '../offline/phone-types.ts'
import type { Knock, NewUnit, Op } from '../sync/ops.schema.ts'
import type { OwnKnock } from './door-face.ts'

/** What this phone did and did not take back, oldest first. */
export function ownKnocks(acts: readonly Act[]): OwnKnock[] {
  return acts.flatMap(({ op, undone, counted }) =>
    op.kind === 'knock' && !undone ? [{ unitId: op.unitId, disposition: op.disposition, counted, op }] : [],
  )
}

/** What stands instead of a knock takes it back in the same save. */
export function takingBack(knock: Knock | undefined): Op[] {
  return knock ? [{ kind: 'retract', knockId: knock.knockId, unitId: knock.unitId }] : []
}

/** The doors of the turf with those found on the way, the people met and the repairs heard since. What nothing was done at stays as it is. */
export function doorsNow(doors: readonly Door[], acts: readonly Act[], turfId: string): Door[] {
  const known = new Set(doors.map(({ unitId }) => unitId))
  const found = acts.flatMap(({ op, undone }) =>
    op.kind === 'unit' && !undone && op.turfId === turfId && !known.has(op.unitId)
      ? [newDoor(doors, op)]
      : [],
  )
  const actsAt = Map.groupBy(acts, ({ op }) => op.unitId)
  return [...doors, ...found].map((door) => doorNow(door, actsAt.get(door.unitId) ?? []))
}

/** One of them, by what was done there. */
export function doorNow(door: Door, acts: readonly Act[]): Door {
  // Whoever was met lives there also when the talk was taken back; only its answers count no more.
  const ever = ownKnocks(acts.map((act) => ({ ...act, undone: false })))
  if (ever.length === 0 && !door.doNotKnock) return door
  const knocks = ownKnocks(acts)
  // The stored turf still counts what was taken back since it came.
  const lately = new Set(
    acts.flatMap(({ op, counted }) => (op.kind === 'retract' && !counted ? op.knockId : [])),
  )
  const overcounted = ever.filter(({ op, counted }) => counted && lately.has(op.knockId))
  return {
    ...door,
    tries: door.tries - overcounted.filter(({ disposition }) => dispositions[disposition].isTry).length,
    // Whether a partner's is among it the next download tells.
    ...(overcounted.length > 0 && { tonight: null }),
    people: peopleAt(door, knocks, ever),
    openRepairs: repairsAt(door, knocks),
  }
}

/** Who wants no visit stays unnamed until somebody answers again: nobody at home is no answer. */
function peopleAt(door: Door, knocks: readonly OwnKnock[], everMet: readonly OwnKnock[]): DoorPerson[] {
  const hides = ({ disposition }: OwnKnock) => dispositions[disposition].hidesNames
  const said = knocks.findLast(({ disposition }) => dispositions[disposition].answered)
  if (door.doNotKnock || (said && hides(said) === true)) return []
  // Whom the turf names in spite of that answer, somebody at the desk said still lives there.
  const gone = knocks.findLast((knock) => hides(knock) === 'known')
  const known = gone && !gone.counted ? [] : door.people
  const met = everMet.slice(everMet.findIndex(({ op }) => op === gone?.op) + 1)
  const people = new Map(
    [...known, ...met.flatMap(({ op }) => personOf(op) ?? [])].map((one) => [one.personId, one]),
  )
  return [...people.values()].filter(({ name }) => name !== unnamed)
}

function personOf({ person, languages }: Knock): DoorPerson | undefined {
  if (!person?.name) return undefined
  return { personId: person.personId, name: person.name, languages: [...(languages ?? [])] }
}

/** The first case of each kind, as the turf lists them: what was heard tonight asks the neighbors at once. */
function repairsAt(door: Door, knocks: readonly OwnKnock[]) {
  const open = new Map(door.openRepairs.map((repair) => [repair.category, repair]))
  for (const { id, category } of knocks.flatMap(({ op }) => op.repairs ?? []))
    if (!open.has(category)) open.set(category, { id, category })
  return [...open.values()]
}

/** A door found on the way is on the stairs one stands on. */
export function foundFrom(
  door: Door | undefined,
  said: Pick<NewUnit, 'unitId' | 'turfId' | 'label' | 'floor'>,
): NewUnit {
  return { kind: 'unit', ...said, ...(door?.entrance && { entrance: door.entrance }) }
}

function newDoor(doors: readonly Door[], { unitId, label, floor, entrance }: NewUnit): Door {
  const row = doors.filter((door) => door.floor === floor && door.entrance === entrance)
  const rank = row[0]?.floorRank ?? (Number.parseInt(floor, 10) || 0)
  return {
    unitId,
    label,
    floor,
    floorRank: rank,
    line: '',
    entrance,
    lineRank: Math.max(0, ...row.map((door) => door.lineRank)) + 1,
    struck: false,
    tries: 0,
    lastDay: null,
    lastDisposition: null,
    reachedDay: null,
    doNotKnock: false,
    openRepairs: [],
    warnings: [],
    languages: [],
    nearLeader: false,
    emergency: false,
    people: [],
  }
}
