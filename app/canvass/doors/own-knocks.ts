import { dispositions, unnamed } from '../lists.ts'
import type { Act } from '../offline/phone-types.ts'
import type { Door, DoorPerson } from '../turf.schema.ts'
import type { OwnKnock } from './door-face.ts'

/** What this phone did and did not take back, oldest first. */
export function ownKnocks(acts: readonly Act[]): OwnKnock[] {
  return acts.flatMap(({ op, undone, counted }) => {
    if (op.kind !== 'knock' || undone) return []
    const { unitId, disposition, person } = op
    const known = person?.name
      ? { personId: person.personId, name: person.name, languages: [...(op.languages ?? [])] }
      : undefined
    return [{ unitId, disposition, counted, person: known }]
  })
}

/** The doors of the turf with those found on the way and the people met since. */
export function doorsNow(doors: readonly Door[], acts: readonly Act[], turfId: string): Door[] {
  const known = new Set(doors.map(({ unitId }) => unitId))
  const found = acts.flatMap(({ op, undone }) =>
    op.kind === 'unit' && !undone && op.turfId === turfId && !known.has(op.unitId)
      ? [newDoor(doors, op.unitId, op.label, op.floor)]
      : [],
  )
  const knocks = ownKnocks(acts)
  // Whoever was met lives there also when the talk was taken back; only its answers count no more.
  const met = ownKnocks(acts.map((act) => ({ ...act, undone: false })))
  return [...doors, ...found].map((door) => ({ ...door, people: peopleAt(door, knocks, met) }))
}

/** Who wants no visit stays unnamed until somebody answers again: nobody at home is no answer. */
function peopleAt(door: Door, knocks: readonly OwnKnock[], everMet: readonly OwnKnock[]): DoorPerson[] {
  const said = knocks.findLast(
    ({ unitId, disposition }) => unitId === door.unitId && dispositions[disposition].answered,
  )
  if (door.doNotKnock || (said && dispositions[said.disposition].hidesNames)) return []
  const met = everMet.flatMap(({ unitId, person }) => (person && unitId === door.unitId ? [person] : []))
  const people = new Map([...door.people, ...met].map((person) => [person.personId, person]))
  return [...people.values()].filter(({ name }) => name !== unnamed)
}

function newDoor(doors: readonly Door[], unitId: string, label: string, floor: string): Door {
  const row = doors.filter((door) => door.floor === floor)
  const rank = row[0]?.floorRank ?? (Number.parseInt(floor, 10) || 0)
  return {
    unitId,
    label,
    floor,
    floorRank: rank,
    line: '',
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
