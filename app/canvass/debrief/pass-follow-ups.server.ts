import type { AnonymousHandle } from '#app/core/actor.server.ts'

/** Whoever promised something at a door and may see that door no more leaves nothing undone: it passes to the lead, and the log says so. */
export async function passFollowUps(db: AnonymousHandle) {
  await db.sql`select auth.pass_follow_ups()`
}
