import { type AnonymousHandle, withAnyone } from '#app/core/actor.server.ts'

/** Each part is a transaction of its own: what it locks, a phone waits for. */
const daysAtOnce = 20
const rowsAtOnce = 1000

/** A week after its shift a knock keeps its day, not its minute or device. Some days of some houses at a time: nobody at a door waits for it. */
export async function letMinutesGo() {
  while ((await withAnyone(letDaysGo)) === daysAtOnce);
  while ((await withAnyone(letLooseGo)) === rowsAtOnce);
  await withAnyone((db) => db.sql`select derive.let_looks_go()`)
}

async function letDaysGo(db: AnonymousHandle) {
  const [row] = await db.sql<{ settled: number }>`select derive.let_minutes_go(${daysAtOnce}) as settled`
  return row?.settled
}

async function letLooseGo(db: AnonymousHandle) {
  const [row] = await db.sql<{
    found: number
  }>`select derive.let_loose_minutes_go(${rowsAtOnce}) as found`
  return row?.found
}
