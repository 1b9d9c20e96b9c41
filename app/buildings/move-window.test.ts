import { expect, test } from 'vitest'
import { aBuilding, actAs, aUnion } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { lockDoors, recountDoors } from './coverage.server.ts'
import { moveWindow } from './move-window.server.ts'

test('a talk of thirteen months ago stops counting on the day the window passes it, without a new fact', async () => {
  const union = await aUnion()
  const { holdingId, units } = await aBuilding({ in: union })
  const door = units[0]?.id ?? ''
  await actAs(union.secretary, async (db) => {
    await lockDoors(db, [door])
    await db.sql`insert into knock (holding_id, id, unit_id, account_id, disposition, day, at)
      values (${holdingId}, gen_random_uuid(), ${door}, ${db.actor.accountId}, 'conversation', ${db.today}::date - 360, now() - interval '360 days')`
    await recountDoors(db, [door], 'knock')
  })
  const coverage = () =>
    actAs(
      union.secretary,
      async (db) =>
        (
          await db.sql`select reached, knocked, as_of from building_coverage where holding_id = ${holdingId}`
        )[0],
    )
  expect(await coverage()).toMatchObject({ reached: 1, knocked: 1 })

  await asOwner('update building_coverage set as_of = as_of - 1')
  await asOwner('update door_state set reached_day = reached_day - 40, knocked_day = knocked_day - 40')
  await moveWindow()
  expect(await coverage()).toMatchObject({
    reached: 0,
    knocked: 0,
    as_of: await actAs(union.secretary, async (db) => db.today),
  })
})
