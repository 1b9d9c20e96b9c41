import type { Door } from '../turf.schema.ts'

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
