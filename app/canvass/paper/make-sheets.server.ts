import { byStaircase } from '#app/buildings/staircases.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { nextMeeting, openActions } from '#app/federation/meetings/meetings.server.ts'
import { asksOf } from '../doors/knock-of.ts'
import type { AskStep } from '../lists.ts'
import { freeWord } from './free-word.server.ts'
import type { NewSheet } from './paper.schema.ts'
import { doorsOfSheet } from './paper-code.ts'

export type PrintPlace = {
  buildingId: string
  holdingId: string
  bodyId: string
  address: string
  turfId: string | null
  /** Of the shift its doors were given on. */
  startsAt: string | null
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
      select h.building_id, h.id as holding_id, h.body_id, null::uuid as turf_id, null::text[] as floors, null::uuid[] as units, null::uuid as shift_id
      from holding h where h.body_id = any (${bodies}::uuid[]) and ${turfId}::uuid is null
      union all
      select t.building_id, t.holding_id, h.body_id, t.id, t.floors, t.units, t.shift_id from turf t join holding h on h.id = t.holding_id
      where (t.id = any (auth.late_turfs()) or t.id = ${turfId}::uuid) and (${turfId}::uuid is null or t.id = ${turfId}::uuid))
    select p.building_id as "buildingId", p.holding_id as "holdingId", p.body_id as "bodyId", b.address, p.turf_id as "turfId", s.starts_at as "startsAt", f.floors
    from place p join building b on b.id = p.building_id left join shift s on s.id = p.shift_id
    cross join lateral (select jsonb_agg(jsonb_build_object('floor', g.floor, 'doors', g.doors) order by g.rank desc, g.floor) as floors from (
      select u.floor, count(*)::int as doors, max(u.floor_rank) as rank from unit u where u.holding_id = p.holding_id and u.struck_reason is null
        and (p.turf_id is null or core.in_turf(p.floors, p.units, p.turf_id, u.floor, u.id, u.added_in)) group by u.floor) g) f
    where f.floors is not null and (${buildingId}::uuid is null or p.building_id = ${buildingId}::uuid)
      and (${search} = '' or position(lower(${search}) in lower(b.address)) > 0)
    order by p.turf_id is null, s.starts_at desc nulls last, b.address, p.turf_id limit 50`
}

/** A sheet for each hundred doors, staircase by staircase, floor by floor from the top. Its day: today, or the day its shift is. */
export async function makeSheets(db: Handle, asked: NewSheet): Promise<string[]> {
  const turfId = asked.turfId || null
  const places = await listPrintPlaces(db, { buildingId: asked.buildingId, turfId })
  const place = places.find((one) => one.turfId === turfId)
  const levels = asked.levels && asked.levelsMeant && db.actor.can('levels.write', place?.bodyId)
  if (!place) throw notFound()
  const doors = await db.sql<{ unitId: string; floor: string; entrance: string | null }>`
    select u.id as "unitId", u.floor, u.entrance from unit u where u.holding_id = ${place.holdingId} and u.struck_reason is null
      and (${asked.floors}::text[] = '{}' or u.floor = any (${asked.floors}::text[]))
      and (${place.turfId}::uuid is null or exists (select 1 from turf t where t.id = ${place.turfId}::uuid
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)))
    order by u.floor_rank desc, u.floor, u.line_rank, u.label_key`
  if (doors.length === 0) throw notFound()
  const [shift] = await db.sql<{
    startsAt: string
    leavesFlyer: boolean
    asks: AskStep[]
    actionId: string | null
  }>`
    select s.starts_at as "startsAt", s.leaves_flyer as "leavesFlyer", s.asks, s.action_id as "actionId" from turf t join shift s on s.id = t.shift_id where t.id = ${place.turfId}::uuid`
  const shiftDay = shift ? dayOf(shift.startsAt, db.union.timeZone) : db.today
  const meeting = await nextMeeting(db, place.bodyId)
  const action = shift ? null : await findAction(db, place.bodyId, asked.actionId)
  const usual = asksOf({ shift: { asks: shift?.asks ?? [] }, meeting })
  const asks = [...new Set([...(action ? [action.step] : []), ...usual])].slice(0, 3)
  const made: string[] = []
  for (const part of partsOf(doors)) {
    const [sheet] = await db.sql<{ id: string; code: string }>`
      insert into print_sheet (holding_id, code, building_id, turf_id, meeting_id, action_id, has_levels, leaves_flyer, asks, account_id, at, day)
      values (${place.holdingId}, ${await freeWord(db)}, ${place.buildingId}, ${place.turfId}::uuid, ${meeting?.id ?? null}::uuid,
        ${shift?.actionId ?? action?.id ?? null}::uuid, ${levels}, ${shift?.leavesFlyer ?? false}, ${asks}::text[], ${db.actor.accountId}, ${db.now}::timestamptz, greatest(${shiftDay}::date, ${db.today}::date))
      returning id, code`
    if (!sheet) throw notFound()
    await db.sql`
      insert into print_row (holding_id, sheet_id, n, unit_id)
      select ${place.holdingId}, ${sheet.id}, r.n, r.unit_id from unnest(${part.map(({ unitId }) => unitId)}::uuid[]) with ordinality as r (unit_id, n)`
    made.push(sheet.code)
  }
  return made
}

async function findAction(db: Handle, bodyId: string, actionId: string | undefined) {
  if (!actionId) return null
  const action = (await openActions(db, bodyId)).find(({ id }) => id === actionId)
  if (!action) throw notFound()
  return action
}

/** Whole floors, each of its staircase, stay together where a sheet has room for them. */
function partsOf<Door extends { floor: string; entrance: string | null }>(doors: Door[]): Door[][] {
  const parts: Door[][] = [[]]
  const floors = byStaircase(doors).flatMap(({ doors: its }) => [
    ...Map.groupBy(its, ({ floor }) => floor).values(),
  ])
  for (const its of floors) {
    for (let at = 0; at < its.length; at += doorsOfSheet) {
      const piece = its.slice(at, at + doorsOfSheet)
      const last = parts.at(-1) as Door[]
      if (last.length + piece.length > doorsOfSheet) parts.push(piece)
      else last.push(...piece)
    }
  }
  return parts.filter((part) => part.length > 0)
}
