import type { Day } from '#app/core/days.ts'

/**
 * The numbers of a building, each defined once, from its facts alone. The database keeps them (derive.recount_coverage); a test
 * holds the two against each other.
 */
export type BuildingFacts = {
  today: Day
  doorsSource: 'counted' | 'estimated' | 'unknown'
  doorsEstimate: number | null
  doors: { id: string; floor: string; struck: boolean }[]
  /** In the order they happened; taken-back ones are not facts. */
  knocks: { door: string; person: string | null; disposition: string; day: Day }[]
  residents: { person: string; door: string; movedOut: boolean }[]
  assessments: { person: string; door: string; level: number }[]
  memberships: { person: string; vouched: boolean; ended: boolean }[]
  follows: { from: string; to: string }[]
  /** `door` is null for a common area. */
  repairs: { door: string | null; severity: string; open: boolean }[]
}

const windowMonths = 12

/** Knocks and talks count for a year: this is the last day that no longer does. */
export function windowStart(today: Day): Day {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const start = new Date(Date.UTC(year, month - 1 - windowMonths, 1))
  const lastOfMonth = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate()
  start.setUTCDate(Math.min(day, lastOfMonth))
  return start.toISOString().slice(0, 10)
}

const liveDoors = (facts: BuildingFacts) => facts.doors.filter(({ struck }) => !struck)

/** Every share is of this; null when nobody knows. */
export function countDoors(facts: BuildingFacts) {
  const listed = liveDoors(facts).length
  if (facts.doorsSource === 'unknown') return null
  return facts.doorsSource === 'estimated' ? Math.max(facts.doorsEstimate ?? 0, listed) : listed
}

const countLive = (facts: BuildingFacts, is: (door: string) => boolean) =>
  liveDoors(facts).filter(({ id }) => is(id)).length

const inWindow = (facts: BuildingFacts, day: Day) => day > windowStart(facts.today)

export function countKnocked(facts: BuildingFacts) {
  return countLive(facts, (door) =>
    facts.knocks.some((knock) => knock.door === door && inWindow(facts, knock.day)),
  )
}

/** A conversation with someone who still lives there. */
export function countReached(facts: BuildingFacts) {
  return countLive(facts, (door) =>
    facts.knocks.some(
      (knock, i) =>
        knock.door === door &&
        knock.disposition === 'conversation' &&
        inWindow(facts, knock.day) &&
        (knock.person === null
          ? !facts.knocks.some((gone, j) => j > i && gone.door === door && isGone(gone.disposition))
          : livesAt(facts, knock.person, door)),
    ),
  )
}

const isGone = (disposition: string) => disposition === 'moved' || disposition === 'vacant'

const livesAt = (facts: BuildingFacts, person: string, door: string) =>
  facts.residents.some((one) => one.person === person && one.door === door && !one.movedOut)

/** The newest level at this door of each person who lives there. */
function currentLevels(facts: BuildingFacts, door: string) {
  const newest = new Map<string, number>()
  for (const { person, door: at, level } of facts.assessments)
    if (at === door && livesAt(facts, person, door)) newest.set(person, level)
  return [...newest.values()]
}

const withUs = (levels: number[]) => levels.some((level) => level <= 2)
const against = (levels: number[]) => levels.some((level) => level >= 4)

export function countAssessed(facts: BuildingFacts) {
  return countLive(facts, (door) => currentLevels(facts, door).length > 0)
}

/** Someone at 1 or 2 and nobody at 4 or 5. */
export function countSupporting(facts: BuildingFacts) {
  return countLive(facts, (door) => {
    const levels = currentLevels(facts, door)
    return withUs(levels) && !against(levels)
  })
}

export function countSplit(facts: BuildingFacts) {
  return countLive(facts, (door) => {
    const levels = currentLevels(facts, door)
    return withUs(levels) && against(levels)
  })
}

function membershipsAt(facts: BuildingFacts, door: string) {
  return facts.memberships.filter(({ person, ended }) => !ended && livesAt(facts, person, door))
}

/** Doors, not people. */
export function countMembers(facts: BuildingFacts) {
  return countLive(facts, (door) => membershipsAt(facts, door).some(({ vouched }) => vouched))
}

/** People who asked to join and wait for a member to vouch. */
export function countPendingMembers(facts: BuildingFacts) {
  return liveDoors(facts)
    .flatMap(({ id }) => membershipsAt(facts, id))
    .filter(({ vouched }) => !vouched).length
}

const livesHere = (facts: BuildingFacts, person: string) =>
  facts.residents.some((one) => one.person === person && !one.movedOut)

/** People whom two or more who live there follow, at this door, and where each stands. */
function followedAt(facts: BuildingFacts, door: string) {
  return facts.residents
    .filter((one) => one.door === door && !one.movedOut)
    .filter(
      ({ person }) =>
        new Set(
          facts.follows
            .filter(({ from, to }) => to === person && livesHere(facts, from))
            .map(({ from }) => from),
        ).size >= 2,
    )
    .map(({ person }) => facts.assessments.findLast((one) => one.person === person)?.level ?? null)
}

const isWithUs = (level: number | null) => level !== null && level <= 2

export function countLeaders(facts: BuildingFacts) {
  return liveDoors(facts).flatMap(({ id }) => followedAt(facts, id).filter(isWithUs)).length
}

export function countLeadersNotYet(facts: BuildingFacts) {
  return liveDoors(facts).flatMap(({ id }) => followedAt(facts, id).filter((level) => !isWithUs(level)))
    .length
}

export function countFloors(facts: BuildingFacts) {
  return new Set(liveDoors(facts).map(({ floor }) => floor)).size
}

export function countFloorsWithLeader(facts: BuildingFacts) {
  const led = liveDoors(facts).filter(({ id }) => followedAt(facts, id).some(isWithUs))
  return new Set(led.map(({ floor }) => floor)).size
}

const openRepairs = (facts: BuildingFacts) => {
  const live = new Set(liveDoors(facts).map(({ id }) => id))
  return facts.repairs.filter(({ door, open }) => open && (door === null || live.has(door)))
}

export function countOpenRepairs(facts: BuildingFacts) {
  return openRepairs(facts).length
}

export function countOpenEmergencies(facts: BuildingFacts) {
  return openRepairs(facts).filter(({ severity }) => severity === 'emergency').length
}
