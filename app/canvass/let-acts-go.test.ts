import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aBody, actAs, type TestBody, timeZone, today } from '#tests/factories.ts'
import { ago, aSentEvening } from '#tests/old-evening-factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { leaseTurf } from './lease/turf.server.ts'
import { letMinutesGo } from './let-minutes-go.server.ts'
import { listRefused } from './sync/refused-ops.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

test('an act nobody looks at waits whole for 90 days, and then its words go', async () => {
  const evening = await aSentEvening(body)
  const { phone, building } = evening
  const act = () =>
    asOwner(
      `select payload = '{}' as empty, holding_id as holding, settled_at is not null as settled, outcome, to_char(at at time zone '${timeZone}', 'HH24:MI') = '12:00' as day_alone
       from refused_op where device_id = $1`,
      [phone.deviceId],
    )
  const waits = async () =>
    (await actAs(body.secretary, listRefused))
      .filter(({ address }) => address === building.address)
      .map(({ until }) => until)
  await ago(90, evening)
  await letMinutesGo()
  expect(await act()).toMatchObject([{ empty: false, holding: building.holdingId, settled: false }])
  expect(await waits()).toEqual([addDays(today(), 1)])
  await ago(1, evening)
  await letMinutesGo()
  expect(await act()).toEqual([{ empty: true, holding: null, settled: true, outcome: null, day_alone: true }])
  expect(await waits()).toEqual([])
  // Nobody looked: the phone is not told that somebody did, for then its own copy would go too.
  const told = async () => (await actAs(phone.account, leaseTurf)).settled
  expect(await told()).toEqual([])
  await asOwner(`update refused_op set outcome = 'not_needed' where device_id = $1`, [phone.deviceId])
  expect(await told()).toHaveLength(1)
})

test('an act that waits for a look waits whole; a week after somebody looked its words are gone', async () => {
  const evening = await aSentEvening(body)
  const payload = () =>
    asOwner<{ empty: boolean; holding: string | null }>(
      `select payload = '{}' as empty, holding_id as holding from refused_op where device_id = $1`,
      [evening.phone.deviceId],
    )
  await ago(30, evening)
  await letMinutesGo()
  expect(await payload()).toEqual([{ empty: false, holding: evening.building.holdingId }])
  await asOwner(
    `update refused_op set settled_at = now() - interval '9 days', outcome = 'not_needed' where device_id = $1`,
    [evening.phone.deviceId],
  )
  await letMinutesGo()
  expect(await payload()).toEqual([{ empty: true, holding: null }])
})
