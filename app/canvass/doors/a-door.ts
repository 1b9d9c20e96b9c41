import type { Door, Turf } from '../lease/turf.schema.ts'

/** A door for specs: '4B' is floor 4, line B. */
export function aDoor(door: Partial<Door> & { label: string }): Door {
  const [, floor = '1', line = 'A'] = /^(\d*)(.*)$/.exec(door.label) ?? []
  return {
    unitId: `unit-${door.label}`,
    floor,
    floorRank: Number(floor),
    line,
    lineRank: line.charCodeAt(0) - 64,
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
    ...door,
  }
}

export function doorsOf(labels: readonly string[]) {
  return labels.map((label) => aDoor({ label }))
}

export const aTurf: Turf = {
  turfId: 'turf',
  holdingId: 'holding',
  buildingId: 'building',
  address: '418 Alder St',
  shift: {
    id: 'shift',
    startsAt: '2026-11-22T18:00:00Z',
    endsAt: '2026-11-22T21:00:00Z',
    backBy: null,
    asks: [],
    leavesFlyer: false,
    place: 'Door',
    lead: null,
  },
  expiresAt: '2026-11-23T01:00:00Z',
  doors: [],
}
