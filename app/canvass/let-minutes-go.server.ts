import { type AnonymousHandle, withAnyone } from '#app/core/actor.server.ts'

const atOnce = 100

/** A week after its shift a knock keeps its day, not its minute or device. Some days of some houses at a time: nobody at a door waits for it. */
export async function letMinutesGo() {
  while ((await withAnyone(letSomeGo)) === atOnce);
  await withAnyone((db) => db.sql`select derive.let_looks_go()`)
}

async function letSomeGo(db: AnonymousHandle) {
  const [row] = await db.sql<{ settled: number }>`select derive.let_minutes_go(${atOnce}) as settled`
  return row?.settled ?? 0
}
