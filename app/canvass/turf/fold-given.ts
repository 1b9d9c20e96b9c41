import type { GivenTurf } from './given-turf.server.ts'

/** Doors of one turf, and everyone who has them; of what came back, everyone who had them. */
export type GivenDoors = Omit<GivenTurf, 'assignmentId' | 'who'> & {
  key: string
  people: { assignmentId: string; who: string | null }[]
}

/** One row for a pair and its doors, not one for each of its people; what was taken or handed back stands apart. */
export function foldGiven(given: readonly GivenTurf[]): { held: GivenDoors[]; back: GivenDoors[] } {
  const rows = new Map<string, GivenDoors>()
  for (const { assignmentId, who, ...turf } of given) {
    const key = `${turf.turfId} ${turf.revokedAt ? 'back' : 'held'}`
    const row = rows.get(key)
    if (!row) rows.set(key, { ...turf, key, people: [{ assignmentId, who }] })
    else {
      // Whoever had them, went and came again is one of them once.
      if (!turf.revokedAt || who === null || !row.people.some((one) => one.who === who))
        row.people.push({ assignmentId, who })
      if (turf.revokedAt && row.revokedAt && turf.revokedAt > row.revokedAt) row.revokedAt = turf.revokedAt
    }
  }
  const all = [...rows.values()]
  return {
    held: all.filter(({ revokedAt }) => revokedAt === null),
    back: all.filter(({ revokedAt }) => revokedAt !== null),
  }
}
