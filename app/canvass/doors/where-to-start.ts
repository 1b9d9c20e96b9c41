import type { Door } from '../lease/turf.schema.ts'

/** Why to begin there, the weightiest first. */
export const startReasons = ['emergency', 'leader', 'language', 'tries'] as const
export type StartReason = (typeof startReasons)[number]

export type Start<Place> = {
  place: Place
  /** The door to begin with. */
  door: Door
  reason: StartReason
  /** The doors for which the reason holds, from the top. */
  labels: string[]
}

/**
 * Floors, or buildings, by what speaks for beginning there: an emergency, a neighbor people follow, a language one speaks, the fewest
 * tries. What no reason sets apart is left out; doors that were reached, are struck or want no visit say nothing.
 */
export function whereToStart<Place>(
  places: readonly { place: Place; doors: readonly Door[] }[],
  speaks: readonly string[] = [],
): Start<Place>[] {
  const open = places.flatMap(({ place, doors }) => {
    const left = doors.filter((door) => !door.struck && !door.doNotKnock && door.reachedDay === null)
    const tries = left.reduce((sum, door) => sum + door.tries, 0) / left.length
    return left[0] ? [{ place, doors: left, tries }] : []
  })
  const most = Math.max(...open.map(({ tries }) => tries))
  const found = open.flatMap(({ place, doors, tries }) => {
    const speaking: Record<StartReason, Door[]> = {
      emergency: doors.filter(({ emergency }) => emergency),
      leader: doors.filter(({ nearLeader }) => nearLeader),
      language: doors.filter(({ languages }) => languages.some((each) => speaks.includes(each))),
      tries: tries < most ? doors : [],
    }
    const reason = startReasons.find((each) => speaking[each].length > 0)
    if (!reason) return []
    const [door] = reason === 'leader' ? doors : speaking[reason]
    const labels = speaking[reason].map(({ label }) => label)
    const weight = startReasons.map((each) => (each === 'tries' ? -tries : Math.sign(speaking[each].length)))
    return door ? [{ place, door, reason, labels, weight }] : []
  })
  return found.sort((a, b) => compare(b.weight, a.weight)).map(({ weight: _, ...start }) => start)
}

/** Of who reads the screen in it. English is what is spoken without being asked for. */
export const spokenBy = (locale: string) => (locale === 'en' ? [] : [locale])

function compare(one: readonly number[], other: readonly number[]) {
  return one.map((each, i) => each - (other[i] ?? 0)).find((by) => by !== 0) ?? 0
}
