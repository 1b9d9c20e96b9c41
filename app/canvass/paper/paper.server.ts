import type { struckReasons } from '#app/buildings/building.schema.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { type Day, dayOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { isUuid } from '#app/core/uuid.ts'
import { nextMeeting } from '#app/federation/meetings/meetings.server.ts'
import type { AskAnswer } from '../lists.ts'
import type { Box, NewSheet } from './paper.schema.ts'
import { newWord, readSheetCode, rowsOfSheet } from './paper-code.ts'

export type Sheet = {
  id: string
  holdingId: string
  code: string
  buildingId: string
  address: string
  bodyName: string
  turfId: string | null
  meetingId: string | null
  meetingTitle: string | null
  hasLevels: boolean
  leavesFlyer: boolean
  day: Day
  at: string
  by: string | null
  closedAt: string | null
}

/** By what is printed on it, or by its id. A sheet of a file one may not knock in is not there. */
export async function findSheet(db: Handle, code: string): Promise<Sheet> {
  const id = isUuid(code) ? code : null
  const word = readSheetCode(code)
  const [sheet] =
    id || word
      ? await db.sql<Sheet>`
        select s.id, s.holding_id as "holdingId", s.code, s.building_id as "buildingId", b.address, f.name as "bodyName", s.turf_id as "turfId",
          s.meeting_id as "meetingId", m.title as "meetingTitle", s.has_levels as "hasLevels", s.leaves_flyer as "leavesFlyer", s.day, s.at, a.name as by,
          s.closed_at as "closedAt"
        from print_sheet s join building b on b.id = s.building_id join holding h on h.id = s.holding_id join body f on f.id = h.body_id
        left join account a on a.id = s.account_id left join meeting m on m.id = s.meeting_id where s.code = ${word} or s.id = ${id}::uuid`
      : []
  if (!sheet) throw notFound()
  return sheet
}

export type SheetRow = {
  n: number
  unitId: string
  label: string
  floor: string
  struck: (typeof struckReasons)[number] | null
  doNotKnock: boolean
  unsafe: boolean
  languages: string[]
  entry: RowEntry | null
}
export type RowEntry = {
  knockId: string
  /** Null: somebody else entered it, and what it says is not this reader's. */
  disposition: Box | null
  day: Day | null
  level: number | null
  coming: AskAnswer | null
  note: string | null
  own: boolean
}

/** The rows as they are printed, with what is said at these doors today and what was entered. Never a name. */
export function listRows(db: Handle, sheet: Sheet): Promise<SheetRow[]> {
  return db.sql<SheetRow>`
    with given as materialized (select * from auth.turf_doors() t where t.turf_id = ${sheet.turfId}::uuid),
    entered as (
      select e.n, jsonb_build_object('knockId', e.knock_id, 'disposition', k.disposition, 'day', k.day, 'level', l.level, 'coming', a.answer,
        'note', w.note, 'own', e.account_id = ${db.actor.accountId}) as entry
      from print_entry e left join knock k on k.holding_id = e.holding_id and k.id = e.knock_id
      left join live_assessment l on l.holding_id = e.holding_id and l.knock_id = e.knock_id
      left join live_ask a on a.holding_id = e.holding_id and a.knock_id = e.knock_id and a.meeting_id = ${sheet.meetingId}::uuid
      left join knock_note w on w.holding_id = e.holding_id and w.knock_id = e.knock_id
      where e.holding_id = ${sheet.holdingId} and e.sheet_id = ${sheet.id} and not derive.taken_back(e.holding_id, e.knock_id))
    select r.n, u.id as "unitId", u.label, u.floor, u.struck_reason as struck, coalesce(d.do_not_knock, t.do_not_knock, false) as "doNotKnock",
      coalesce('unsafe' = any (t.warnings), false) or exists (select 1 from knock k where k.holding_id = u.holding_id and k.unit_id = u.id
        and k.disposition = 'hostile_unsafe' and not derive.taken_back(k.holding_id, k.id)) as unsafe,
      case when coalesce(d.do_not_knock, false) then '{}' else coalesce((select array_agg(distinct l.language order by l.language) from residency o
        join person_language l on l.holding_id = o.holding_id and l.person_id = o.person_id and l.speaks
        where o.holding_id = u.holding_id and o.unit_id = u.id and o.until is null), t.languages, '{}') end as languages,
      e.entry
    from print_row r join unit u on u.holding_id = r.holding_id and u.id = r.unit_id
    left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id left join given t on t.unit_id = u.id
    left join entered e on e.n = r.n
    where r.holding_id = ${sheet.holdingId} and r.sheet_id = ${sheet.id} order by r.n`
}

/** Doors of the sheet's floors that came after it was printed: no row of it is theirs. */
export function listAddedSince(db: Handle, sheet: Sheet) {
  return db.sql<{ unitId: string; label: string }>`
    select u.id as "unitId", u.label from unit u
    where u.holding_id = ${sheet.holdingId} and u.struck_reason is null
      and u.floor in (select v.floor from print_row r join unit v on v.holding_id = r.holding_id and v.id = r.unit_id
        where r.holding_id = ${sheet.holdingId} and r.sheet_id = ${sheet.id})
      and (${sheet.turfId}::uuid is null or exists (select 1 from turf t where t.id = ${sheet.turfId}::uuid
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)))
      and not exists (select 1 from print_row r join print_sheet s on s.holding_id = r.holding_id and s.id = r.sheet_id
        where r.holding_id = u.holding_id and r.unit_id = u.id and s.at = ${sheet.at}::timestamptz)
    order by u.floor_rank desc, u.line_rank, u.label_key`
}

export type OpenSheet = {
  code: string
  address: string
  day: Day
  by: string | null
  rows: number
  entered: number
  floors: string[]
}

/** Printed and not put away: half-done first, then the newest. */
export function listOpenSheets(db: Handle): Promise<OpenSheet[]> {
  return db.sql<OpenSheet>`
    select s.code, b.address, s.day, a.name as by, of_it.rows, of_it.entered, of_it.floors
    from print_sheet s join building b on b.id = s.building_id left join account a on a.id = s.account_id
    cross join lateral (select count(*)::int as rows, array_agg(distinct u.floor) as floors, count(*) filter (where exists (
        select 1 from print_entry e where e.holding_id = r.holding_id and e.sheet_id = r.sheet_id and e.n = r.n
          and not derive.taken_back(e.holding_id, e.knock_id)))::int as entered
      from print_row r join unit u on u.holding_id = r.holding_id and u.id = r.unit_id where r.holding_id = s.holding_id and r.sheet_id = s.id) of_it
    where s.closed_at is null and of_it.rows > 0 order by of_it.entered = 0, s.at desc, s.code limit 100`
}

export type PrintPlace = {
  buildingId: string
  holdingId: string
  bodyId: string
  address: string
  turfId: string | null
  floors: { floor: string; doors: number }[]
}

/** Buildings and turfs a sheet can be printed of: the file's own people print any building, others the doors they were given. */
export function listPrintPlaces(
  db: Handle,
  {
    buildingId = null,
    turfId = null,
    search = '',
  }: { buildingId?: string | null; turfId?: string | null; search?: string },
): Promise<PrintPlace[]> {
  const bodies = db.actor.bodiesWith('doors.knock').map((grant) => grant.bodyId)
  return db.sql<PrintPlace>`
    with place as (
      select h.building_id, h.id as holding_id, h.body_id, null::uuid as turf_id, null::text[] as floors, null::uuid[] as units
      from holding h where h.body_id = any (${bodies}::uuid[]) and ${turfId}::uuid is null
      union all
      select t.building_id, t.holding_id, h.body_id, t.id, t.floors, t.units from turf t join holding h on h.id = t.holding_id
      where (t.id = any (auth.late_turfs()) or t.id = ${turfId}::uuid) and (${turfId}::uuid is null or t.id = ${turfId}::uuid))
    select p.building_id as "buildingId", p.holding_id as "holdingId", p.body_id as "bodyId", b.address, p.turf_id as "turfId", f.floors
    from place p join building b on b.id = p.building_id
    cross join lateral (select jsonb_agg(jsonb_build_object('floor', g.floor, 'doors', g.doors) order by g.rank desc, g.floor) as floors from (
      select u.floor, count(*)::int as doors, max(u.floor_rank) as rank from unit u where u.holding_id = p.holding_id and u.struck_reason is null
        and (p.turf_id is null or core.in_turf(p.floors, p.units, p.turf_id, u.floor, u.id, u.added_in)) group by u.floor) g) f
    where f.floors is not null and (${buildingId}::uuid is null or p.building_id = ${buildingId}::uuid)
      and (${search} = '' or position(lower(${search}) in lower(b.address)) > 0)
    order by p.turf_id is null, b.address, p.turf_id limit 50`
}

/** A sheet for each hundred doors, floor by floor from the top. Its day: today, or the day its shift is. */
export async function makeSheets(db: Handle, asked: NewSheet): Promise<string[]> {
  const turfId = asked.turfId || null
  const places = await listPrintPlaces(db, { buildingId: asked.buildingId, turfId })
  const place = places.find((one) => one.turfId === turfId)
  const levels = asked.levels && asked.levelsMeant && db.actor.can('levels.write', place?.bodyId)
  if (!place) throw notFound()
  const doors = await db.sql<{ unitId: string; floor: string }>`
    select u.id as "unitId", u.floor from unit u where u.holding_id = ${place.holdingId} and u.struck_reason is null
      and (${asked.floors}::text[] = '{}' or u.floor = any (${asked.floors}::text[]))
      and (${place.turfId}::uuid is null or exists (select 1 from turf t where t.id = ${place.turfId}::uuid
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)))
    order by u.floor_rank desc, u.floor, u.line_rank, u.label_key`
  if (doors.length === 0) throw notFound()
  const [shift] = await db.sql<{ startsAt: string; leavesFlyer: boolean }>`
    select s.starts_at as "startsAt", s.leaves_flyer as "leavesFlyer" from turf t join shift s on s.id = t.shift_id where t.id = ${place.turfId}::uuid`
  const shiftDay = shift ? dayOf(shift.startsAt, db.union.timeZone) : db.today
  const meeting = await nextMeeting(db, place.bodyId)
  const made: string[] = []
  for (const part of partsOf(doors)) {
    const [sheet] = await db.sql<{ id: string; code: string }>`
      insert into print_sheet (holding_id, code, building_id, turf_id, meeting_id, has_levels, leaves_flyer, account_id, at, day)
      values (${place.holdingId}, ${await freeWord(db)}, ${place.buildingId}, ${place.turfId}::uuid, ${meeting?.id ?? null}::uuid, ${levels},
        ${shift?.leavesFlyer ?? false}, ${db.actor.accountId}, ${db.now}::timestamptz, greatest(${shiftDay}::date, ${db.today}::date))
      returning id, code`
    if (!sheet) throw notFound()
    await db.sql`
      insert into print_row (holding_id, sheet_id, n, unit_id)
      select ${place.holdingId}, ${sheet.id}, r.n, r.unit_id from unnest(${part.map(({ unitId }) => unitId)}::uuid[]) with ordinality as r (unit_id, n)`
    made.push(sheet.code)
  }
  return made
}

/** Codes of other bodies' sheets are not seen here: one that is taken is found when it is written, a million to one. */
async function freeWord(db: Handle): Promise<string> {
  const words = Array.from({ length: 5 }, newWord)
  const taken = await db.sql<{
    code: string
  }>`select code from print_sheet where code = any (${words}::text[])`
  const free = words.find((word) => !taken.some(({ code }) => code === word))
  return free ?? freeWord(db)
}

/** Whole floors stay together where a sheet has room for them. */
function partsOf<Door extends { floor: string }>(doors: Door[]): Door[][] {
  const parts: Door[][] = [[]]
  for (const its of Map.groupBy(doors, ({ floor }) => floor).values()) {
    for (let at = 0; at < its.length; at += rowsOfSheet) {
      const piece = its.slice(at, at + rowsOfSheet)
      const last = parts.at(-1) as Door[]
      if (last.length + piece.length > rowsOfSheet) parts.push(piece)
      else last.push(...piece)
    }
  }
  return parts.filter((part) => part.length > 0)
}

/** Nothing more comes from it; it can be opened again. */
export async function closeSheet(db: Handle, code: string, closed: boolean) {
  const sheet = await findSheet(db, code)
  await db.sql`
    update print_sheet set closed_at = case when ${closed} then core.clock() end where holding_id = ${sheet.holdingId} and id = ${sheet.id}`
}
