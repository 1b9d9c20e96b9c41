import { freeWord } from '#app/canvass/paper/free-word.server.ts'
import { readSheetCode } from '#app/canvass/paper/paper-code.ts'
import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { isUuid } from '#app/core/uuid.ts'
import { findRepairPlace } from '../repair-case.server.ts'
import { listRepairs } from '../repairs.server.ts'
import { linesOfSheet } from './repair-paper.schema.ts'

export type RepairSheet = {
  id: string
  holdingId: string
  code: string
  buildingId: string
  address: string
  bodyId: string
  bodyName: string
  day: Day
  at: string
  by: string | null
  closedAt: string | null
  mayWrite: boolean
}

/** By what is printed on it, or by its id. A sheet of repairs one may not read is not there. */
export async function findRepairSheet(db: Handle, code: string): Promise<RepairSheet> {
  const id = isUuid(code) ? code : null
  const word = readSheetCode(code)
  const [sheet] =
    id || word
      ? await db.sql<Omit<RepairSheet, 'mayWrite'>>`
        select s.id, s.holding_id as "holdingId", s.code, s.building_id as "buildingId", b.address, f.id as "bodyId", f.name as "bodyName",
          s.day, s.at, a.name as by, s.closed_at as "closedAt"
        from repair_sheet s join building b on b.id = s.building_id join holding h on h.id = s.holding_id join body f on f.id = h.body_id
        left join account a on a.id = s.account_id where s.code = ${word} or s.id = ${id}::uuid`
      : []
  if (!sheet) throw notFound()
  return { ...sheet, mayWrite: db.actor.can('repairs.write', sheet.bodyId) && !sheet.closedAt }
}

/** What is open in a building, floor by floor from the top after what everyone uses; a sheet for each ninety-five. */
export async function makeRepairSheets(db: Handle, buildingId: string): Promise<string[]> {
  const place = await findRepairPlace(db, buildingId)
  if (!place) throw notFound()
  const repairs = (await listRepairs(db)).filter(
    (repair) => repair.buildingId === buildingId && repair.tab !== 'over',
  )
  const order = new Map(place.doors.map(({ id }, at) => [id, -at]))
  const rank = (unitId: string | null) => (unitId ? (order.get(unitId) ?? 1) : Number.NEGATIVE_INFINITY)
  const walked = repairs.toSorted((a, b) => rank(a.unitId) - rank(b.unitId))
  const made: string[] = []
  for (let at = 0; at === 0 || at < walked.length; at += linesOfSheet) {
    const [sheet] = await db.sql<{ id: string; code: string }>`
      insert into repair_sheet (holding_id, code, building_id, account_id, day)
      values (${place.holdingId}, ${await freeWord(db)}, ${buildingId}, ${db.actor.accountId}, ${db.today}::date)
      returning id, code`
    if (!sheet) throw notFound()
    await db.sql`
      insert into repair_row (holding_id, sheet_id, n, grievance_id, seen)
      select ${place.holdingId}, ${sheet.id}, r.n, r.id,
        array(select e.id from grievance_event e where e.holding_id = ${place.holdingId} and e.grievance_id = r.id)
      from unnest(${walked.slice(at, at + linesOfSheet).map(({ id }) => id)}::uuid[]) with ordinality as r (id, n)`
    made.push(sheet.code)
  }
  return made
}

export type OpenRepairSheet = {
  code: string
  address: string
  day: Day
  by: string | null
  rows: number
  entered: number
  /** Of a sheet that was begun: the doors whose rows are not entered yet. */
  missing: string[]
}

/** Printed and not put away: half-done first, then the newest. */
export function listOpenRepairSheets(db: Handle): Promise<OpenRepairSheet[]> {
  return db.sql<OpenRepairSheet>`
    select s.code, b.address, s.day, a.name as by, of_it.rows, of_it.entered, case when of_it.entered > 0 then of_it.missing else '{}' end as missing
    from repair_sheet s join building b on b.id = s.building_id left join account a on a.id = s.account_id
    cross join lateral (select count(*)::int as rows, count(*) filter (where done.is)::int as entered,
        coalesce(array_agg(coalesce(u.label, g.common_area) order by r.n) filter (where not done.is), '{}') as missing
      from repair_row r join live_grievance g on g.holding_id = r.holding_id and g.id = r.grievance_id
      left join unit u on u.holding_id = g.holding_id and u.id = g.unit_id
      cross join lateral (select r.is_new or exists (select 1 from repair_entry e
        where e.holding_id = r.holding_id and e.sheet_id = r.sheet_id and e.n = r.n) as is) done
      where r.holding_id = s.holding_id and r.sheet_id = s.id) of_it
    where s.closed_at is null order by of_it.entered = 0, s.at desc, s.code limit 100`
}

/** Nothing more comes from it; it can be opened again. */
export async function closeRepairSheet(db: Handle, code: string, closed: boolean) {
  const sheet = await findRepairSheet(db, code)
  if (!db.actor.can('repairs.write', sheet.bodyId)) throw notFound()
  await db.sql`
    update repair_sheet set closed_at = case when ${closed} then core.clock() end where holding_id = ${sheet.holdingId} and id = ${sheet.id}`
}
