import { byFloor, byLine, byStairs, floorPlace, type LeftOutReason, type PlanDoor } from './plan-doors.ts'
import { compareStarts } from './rank-starts.ts'

export type PlanPair = {
  pairId: string
  people: number
  languages: string[]
  /** Those of them that not everybody speaks: what to start with. */
  rare: string[]
  minutes: number
}
/** Of a building: how often somebody answers, 0 to 1. */
export type Rates = Readonly<Record<string, number>>
export type Proposal = {
  parts: { pairId: string; units: string[] }[]
  leftOut: { unitId: string; reason: LeftOutReason }[]
}

export const minutesOf = { try: 3, talk: 12, floor: 1 } as const
export const usualRate = 0.25
/** Nobody is sent for less, to share a building evenly. */
const worthTheWay = 45

/** Whether these people can talk at this door: nothing is known of it, or they share a language. */
export function canTalk(pair: Pick<PlanPair, 'languages'>, { languages }: Pick<PlanDoor, 'languages'>) {
  return languages.length === 0 || languages.some((code) => pair.languages.includes(code))
}

/** What knocking these doors takes: a try or a talk at each, and the way from floor to floor. */
export function estimateMinutes(doors: readonly PlanDoor[], rates: Rates) {
  const atDoors = doors.reduce((sum, { buildingId }) => {
    const rate = rates[buildingId] ?? usualRate
    return sum + rate * minutesOf.talk + (1 - rate) * minutesOf.try
  }, 0)
  const floors = new Set(doors.map((door) => `${door.buildingId} ${floorPlace(door)}`)).size
  return Math.round(atDoors + floors * minutesOf.floor)
}

/**
 * Shares doors among pairs by minutes: a whole building for a pair if it fits; else a whole staircase; else whole lines, if all of them
 * fit; else runs of floors from the top. With more pairs than buildings each gets an even share, that nobody stands by. Then doors go to
 * a pair in the same building that speaks their language. Pure: the same in, the same out.
 */
export function proposeTurf(pairs: readonly PlanPair[], doors: readonly PlanDoor[], rates: Rates): Proposal {
  // Without a pair nothing speaks against a door.
  if (pairs.length === 0) return { parts: [], leftOut: [] }
  const given = new Map(pairs.map(({ pairId }) => [pairId, [] as PlanDoor[]]))
  const leftOut: Proposal['leftOut'] = []
  const of = (pair: PlanPair) => given.get(pair.pairId) ?? []
  const freeOf = (pair: PlanPair) => pair.minutes - estimateMinutes(of(pair), rates)
  const fits = (pair: PlanPair, more: readonly PlanDoor[]) =>
    estimateMinutes([...of(pair), ...more], rates) <= pair.minutes
  const buildings = buildingsFirstToLast(pairs, doors)
  const even =
    buildings.length < pairs.length
      ? Math.max(worthTheWay, (estimateMinutes(doors, rates) / pairs.length) * 1.1)
      : Number.POSITIVE_INFINITY
  const fitsEvenly = (pair: PlanPair, more: readonly PlanDoor[]) =>
    fits(pair, more) && estimateMinutes([...of(pair), ...more], rates) <= even
  /** With a staircase for everyone each takes one, long or short. */
  const isEnough =
    new Set(doors.map(({ buildingId, entrance }) => `${buildingId} ${entrance}`)).size >= pairs.length
  const isFirst = (pair: PlanPair, all: readonly PlanDoor[]) => of(pair).length === 0 && fits(pair, all)
  /** Who can talk at most of them first, then who has most time left. */
  const bestFirst = (its: readonly PlanDoor[]) =>
    pairs
      .map((pair) => ({
        pair,
        talks: its.filter((door) => canTalk(pair, door)).length,
        free: freeOf(pair),
      }))
      .toSorted((a, b) => b.talks - a.talks || b.free - a.free)
      .map(({ pair }) => pair)

  for (const all of buildings) {
    const { open, shut } = splitByWhoMayGo(pairs, all)
    leftOut.push(...shut)
    const isForOne = pairs.some((pair) => fitsEvenly(pair, open))
    for (const part of isForOne ? [{ doors: open }] : byStairs(open)) share(part.doors)
  }
  leftOut.push(...matchLanguages(pairs, given, fits))
  return {
    parts: pairs.map((pair) => ({ pairId: pair.pairId, units: of(pair).map(({ unitId }) => unitId) })),
    leftOut,
  }

  function share(open: readonly PlanDoor[]) {
    const best = bestFirst(open)
    const whole = best.find((pair) => fitsEvenly(pair, open) || (isEnough && isFirst(pair, open)))
    if (whole) {
      of(whole).push(...open)
      return
    }
    const lines = inRuns(
      best,
      byLine(open).map((line) => line.doors),
      fitsEvenly,
    )
    const runs =
      lines.rest.length === 0
        ? lines
        : inRuns(
            best,
            byFloor(open).map((floor) => floor.doors),
            fitsEvenly,
          )
    for (const [pair, run] of runs.taken) of(pair).push(...run)
    const mostFree = best.toSorted((a, b) => freeOf(b) - freeOf(a))
    const more = inRuns(
      mostFree,
      byFloor(runs.rest).map((floor) => floor.doors),
      fits,
    )
    for (const [pair, run] of more.taken) of(pair).push(...run)
    leftOut.push(...more.rest.map(({ unitId }) => ({ unitId, reason: 'no_time' as const })))
  }
}

function buildingsFirstToLast(pairs: readonly PlanPair[], doors: readonly PlanDoor[]) {
  const languages = [...new Set(pairs.flatMap((pair) => pair.rare))]
  return [...Map.groupBy(doors, ({ buildingId }) => buildingId).values()].toSorted((a, b) =>
    compareStarts(a, b, languages),
  )
}

/** After "another language" only somebody who speaks it goes back; after something unsafe nobody goes alone. */
function splitByWhoMayGo(pairs: readonly PlanPair[], doors: readonly PlanDoor[]) {
  const mayGo = (door: PlanDoor) => pairs.some((pair) => mayKnock(pair, door))
  return {
    open: doors.filter(mayGo),
    shut: doors
      .filter((door) => !mayGo(door))
      .map((door) => ({
        unitId: door.unitId,
        reason: door.lastDisposition === 'language' ? ('language' as const) : ('alone' as const),
      })),
  }
}

export function mayKnock(pair: Pick<PlanPair, 'people' | 'languages'>, door: PlanDoor) {
  if (door.lastDisposition === 'language') return door.languages.length > 0 && canTalk(pair, door)
  return door.lastDisposition !== 'hostile_unsafe' || pair.people > 1
}

type Fits = (pair: PlanPair, more: readonly PlanDoor[]) => boolean

/** Neighboring groups to one pair until its time is over, then to the next. */
function inRuns(pairs: readonly PlanPair[], groups: readonly PlanDoor[][], fits: Fits) {
  const taken = new Map<PlanPair, PlanDoor[]>()
  const rest: PlanDoor[] = []
  let at = 0
  for (const group of groups) {
    let pair = pairs[at]
    while (pair && !fits(pair, [...(taken.get(pair) ?? []), ...group])) {
      at += 1
      pair = pairs[at]
    }
    if (pair) taken.set(pair, [...(taken.get(pair) ?? []), ...group])
    else rest.push(...group)
  }
  return { taken, rest }
}

/** A door whose language its pair does not speak goes to one that does and is in the same building, or must. */
function matchLanguages(
  pairs: readonly PlanPair[],
  given: Map<string, PlanDoor[]>,
  fits: Fits,
): Proposal['leftOut'] {
  const leftOut: Proposal['leftOut'] = []
  const before = new Map([...given].map(([pairId, doors]) => [pairId, [...doors]]))
  for (const pair of pairs)
    for (const door of before.get(pair.pairId) ?? []) {
      const must = !mayKnock(pair, door)
      if (!must && canTalk(pair, door)) continue
      const isThere = (other: PlanPair) =>
        (before.get(other.pairId) ?? []).some(({ buildingId }) => buildingId === door.buildingId)
      const able = pairs.filter(
        (other) => other !== pair && mayKnock(other, door) && canTalk(other, door) && fits(other, [door]),
      )
      const other = able.find(isThere) ?? (must ? able[0] : undefined)
      if (!other && !must) continue
      given.set(
        pair.pairId,
        (given.get(pair.pairId) ?? []).filter(({ unitId }) => unitId !== door.unitId),
      )
      if (other) given.get(other.pairId)?.push(door)
      else leftOut.push({ unitId: door.unitId, reason: 'no_time' })
    }
  return leftOut
}
