import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { aCanvasser, aKnock, aServedPhone, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'

async function connect() {
  const client = new pg.Client((await testDatabase()).ownerUrl)
  await client.connect()
  return client
}

test('a session that ends while its acts are applied: all of them and their numbers, or nothing', async () => {
  const body = await aBody()
  const building = await aBuilding({ in: body })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const phone = await aServedPhone(account)
  const unitId = building.units[0]?.id as string
  const knock = aKnock(turfId, unitId)
  await phone.send(knock)

  // Whoever writes the same row first holds the act up in the middle.
  const inTheWay = await connect()
  const other = await connect()
  await inTheWay.query('begin')
  await inTheWay.query(
    'insert into knock_retraction (holding_id, knock_id, account_id) values ($1, $2, $3)',
    [building.holdingId, knock.knockId, account.accountId],
  )
  const retract = await phone.seal({ kind: 'retract', knockId: knock.knockId, unitId })
  const answer = phone.post([retract])
  await vi.waitFor(async () => {
    const { rowCount } = await other.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    expect(rowCount).toBe(1)
  })
  await other.query('update session set revoked_at = now() where id = $1', [account.sessionId])
  await inTheWay.query('rollback')
  await inTheWay.end()
  await other.end()

  expect(await answer).toMatchObject({ status: 401 })
  const [door] = await actAs(
    body.secretary,
    (db) => db.sql<{ tries: number; back: number }>`
      select tries, (select count(*)::int from knock_retraction where knock_id = ${knock.knockId}) as back
      from door_state where unit_id = ${unitId}`,
  )
  expect(door).toEqual({ tries: 1, back: 0 })
})
