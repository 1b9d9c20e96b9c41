import { type AnonymousHandle, withAnyone } from '#app/core/actor.server.ts'

const atOnce = 200

/** Counts anew what was last counted on an earlier day. In small transactions, so that nobody at a door waits for it. */
export async function moveWindow() {
  while ((await withAnyone(moveSome)) === atOnce);
}

async function moveSome(db: AnonymousHandle) {
  const [row] = await db.sql<{ counted: number }>`select derive.move_window(${atOnce}) as counted`
  return row?.counted ?? 0
}
