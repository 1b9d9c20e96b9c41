import type { GivenTurf } from './given-turf.server.ts'

type Given = Pick<GivenTurf, 'assignmentId' | 'accountId' | 'who'>

/** Doors of one turf, and everyone who has them; of what came back, everyone who had them. */
export type GivenDoors = Omit<GivenTurf, keyof Given> & {
  key: string
  people: Given[]
}

/** One row for a pair and its doors, not one for each of its people; what was taken or handed back stands apart. */
export function foldGiven(given: readonly GivenTurf[]): { held: GivenDoors[]; back: GivenDoors[] } {
  const rows = new Map<string, GivenDoors>()
  for (const { assignmentId, accountId, who, ...turf } of given) {
    const key = `${turf.turfId} ${turf.revokedAt ? 'back' : 'held'}`
    const row = rows.get(key)
    if (!row) rows.set(key, { ...turf, key, people: [{ assignmentId, accountId, who }] })
    else {
      // Whoever had them, went and came again is one of them once.
      if (!turf.revokedAt || accountId === null || !row.people.some((one) => one.accountId === accountId))
        row.people.push({ assignmentId, accountId, who })
      // What is said of how they came back is said of the last of them.
      if (turf.revokedAt && row.revokedAt && turf.revokedAt > row.revokedAt)
        Object.assign(row, { revokedAt: turf.revokedAt, handedBack: turf.handedBack })
    }
  }
  const all = [...rows.values()]
  return {
    held: all.filter(({ revokedAt }) => revokedAt === null),
    back: all.filter(({ revokedAt }) => revokedAt !== null),
  }
}
