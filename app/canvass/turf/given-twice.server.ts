import type { Handle } from '#app/core/actor.server.ts'
import type { Shift } from './shifts.server.ts'

export type GivenTwice = { id: string; startsAt: string; endsAt: string; place: string; doors: number }

/** Doors of this shift that somebody has on another one at the same time: two pairs would knock at them. */
export function findGivenTwice(
  db: Handle,
  { id, bodyId, startsAt, endsAt }: Pick<Shift, 'id' | 'bodyId' | 'startsAt' | 'endsAt'>,
): Promise<GivenTwice[]> {
  return db.sql<GivenTwice>`
    with held as (
      select t.shift_id, u.id as unit_id from turf t join shift s on s.id = t.shift_id
      join unit u on u.building_id = t.building_id and u.struck_reason is null
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
      where s.body_id = ${bodyId} and s.called_off_at is null and s.starts_at < ${endsAt}::timestamptz and s.ends_at > ${startsAt}::timestamptz
        and exists (select 1 from turf_assignment a where a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null))
    select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, count(distinct other.unit_id)::int as doors
    from held mine join held other on other.unit_id = mine.unit_id and other.shift_id <> mine.shift_id join shift s on s.id = other.shift_id
    where mine.shift_id = ${id} group by s.id order by s.starts_at, s.id`
}
