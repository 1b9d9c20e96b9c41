import { beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#app/core/start/database.ts'
import { aKnock, aTalk } from '#tests/door-factories.ts'
import { shiftOf } from '#tests/evening-factories.ts'
import { aBody, actAs, type TestBody, timeZone } from '#tests/factories.ts'
import { ago, aSentEvening, knocksOf, minutesLeft } from '#tests/old-evening-factories.ts'
import { asOwner, testDatabase } from '#tests/setup/database.ts'
import { listPaces } from './debrief/because.server.ts'
import { letMinutesGo } from './let-minutes-go.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

describe('a week after its shift', () => {
  test('a knock keeps its day, and nothing in its file tells the minute or the phone', async () => {
    const evening = await aSentEvening(body)
    await ago(8, evening)
    const days = await asOwner('select id, day from knock where holding_id = $1 order by id', [
      evening.building.holdingId,
    ])
    await letMinutesGo()
    expect(await knocksOf(evening)).toEqual(Array(4).fill({ device: null, time: '12:00:00' }))
    // What waits for a look waits whole.
    expect(await minutesLeft(evening)).toEqual(['refused_op.at'])
    expect(
      await asOwner('select id, day from knock where holding_id = $1 order by id', [
        evening.building.holdingId,
      ]),
    ).toEqual(days)
    const ledger = await asOwner<{ unit: string | null; holding: string | null; time: string }>(
      `select unit_id as unit, holding_id as holding, to_char(at at time zone '${timeZone}', 'HH24:MI') as time from op_ledger where device_id = $1`,
      [evening.phone.deviceId],
    )
    expect(ledger).toEqual(Array(6).fill({ unit: null, holding: null, time: '12:00' }))
  })

  test('no id that came in by a knock says when it was made', async () => {
    const { building } = await aSentEvening(body)
    const timed = []
    for (const tab of [
      'person',
      'residency',
      'contact',
      'second_value',
      'consent',
      'membership',
      'ask',
      'assessment',
      'follow_up',
      'grievance',
      'grievance_event',
      'photo',
      'knock',
    ]) {
      const rows = await asOwner<{ id: string }>(`select id from ${tab} where holding_id = $1`, [
        building.holdingId,
      ])
      expect(rows.length, tab).toBeGreaterThan(0)
      timed.push(...rows.filter(({ id }) => id[14] === '7').map(() => tab))
    }
    expect(timed).toEqual([])
  })

  test('the same act still gets the answer it got', async () => {
    const evening = await aSentEvening(body)
    expect(evening.answered).toMatchObject({
      answers: expect.arrayContaining([expect.objectContaining({ code: 'not_your_turf' })]),
    })
    await ago(20, evening)
    await letMinutesGo()
    const before = await knocksOf(evening)
    expect(await evening.send()).toEqual(evening.answered)
    expect(await knocksOf(evening)).toEqual(before)
  })

  test('doors, talks and who came to the door are told as before; the minutes are not', async () => {
    const evening = await aSentEvening(body)
    await ago(8, evening)
    const shiftId = await shiftOf(body, evening.turfId)
    const paces = () => actAs(body.secretary, (db) => listPaces(db, shiftId))
    const before = await paces()
    await letMinutesGo()
    expect(await paces()).toEqual(before)
    expect(before).toMatchObject([{ doors: 2, talks: 1, minutes: null }])
  })
})

describe('until then', () => {
  test('a knock keeps minute and phone: on the seventh day, and while its shift goes on', async () => {
    const [week, long] = [await aSentEvening(body), await aSentEvening(body)]
    await ago(7, week)
    await ago(9, long)
    await asOwner(
      `update shift set ends_at = now() - interval '6 days' from turf t where t.shift_id = shift.id and t.id = $1`,
      [long.turfId],
    )
    await letMinutesGo()
    for (const evening of [week, long])
      expect((await knocksOf(evening)).map(({ device }) => device)).toEqual(
        Array(4).fill(evening.phone.deviceId),
      )
  })

  test('what comes in late goes the same way the next day, and what was let go stays as it is', async () => {
    const evening = await aSentEvening(body)
    await ago(9, evening)
    await letMinutesGo()
    const rows = () =>
      asOwner('select id, at, xmin from knock where holding_id = $1 order by id', [
        evening.building.holdingId,
      ])
    const settled = await rows()
    await letMinutesGo()
    expect(await rows()).toEqual(settled)
    await evening.phone.send(aKnock(evening.turfId, evening.building.units[3]?.id ?? ''))
    expect((await knocksOf(evening)).map(({ device }) => device)).toContain(evening.phone.deviceId)
    await letMinutesGo()
    expect(await knocksOf(evening)).toEqual(Array(5).fill({ device: null, time: '12:00:00' }))
    const ledger = await asOwner('select 1 from op_ledger where device_id = $1 and unit_id is not null', [
      evening.phone.deviceId,
    ])
    expect(ledger).toEqual([])
  })

  test('what a phone sent from the same door this week keeps its door and minute', async () => {
    const evening = await aSentEvening(body)
    await ago(9, evening)
    const door = evening.building.units[2]?.id
    await asOwner(
      `update shift set ends_at = now() + interval '1 hour' from turf t where t.shift_id = shift.id and t.id = $1`,
      [evening.turfId],
    )
    await asOwner(`update turf_assignment set expires_at = now() + interval '1 hour' where turf_id = $1`, [
      evening.turfId,
    ])
    await evening.phone.send(aTalk(evening.turfId, door ?? ''))
    await asOwner(`update knock set turf_id = null where holding_id = $1 and day < current_date - 5`, [
      evening.building.holdingId,
    ])
    const sent = () =>
      asOwner<{ isNew: boolean; unit: string | null; at: Date }>(
        `select at > now() - interval '1 day' as "isNew", unit_id as unit, at from op_ledger where device_id = $1 order by seq`,
        [evening.phone.deviceId],
      )
    const before = (await sent()).at(-1)
    await letMinutesGo()
    expect((await sent()).at(-1)).toEqual(before)
    expect(before).toMatchObject({ isNew: true, unit: door })
    expect((await sent()).slice(0, -1).map(({ unit }) => unit)).toEqual(Array(6).fill(null))
  })

  test('what nothing is ordered by goes in portions, and locks no house', async () => {
    const evening = await aSentEvening(body)
    await ago(9, evening)
    const { ownerUrl } = await testDatabase()
    await withClient(ownerUrl, async (owner) => {
      const next = async () =>
        (await owner.query<{ found: number }>('select derive.let_loose_minutes_go(4) as found')).rows[0]
          ?.found
      await owner.query('begin; set local role lintel_jobs')
      expect([await next(), await next(), await next()]).toEqual([4, 2, 0])
      const free = await asOwner('select 1 from building_coverage where holding_id = $1 for update nowait', [
        evening.building.holdingId,
      ])
      expect(free).toHaveLength(1)
      await owner.query('rollback')
    })
    await letMinutesGo()
  })
})

test('the server by itself cannot change when a knock of the last week was', async () => {
  const evening = await aSentEvening(body)
  const file = [evening.building.holdingId]
  const changed = async (role: string) => {
    const { ownerUrl } = await testDatabase()
    return withClient(ownerUrl, async (owner) => {
      await owner.query(`begin; set local role ${role}`)
      return (await owner.query('update knock set device_id = null where holding_id = $1', file)).rowCount
    })
  }
  expect(await changed('lintel_jobs')).toBe(0)
  await expect(changed('lintel_app')).rejects.toMatchObject({ code: '42501' })
})
