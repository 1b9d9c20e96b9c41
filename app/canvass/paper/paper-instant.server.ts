import type { Handle } from '#app/core/actor.server.ts'
import { type Day, instantOf } from '#app/core/days.ts'

/** When most doors are knocked: of what was written on another day only the day is known. */
const evening = '20:00'

/** Today it is now; of a day before, its evening, in the order it is entered. */
export async function instantOnPaper(db: Handle, printedAt: string, day: Day): Promise<string> {
  const then = instantOf(day, evening, db.union.timeZone)
  const [clock] = await db.sql<{ at: string }>`
    select case when ${day}::date = ${db.today}::date or ${then}::timestamptz > core.clock() then core.clock()
      else ${then}::timestamptz + extract(epoch from core.clock() - ${printedAt}::timestamptz) * interval '1 microsecond' end as at`
  return clock?.at ?? then
}
