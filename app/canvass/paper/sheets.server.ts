import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { isUuid } from '#app/core/uuid.ts'
import type { AskStep } from '../lists.ts'
import { readSheetCode } from './paper-code.ts'

export type Sheet = {
  id: string
  holdingId: string
  code: string
  buildingId: string
  address: string
  bodyId: string
  bodyName: string
  turfId: string | null
  meetingId: string | null
  meetingTitle: string | null
  /** Printed on it, and not called off since: which of its asks counts there. */
  actionId: string | null
  actionTitle: string | null
  actionStep: AskStep | null
  hasLevels: boolean
  leavesFlyer: boolean
  asks: AskStep[]
  /** Who gives out doors here, or led that evening, also changes what another entered. */
  mayCorrect: boolean
  day: Day
  at: string
  by: string | null
  closedAt: string | null
}

/** By what is printed on it, or by its id. A sheet of a file one may not knock in is not there. */
export async function findSheet(db: Handle, code: string): Promise<Sheet> {
  const id = isUuid(code) ? code : null
  const word = readSheetCode(code)
  const correcting = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  const [sheet] =
    id || word
      ? await db.sql<Sheet>`
        select s.id, s.holding_id as "holdingId", s.code, s.building_id as "buildingId", b.address, f.id as "bodyId", f.name as "bodyName", s.turf_id as "turfId",
          s.meeting_id as "meetingId", m.title as "meetingTitle",
          p.id as "actionId", p.title as "actionTitle", p.step as "actionStep", s.has_levels as "hasLevels", s.leaves_flyer as "leavesFlyer", s.asks,
          f.id = any (${correcting}::uuid[]) or coalesce(auth.leads_turf(s.turf_id), false) as "mayCorrect", s.day, s.at, a.name as by,
          s.closed_at as "closedAt"
        from print_sheet s join building b on b.id = s.building_id join holding h on h.id = s.holding_id join body f on f.id = h.body_id
        left join account a on a.id = s.account_id left join meeting m on m.id = s.meeting_id
        left join meeting p on p.id = s.action_id and p.cancelled_at is null where s.code = ${word} or s.id = ${id}::uuid`
      : []
  if (!sheet) throw notFound()
  return sheet
}

export type OpenSheet = {
  code: string
  address: string
  day: Day
  by: string | null
  rows: number
  entered: number
  floors: string[]
  /** Of a sheet that was begun: the doors whose rows are not entered yet. */
  missing: string[]
}

/** Printed and not put away: half-done first, then the newest. */
export function listOpenSheets(db: Handle): Promise<OpenSheet[]> {
  return db.sql<OpenSheet>`
    select s.code, b.address, s.day, a.name as by, of_it.rows, of_it.entered, of_it.floors,
      case when of_it.entered > 0 then of_it.missing else '{}' end as missing
    from print_sheet s join building b on b.id = s.building_id left join account a on a.id = s.account_id
    cross join lateral (select count(*)::int as rows, array_agg(distinct u.floor) as floors, count(*) filter (where done.is)::int as entered,
        coalesce(array_agg(u.label order by r.n) filter (where not done.is), '{}') as missing
      from print_row r join unit u on u.holding_id = r.holding_id and u.id = r.unit_id
      cross join lateral (select exists (select 1 from print_entry e where e.holding_id = r.holding_id and e.sheet_id = r.sheet_id and e.n = r.n
          and not derive.taken_back(e.holding_id, e.knock_id)) as is) done
      where r.holding_id = s.holding_id and r.sheet_id = s.id) of_it
    where s.closed_at is null and of_it.rows > 0 order by of_it.entered = 0, s.at desc, s.code limit 100`
}

/** Nothing more comes from it; it can be opened again. */
export async function closeSheet(db: Handle, code: string, closed: boolean) {
  const sheet = await findSheet(db, code)
  await db.sql`
    update print_sheet set closed_at = case when ${closed} then core.clock() end where holding_id = ${sheet.holdingId} and id = ${sheet.id}`
}
