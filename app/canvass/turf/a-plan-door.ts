import type { PlanDoor } from './plan-doors.ts'

/** A door for tests: '3B' of a building stands on floor 3, line B. */
export function aPlanDoor({ label = '1A', ...rest }: Partial<PlanDoor> = {}): PlanDoor {
  const [, floor = '1', line = 'A'] = label.match(/^(\d+)(\w)$/) ?? []
  return {
    buildingId: 'alder',
    unitId: `${rest.buildingId ?? 'alder'} ${label}`,
    label,
    floor,
    floorRank: Number(floor),
    line,
    lineRank: line.charCodeAt(0),
    entrance: null,
    struck: false,
    doNotKnock: false,
    tries: 0,
    lastDay: null,
    lastDisposition: null,
    refusedDay: null,
    settled: false,
    languages: [],
    nearLeader: false,
    emergency: false,
    given: false,
    ...rest,
  }
}

export function aPlannedHouse(floors: number, lines: number, change: Partial<PlanDoor> = {}) {
  return Array.from({ length: floors * lines }, (_, at) =>
    aPlanDoor({
      label: `${floors - Math.floor(at / lines)}${String.fromCharCode(65 + (at % lines))}`,
      ...change,
    }),
  )
}
