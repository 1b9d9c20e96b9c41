import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestBody, timeZone, today } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { listPaces } from './debrief/because.server.ts'
import { letMinutesGo } from './let-minutes-go.server.ts'
import type { SentOp } from './ops.schema.ts'
import { listRefused } from './refused-ops.server.ts'
import type { BoxedOp } from './sync.schema.ts'
import { leaseTurf } from './turf.server.ts'

let body: TestBody
let owner: pg.Client

beforeAll(async () => {
  body = await aBody()
  owner = new pg.Client((await testDatabase()).ownerUrl)
  await owner.connect()
})
afterAll(() => owner.end())

const asOwner = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await owner.query<T>(sql, values)).rows

/** Tables of a file with the instants in them that are not somebody's right to its doors. */
async function instantsOfFiles() {
  return asOwner<{ tab: string; col: string }>(`
    select c.table_name as tab, c.column_name as col from information_schema.columns c
    join information_schema.columns h on h.table_name = c.table_name and h.table_schema = 'public' and h.column_name = 'holding_id'
    join information_schema.tables t on t.table_name = c.table_name and t.table_schema = 'public' and t.table_type = 'BASE TABLE'
    where c.table_schema = 'public' and c.data_type = 'timestamp with time zone' and c.table_name <> 'turf_assignment'`)
}

type Evening = Awaited<ReturnType<typeof anEvening>>

/** Nobody home and taken back, a talk in which everything was said, nobody home, and one at a door that is not theirs: sent just now. */
async function anEvening() {
  const building = await aBuilding({ in: body })
  const canvasser = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: canvasser, floors: ['1', '2'] })
  const phone = await aServedPhone(canvasser)
  const door = (nth: number) => building.units[nth]?.id ?? ''
  const wrong = aKnock(turfId, door(0))
  const photos = [{ id: randomUUID(), sha256: 'a'.repeat(64) }]
  const talk = aTalk(turfId, door(1), {
    repairs: [{ id: randomUUID(), category: 'leak', severity: 'dangerous', since: 'today', photos }],
  })
  const ops: SentOp[] = [
    wrong,
    talk,
    { kind: 'retract', knockId: wrong.knockId, unitId: door(0) },
    aKnock(turfId, door(2)),
    aTalk(turfId, door(1), {
      person: { personId: talk.person?.personId ?? '', name: 'Anna Rey', isNew: false },
      repairs: [],
    }),
    aKnock(turfId, door(5)),
  ]
  const sealed: BoxedOp[] = []
  for (const op of ops) sealed.push(await phone.seal(op))
  const send = async () => (await phone.post(sealed)).json
  const answered = await send()
  return { building, turfId, phone, ops, send, answered }
}

/** All that was written of it, so many days ago at the same hour. */
async function ago(days: number, { building: { holdingId }, phone, turfId }: Evening) {
  const back = (column: string) =>
    `${column} = ((${column} at time zone '${timeZone}') - interval '${days} days') at time zone '${timeZone}'`
  const dated = ['knock', 'assessment', 'grievance', 'grievance_event', 'photo']
  for (const { tab, col } of await instantsOfFiles())
    await asOwner(`update ${tab} set ${back(col)} where holding_id = $1`, [holdingId])
  for (const tab of dated)
    await asOwner(`update ${tab} set day = day - ${days} where holding_id = $1`, [holdingId])
  await asOwner(`update op_ledger set ${back('at')} where device_id = $1 and holding_id is null`, [
    phone.deviceId,
  ])
  await asOwner(
    `update shift set ${back('starts_at')}, ${back('ends_at')} from turf t where t.shift_id = shift.id and t.id = $1`,
    [turfId],
  )
  await asOwner(`update turf_assignment set ${back('expires_at')} where turf_id = $1`, [turfId])
}

const knocksOf = ({ building }: Evening) =>
  asOwner<{ device: string | null; time: string }>(
    `select device_id as device, to_char(at at time zone '${timeZone}', 'HH24:MI:SS') as time from knock where holding_id = $1 order by at`,
    [building.holdingId],
  )

/** Each instant of its file that is more than a day and a place in its order. */
async function minutesLeft({ building }: Evening) {
  const left: string[] = []
  for (const { tab, col } of await instantsOfFiles()) {
    const rows = await asOwner(
      `select 1 from ${tab} where holding_id = $1 and ${col} is not null and to_char(${col} at time zone '${timeZone}', 'HH24:MI:SS') <> '12:00:00'`,
      [building.holdingId],
    )
    if (rows.length > 0) left.push(`${tab}.${col}`)
  }
  return left
}

describe('a week after its shift', () => {
  test('a knock keeps its day, and nothing in its file tells the minute or the phone', async () => {
    const evening = await anEvening()
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
    const { building } = await anEvening()
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
    const evening = await anEvening()
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
    const evening = await anEvening()
    await ago(8, evening)
    const [shift] = await asOwner<{ id: string }>('select shift_id as id from turf where id = $1', [
      evening.turfId,
    ])
    const paces = () => actAs(body.secretary, (db) => listPaces(db, shift?.id ?? ''))
    const before = await paces()
    await letMinutesGo()
    expect(await paces()).toEqual(before)
    expect(before).toMatchObject([{ doors: 2, talks: 1, minutes: null }])
  })
})

describe('until then', () => {
  test('a knock keeps minute and phone: on the seventh day, and while its shift goes on', async () => {
    const [week, long] = [await anEvening(), await anEvening()]
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
    const evening = await anEvening()
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
    const evening = await anEvening()
    await ago(9, evening)
    const door = evening.building.units[2]?.id
    await asOwner(
      `update shift set ends_at = now() + interval '1 hour' from turf t where t.shift_id = shift.id and t.id = $1`,
      [evening.turfId],
    )
    await asOwner(`update turf_assignment set expires_at = now() + interval '1 hour' where turf_id = $1`, [
      evening.turfId,
    ])
    await evening.phone.send(aKnock(evening.turfId, door ?? ''))
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
    const evening = await anEvening()
    await ago(9, evening)
    const next = async () =>
      (await asOwner<{ found: number }>('select derive.let_loose_minutes_go(4) as found'))[0]?.found
    await owner.query('begin; set local role lintel_jobs')
    try {
      expect([await next(), await next(), await next()]).toEqual([4, 2, 0])
      const others = new pg.Client((await testDatabase()).ownerUrl)
      await others.connect()
      try {
        const { rowCount } = await others.query(
          'select 1 from building_coverage where holding_id = $1 for update nowait',
          [evening.building.holdingId],
        )
        expect(rowCount).toBe(1)
      } finally {
        await others.end()
      }
    } finally {
      await owner.query('rollback')
    }
    await letMinutesGo()
  })

  test('an act nobody looks at waits whole for 90 days, and then its words go', async () => {
    const evening = await anEvening()
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
    expect(await act()).toEqual([
      { empty: true, holding: null, settled: true, outcome: null, day_alone: true },
    ])
    expect(await waits()).toEqual([])
    // Nobody looked: the phone is not told that somebody did, for then its own copy would go too.
    const told = async () => (await actAs(phone.account, leaseTurf)).settled
    expect(await told()).toEqual([])
    await asOwner(`update refused_op set outcome = 'not_needed' where device_id = $1`, [phone.deviceId])
    expect(await told()).toHaveLength(1)
  })

  test('an act that waits for a look waits whole; a week after somebody looked its words are gone', async () => {
    const evening = await anEvening()
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
})

test('the server by itself cannot change when a knock of the last week was', async () => {
  const evening = await anEvening()
  const file = [evening.building.holdingId]
  const changed = async (role: string) => {
    await owner.query(`begin; set local role ${role}`)
    try {
      const { rowCount } = await owner.query('update knock set device_id = null where holding_id = $1', file)
      return rowCount
    } finally {
      await owner.query('rollback')
    }
  }
  expect(await changed('lintel_jobs')).toBe(0)
  await expect(changed('lintel_app')).rejects.toMatchObject({ code: '42501' })
})
