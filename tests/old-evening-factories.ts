import { randomUUID } from 'node:crypto'
import type { SentOp } from '#app/canvass/sync/ops.schema.ts'
import type { BoxedOp } from '#app/canvass/sync/sync.schema.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf } from './door-factories.ts'
import { aBuilding, type TestBody, timeZone } from './factories.ts'
import { asOwner } from './setup/database.ts'

export type SentEvening = Awaited<ReturnType<typeof aSentEvening>>

/** Nobody home and taken back, a talk in which everything was said, nobody home, and one at a door that is not theirs: sent just now. */
export async function aSentEvening(body: TestBody) {
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
  return { building, turfId, phone, send, answered }
}

/** Tables of a file with the instants in them that are not somebody's right to its doors. */
async function instantsOfFiles() {
  return asOwner<{ tab: string; col: string }>(`
    select c.table_name as tab, c.column_name as col from information_schema.columns c
    join information_schema.columns h on h.table_name = c.table_name and h.table_schema = 'public' and h.column_name = 'holding_id'
    join information_schema.tables t on t.table_name = c.table_name and t.table_schema = 'public' and t.table_type = 'BASE TABLE'
    where c.table_schema = 'public' and c.data_type = 'timestamp with time zone' and c.table_name <> 'turf_assignment'`)
}

/** All that was written of it, so many days ago at the same hour. */
export async function ago(days: number, { building: { holdingId }, phone, turfId }: SentEvening) {
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

export const knocksOf = ({ building }: SentEvening) =>
  asOwner<{ device: string | null; time: string }>(
    `select device_id as device, to_char(at at time zone '${timeZone}', 'HH24:MI:SS') as time from knock where holding_id = $1 order by at`,
    [building.holdingId],
  )

/** Each instant of its file that is more than a day and a place in its order. */
export async function minutesLeft({ building }: SentEvening) {
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
