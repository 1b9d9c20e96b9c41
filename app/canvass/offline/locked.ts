import type { Op } from '#app/canvass/ops.schema.ts'
import type { Door, Lease, Turf } from '#app/canvass/turf.schema.ts'

/** What whoever holds a phone may see: the numbers of doors, and which of them nobody may knock at. All else is locked away. */
export function gridOf(lease: Lease): Lease {
  const { accountId, guest, timeZone, epoch, key, cards, turfs } = lease
  // What is held up to strangers is nobody's.
  return { accountId, guest, timeZone, epoch, key, ...(cards && { cards }), turfs: turfs.map(withoutNames) }
}

export function withoutNames({ turfId, holdingId, buildingId, shift, expiresAt, doors }: Turf): Turf {
  const { id, startsAt, endsAt, backBy, asks, leavesFlyer } = shift
  return {
    turfId,
    holdingId,
    buildingId,
    // One of two turfs is told from the other by its doors.
    address: [doors[0]?.label, doors.at(-1)?.label].join(' – '),
    shift: { id, startsAt, endsAt, backBy, asks, leavesFlyer, place: '', lead: null },
    expiresAt,
    doors: doors.map(numberOf),
  }
}

function numberOf(door: Door): Door {
  const { unitId, label, floor, floorRank, line, lineRank, struck, doNotKnock, warnings } = door
  return {
    unitId,
    label,
    floor,
    floorRank,
    line,
    lineRank,
    struck,
    doNotKnock,
    warnings,
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
