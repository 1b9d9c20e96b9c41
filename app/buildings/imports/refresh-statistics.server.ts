import type { Handle } from '#app/core/actor.server.ts'

/**
 * After many rows at once: PostgreSQL plans what follows for the rows there are now. By a plan from when the union had ten doors
 * it would read whole tables for each of ten thousand.
 */
export async function refreshStatistics(db: Handle) {
  await db.sql`select derive.refresh_statistics()`
}
