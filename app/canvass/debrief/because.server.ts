import type { Handle } from '#app/core/actor.server.ts'
import { type Pace, type PaceKnock, paceOf } from './pace-of.ts'

/** What came of a shift: doors and deeds, never who. */
export type Outcome = {
  doors: number
  talks: number
  /** Doors talked with that came to a meeting since. */
  came: number
  repairs: number
  fixed: number
  joined: number
  promises: number
  kept: number
}

export type Evening = { id: string; place: string; startsAt: string; endsAt: string; outcome: Outcome }
type Team = {
  team: string
  /** What the pair is called; nobody made one of those who share these doors otherwise. */
  pair: string | null
  people: string[] | null
  /** Never was two. */
  alone: boolean
}
export type PairPace = Pace & Team

/** Null for whoever has nothing to do with this shift. */
export async function findOutcome(db: Handle, shiftId: string): Promise<Outcome | null> {
  const [row] = await db.sql<{
    outcome: Outcome | null
  }>`select auth.shift_outcome(${shiftId}::uuid) as outcome`
  return row?.outcome ?? null
}

/** The shifts of the last sixty days this account was part of, the newest first. */
export async function listMyEvenings(db: Handle): Promise<Evening[]> {
  return db.sql<Evening>`
    select id, place, starts_at as "startsAt", ends_at as "endsAt", outcome from auth.my_evenings() where outcome is not null`
}

/**
 * The lead sees each pair, everybody else their own. Worked out now and kept nowhere; the minutes are gone after a week. No figure is one
 * person's own: of whoever was alone it tells doors and talks, as of any turf.
 */
export async function listPaces(db: Handle, shiftId: string): Promise<PairPace[]> {
  const knocks = await db.sql<PaceKnock & Team>`
    select team, pair, people, alone, unit_id as "unitId", phone, disposition, at from auth.shift_pace(${shiftId}::uuid)`
  return [...Map.groupBy(knocks, ({ team }) => team).values()].map((own) => {
    const { team = '', pair = null, people = [], alone = true } = own[0] ?? {}
    const pace = paceOf(own)
    return { team, pair, people, alone, ...pace, ...(alone && { contact: null, minutes: null, asks: [] }) }
  })
}
