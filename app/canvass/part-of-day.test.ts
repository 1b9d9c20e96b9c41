import { beforeAll, describe, expect, test } from 'vitest'
import { findDoor } from '#app/buildings/door-panel.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTurf, pullLease } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestBody, timeZone, today } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import type { Lease } from './lease/turf.schema.ts'
import { letMinutesGo } from './let-minutes-go.server.ts'
import type { Disposition } from './lists.ts'
import { fetchLease } from './offline/leases.ts'
import { actOnRow } from './paper/enter-row.server.ts'
import { makeSheets } from './paper/make-sheets.server.ts'
import { sheetCode } from './paper/paper-code.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

async function aHouse() {
  const building = await aBuilding({ in: body, floors: 1, lines: 3 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const doors = building.units.map(({ id }) => id) as [string, string, string]
  return { building, account, turfId, phone: await aServedPhone(account), doors }
}

type House = Awaited<ReturnType<typeof aHouse>>

/** A knock that came in at that hour by the union's clock, so many days ago. */
async function knocked(
  { phone, turfId }: House,
  unitId: string,
  hour: string,
  daysAgo: number,
  disposition: Disposition = 'not_home',
) {
  const knock = aKnock(turfId, unitId, { disposition })
  await phone.send(knock)
  await asOwner(
    `update knock set day = $2::date - $3::integer, at = ($2::date - $3::integer + $4::time) at time zone '${timeZone}' where id = $1`,
    [knock.knockId, today(), daysAgo, hour],
  )
  await asOwner('select derive.recount_doors(array[$1::uuid])', [unitId])
  return knock
}

async function told({ account, building }: House, unitId: string) {
  const door = (await pullLease(account)).turfs[0]?.doors.find((each) => each.unitId === unitId)
  const panel = await actAs(body.secretary, (db) =>
    findDoor(db, building.id, building.units.find(({ id }) => id === unitId)?.label ?? ''),
  )
  expect(panel?.lastPart).toBe(door?.lastPart)
  return [door?.lastPart, door?.onePart]
}

test.each([
  ['2026-11-22T19:59:59Z', 'America/Los_Angeles', 'morning'],
  ['2026-11-22T20:00:00Z', 'America/Los_Angeles', 'afternoon'],
  ['2026-11-23T00:59:59Z', 'America/Los_Angeles', 'afternoon'],
  ['2026-11-23T01:00:00Z', 'America/Los_Angeles', 'evening'],
  ['2026-11-23T07:59:59Z', 'America/Los_Angeles', 'evening'],
  ['2026-11-23T08:00:00Z', 'America/Los_Angeles', 'morning'],
  // An hour earlier by the sun in summer.
  ['2026-07-22T18:59:59Z', 'America/Los_Angeles', 'morning'],
  ['2026-07-22T19:00:00Z', 'America/Los_Angeles', 'afternoon'],
  ['2026-11-22T06:14:59Z', 'Asia/Kathmandu', 'morning'],
  ['2026-11-22T06:15:00Z', 'Asia/Kathmandu', 'afternoon'],
] as const)('%s in %s is the %s', async (at, zone, part) => {
  expect(await asOwner('select core.part_of_day($1, $2) as part', [at, zone])).toEqual([{ part }])
})

describe('a door is told with the part of the day of its last result', () => {
  test('and whether nobody was ever at home in another', async () => {
    const house = await aHouse()
    const [door] = house.doors
    expect(await told(house, door)).toEqual([null, false])
    await knocked(house, door, '09:00', 3)
    expect(await told(house, door)).toEqual(['morning', false])
    await knocked(house, door, '11:59:59', 2)
    expect(await told(house, door)).toEqual(['morning', true])
    const { knockId, unitId } = await knocked(house, door, '17:00', 1)
    expect(await told(house, door)).toEqual(['evening', false])
    await house.phone.send({ kind: 'retract', knockId, unitId })
    expect(await told(house, door)).toEqual(['morning', true])
    await knocked(house, door, '12:00', 0, 'refused')
    expect(await told(house, door)).toEqual(['afternoon', false])
  })

  test('also when its minute is gone, and nobody knows the minute', async () => {
    const house = await aHouse()
    const [first, second, third] = house.doors
    const ids = [await knocked(house, first, '08:00', 9), await knocked(house, second, '16:59', 10)]
    await asOwner(
      `update shift s set starts_at = now() - interval '9 days', ends_at = now() - interval '9 days' + interval '3 hours' from turf t where t.shift_id = s.id and t.id = $1`,
      [house.turfId],
    )
    for (const night of [1, 2]) {
      // One that comes in for a settled day takes the others of that day along once more.
      if (night === 2) await knocked(house, third, '18:00', 9)
      await letMinutesGo()
      expect(
        await asOwner(
          `select distinct day_alone, to_char(at at time zone '${timeZone}', 'HH24:MI') as time from knock where id = any ($1)`,
          [ids.map(({ knockId }) => knockId)],
        ),
      ).toEqual([{ day_alone: true, time: '12:00' }])
      expect([await told(house, first), await told(house, second)]).toEqual([
        ['morning', false],
        ['afternoon', false],
      ])
    }
    expect(await told(house, third)).toEqual(['evening', false])
  })

  test('but a guest is told nothing of it', async () => {
    const house = await aHouse()
    const [door] = house.doors
    await knocked(house, door, '09:00', 2)
    await knocked(house, door, '09:00', 1)
    await asOwner('update account set is_guest = true where id = $1', [house.account.accountId])
    const lease = await pullLease(house.account)
    expect(lease.turfs[0]?.doors.map(({ lastPart, onePart }) => [lastPart, onePart])).toEqual(
      Array(3).fill([null, false]),
    )
  })
})

describe('nobody knows the part of the day', () => {
  test('of what was written down on paper', async () => {
    const house = await aHouse()
    const [door] = house.doors
    const [word = ''] = await actAs(body.secretary, (db) =>
      makeSheets(db, {
        intent: 'print',
        buildingId: house.building.id,
        turfId: undefined,
        floors: [],
        levels: false,
        levelsMeant: false,
      }),
    )
    await knocked(house, door, '09:00', 2)
    await knocked(house, door, '09:30', 1)
    const n = 1 + house.building.units.findIndex(({ id }) => id === door)
    const knockId = crypto.randomUUID()
    await actAs(body.secretary, (db) =>
      actOnRow(db, sheetCode(word), { kind: 'enter', knockId, n, day: today(), disposition: 'not_home' }),
    )
    expect(await asOwner('select unit_id, day_part from knock where id = $1', [knockId])).toEqual([
      { unit_id: door, day_part: 'unknown' },
    ])
    expect(await told(house, door)).toEqual([null, false])
  })

  test('of what came in when its doors were nobody’s any more', async () => {
    const house = await aHouse()
    const [door] = house.doors
    await asOwner(`update turf_assignment set expires_at = now() - interval '1 hour' where turf_id = $1`, [
      house.turfId,
    ])
    await house.phone.send(aKnock(house.turfId, door))
    await asOwner(`update turf_assignment set expires_at = now() + interval '1 hour' where turf_id = $1`, [
      house.turfId,
    ])
    expect(await told(house, door)).toEqual([null, false])
  })
})

test('a phone that kept its doors before it knew of it asks for the whole of them', async () => {
  const { account } = await aHouse()
  const lease = await pullLease(account)
  const asked: boolean[] = []
  const ask: typeof fetch = async (_, init) => {
    asked.push(new Headers(init?.headers).has('lintel-have'))
    return new Response('{}', { headers: { 'Content-Type': 'application/json' } })
  }
  const before = (part: Partial<Lease['turfs'][number]['doors'][number]>) =>
    ({
      ...lease,
      turfs: lease.turfs.map((turf) => ({
        ...turf,
        doors: turf.doors.map((door) => ({ ...door, ...part })),
      })),
    }) as Lease
  for (const part of [{}, { tonight: undefined }])
    await fetchLease(ask, () => new Date(), before(part)).catch(() => {})
  // Told to bring changes, it asks once more for the whole when it cannot read them.
  expect(asked).toEqual([true, false, false])
})
