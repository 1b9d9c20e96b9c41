import { expect, test } from 'vitest'
import type { Handle } from '#app/core/actor.server.ts'
import { addDays, dayOf } from '#app/core/days.ts'
import { aBody, actAs } from '#tests/factories.ts'
import { instantWritten, justAfter } from './instant-written.server.ts'

/** As if it were written so many seconds after noon of today. */
async function writtenAfter(db: Handle, day: string, seconds: number) {
  await db.sql`select set_config('app.clock', (${db.today}::date + time '12:00' + ${seconds} * interval '1 second')::text, true)`
  return instantWritten(db, day)
}

test('what is written later comes later: in the next minute, in the next month, and not on the next day', async () => {
  const { secretary } = await aBody()
  await actAs(secretary, async (db) => {
    const day = addDays(db.today, -3)
    const written: string[] = []
    for (const seconds of [1.5, 1.51, 58, 62, 3599, 3601, 86_400, 30 * 86_400, 300 * 86_400])
      written.push(await writtenAfter(db, day, seconds))
    const [order] = await db.sql<{ grows: boolean }>`
      select bool_and(w.at > w.before) as grows from (select at, lag(at) over (order by n) as before
        from unnest(${written}::timestamptz[]) with ordinality as w (at, n)) w where w.before is not null`
    expect(order?.grows).toBe(true)
    for (const at of written) expect(dayOf(at, db.union.timeZone)).toBe(day)
  })
})

test('what one writing says last comes last, by less than can be written between', async () => {
  const { secretary } = await aBody()
  await actAs(secretary, async (db) => {
    const day = addDays(db.today, -3)
    const first = await writtenAfter(db, day, 1)
    const second = await justAfter(db, first)
    const next = await writtenAfter(db, day, 1.02)
    const [order] = await db.sql<{ isSo: boolean }>`
      select ${first}::timestamptz < ${second}::timestamptz and ${second}::timestamptz < ${next}::timestamptz as "isSo"`
    expect(order?.isSo).toBe(true)
  })
})
