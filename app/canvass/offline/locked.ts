import type { Door, Turf } from '#app/canvass/lease/turf.schema.ts'
import type { Op } from '#app/canvass/sync/ops.schema.ts'
import type { StoredLease } from './reply-shape.ts'

/** What whoever holds a phone may see: the numbers of doors, and which of them nobody may knock at. All else is locked away. */
export function gridOf(lease: StoredLease): StoredLease {
  const { accountId, guest, cameIn, timeZone, epoch, key, cards, turfs, past, ahead } = lease
  // What is held up to strangers, the cards, is nobody's.
  return {
    accountId,
    guest,
    cameIn,
    timeZone,
    epoch,
    key,
    cards,
    turfs: turfs.map(withoutNames),
    past,
    ahead,
  }
}

const bares = new WeakMap<Turf, Turf>()

/** Of one that is shown again the same object. */
export function withoutNames(turf: Turf): Turf {
  const known = bares.get(turf) ?? numbersOf(turf)
  bares.set(turf, known)
  // Nothing is left to take out of it.
  bares.set(known, known)
  return known
}

function numbersOf({ turfId, holdingId, buildingId, shift, expiresAt, doors }: Turf): Turf {
  const { id, startsAt, endsAt, backBy, asks, leavesFlyer } = shift
  return {
    turfId,
    holdingId,
    buildingId,
    // One of two turfs is told from the other by its doors.
    address: [...new Set([doors[0]?.label, doors.at(-1)?.label])].join(' – '),
    shift: { id, startsAt, endsAt, backBy, asks, leavesFlyer, place: '', lead: null },
    expiresAt,
    doors: doors.map(numberOf),
  }
}

function numberOf(door: Door): Door {
  const { unitId, label, floor, floorRank, line, lineRank, entrance, struck, doNotKnock, warnings, tonight } =
    door
  return {
    unitId,
    label,
    floor,
    floorRank,
    line,
    lineRank,
    ...(entrance && { entrance }),
    struck,
    doNotKnock,
    warnings,
    // As its own acts do: what a locked phone goes on with.
    tonight,
    tries: 0,
    lastDay: null,
    lastDisposition: null,
    reachedDay: null,
    openRepairs: [],
    languages: [],
    nearLeader: false,
    emergency: false,
    people: [],
  }
}

export function withoutWords(op: Op): Op {
  if (op.kind !== 'knock') return op
  const { kind, knockId, turfId, unitId, disposition, flyer } = op
  return { kind, knockId, turfId, unitId, disposition, flyer }
}
