import type { Handle } from '#app/core/actor.server.ts'
import { type Day, instantOf } from '#app/core/days.ts'

/** When most doors are knocked: of what is written down on a later day only the day is known. */
const evening = '20:00'

/**
 * Today it is now; of a day before, its evening, in the order in which it is written down, on paper or by hand: four milliseconds of
 * writing are a microsecond of that evening, so that a year of them ends before midnight. As text: an
 * instant read from the database has no microseconds.
 */
export async function instantWritten(db: Handle, day: Day): Promise<string> {
  const then = instantOf(day, evening, db.union.timeZone)
  const [clock] = await db.sql<{ at: string }>`
    select (case when ${day}::date = ${db.today}::date or ${then}::timestamptz > core.clock() then core.clock()
      else ${then}::timestamptz + least((core.clock() - ${then}::timestamptz) / 4000, interval '3 hours') end)::text as at`
  return clock?.at ?? then
}

/** Of what one writing says, what comes after the first. */
export async function justAfter(db: Handle, at: string): Promise<string> {
  const [next] = await db.sql<{
    at: string
  }>`select (${at}::timestamptz + interval '1 microsecond')::text as at`
  return next?.at ?? at
}
