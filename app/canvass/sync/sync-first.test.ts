import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import kept from '#tests/data/first-ops.json' with { type: 'json' }
import { aCanvasser, aServedPhone, askEndpoint } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { readReceipt } from '../wire/read-receipt.ts'
import { writeBatch } from '../wire/write-batch.ts'
import { listRefused } from './refused-ops.server.ts'
import { syncEndpoint } from './sync.endpoint.ts'

/** Where the phone of the first version was, with the key it sealed to. */
async function thePlace() {
  const body = await aBody()
  const building = await aBuilding({ in: body, floors: 3, lines: 2 })
  const account = await aCanvasser(body)
  const { id, publicKey, privateKey } = kept.key
  await asOwner('insert into sync_key (id, public_key, private_key) values ($1, $2, $3)', [
    id,
    publicKey,
    privateKey,
  ])
  await asOwner(
    `with shift as (insert into shift (body_id, starts_at, ends_at, place, made_by) values ($1, now(), now() + interval '2 hours', 'Door', $2) returning id),
        turf as (insert into turf (holding_id, id, shift_id, building_id) select $3, $4, shift.id, $5 from shift)
      select 1`,
    [body.id, body.secretary.accountId, building.holdingId, kept.turfId, building.id],
  )
  await asOwner(
    `insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at) values ($1, $2, $3, $4, now() + interval '4 hours')`,
    [building.holdingId, kept.turfId, account.accountId, body.secretary.accountId],
  )
  const facts = () =>
    actAs(body.secretary, async (db) => {
      const [row] = await db.sql`
        select d.tries, d.last_disposition, d.open_repairs, l.level, (select note from knock_note n where n.holding_id = d.holding_id) as note
        from door_state d left join auth.door_levels(d.holding_id) l on l.unit_id = d.unit_id where d.unit_id = ${kept.unitId}`
      return row
    })
  return { body, account, facts }
}

const applied = expect.objectContaining({ result: 'applied' })

test('acts sealed by the first version are taken as it sent them and as phones send them now, and are there once', async () => {
  const { body, account, facts } = await thePlace()
  const asBefore = () =>
    askEndpoint(syncEndpoint, account, {
      accountId: account.accountId,
      deviceId: kept.deviceId,
      ops: kept.ops,
    })
  const now = async () => {
    const batch = { account: account.accountId, deviceId: kept.deviceId, ops: kept.ops }
    const bytes = writeBatch(batch)
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64url')
    return readReceipt(batch, digest, (await askEndpoint(syncEndpoint, account, bytes)).json)
  }
  const there = { tries: 3, last_disposition: 'refused', open_repairs: 1, level: 2, note: 'Works nights.' }
  expect((await now())?.answers).toEqual(kept.ops.map(() => applied))
  expect(await facts()).toEqual(there)
  expect((await asBefore()).json).toMatchObject({
    deviceId: kept.deviceId,
    answers: kept.ops.map(() => applied),
    missing: [],
  })
  expect((await now())?.answers).toEqual(kept.ops.map(() => applied))
  expect(await facts()).toEqual(there)
  expect(await actAs(body.secretary, listRefused)).toEqual([])
})

test('what a phone of the first version sends without a shape is answered and kept', async () => {
  const body = await aBody()
  const phone = await aServedPhone(await aCanvasser(body))
  const shapeless = { opId: randomUUID(), seq: 9, words: 'from a later version' }
  const [bent] = kept.ops.map((op) => ({ ...op, opId: randomUUID(), ct: 'AAAA' }))
  const { json } = await phone.postJson([shapeless, null, 'x', bent])
  expect((json as { answers: unknown[] }).answers).toEqual([
    expect.objectContaining({ opId: bent?.opId, code: 'unreadable' }),
    expect.objectContaining({ opId: shapeless.opId, code: 'unreadable' }),
  ])
})
