import { unnamed } from '#app/canvass/lists.ts'
import type { Handle } from '#app/core/actor.server.ts'

/** A door that people listen to, by how many other doors; who lives there for whoever reads names. */
export type NamedDoor = {
  unitId: string
  buildingId: string
  door: string
  address: string
  by: number
  people: { personId: string; name: string | null }[]
}

/**
 * Doors that at least two others named, at the door, on paper or at the desk, one of them talked with on this shift: from when it began to a
 * week after its end. Whom the desk was told of is named; of a door that was named as such, who lives there. Of an evening more than a week
 * ago only the day is known on which something was said.
 */
export async function listNamed(db: Handle, shiftId: string): Promise<NamedDoor[]> {
  const zone = db.union.timeZone
  return db.sql<NamedDoor>`
    with talked as (select distinct k.holding_id, k.unit_id from auth.evening_knocks(${shiftId}::uuid) k where k.disposition = 'conversation'),
    evening as (select s.ends_at + interval '7 days' as until, case when s.starts_at >= now() - interval '7 days' then s.starts_at
      else (s.starts_at at time zone ${zone})::date::timestamp at time zone ${zone} end as since from shift s where s.id = ${shiftId}),
    said as (
      select t.holding_id, home.unit_id as by_unit, led.unit_id, t.to_person_id as person_id
      from evening e join tie t on t.kind = 'follows' and t.at >= e.since and t.at < e.until
      join residency home on home.holding_id = t.holding_id and home.person_id = t.from_person_id and home.until is null
      join residency led on led.holding_id = t.holding_id and led.person_id = t.to_person_id and led.until is null
      union all
      select n.holding_id, k.unit_id, n.unit_id, null
      from evening e join knock k on k.at >= e.since and k.at < e.until join live_naming n on n.holding_id = k.holding_id and n.knock_id = k.id
      where k.holding_id in (select t.holding_id from talked t)),
    named as (
      select s.holding_id, s.unit_id, count(distinct s.by_unit)::int as by, array_agg(s.person_id) filter (where s.person_id is not null) as told
      from said s where s.by_unit <> s.unit_id group by s.holding_id, s.unit_id
      having count(distinct s.by_unit) >= 2 and bool_or(exists (select 1 from talked t where t.holding_id = s.holding_id and t.unit_id = s.by_unit)))
    select u.id as "unitId", b.id as "buildingId", u.label as door, b.address, n.by, coalesce((
      select jsonb_agg(jsonb_build_object('personId', p.id, 'name', nullif(p.name, ${unnamed})) order by p.name, p.id)
      from residency r join person p on p.holding_id = r.holding_id and p.id = r.person_id
      where r.holding_id = n.holding_id and r.unit_id = n.unit_id and r.until is null
        and case when n.told is not null then p.id = any (n.told) else not exists (select 1 from doubted_residency d
          where d.holding_id = r.holding_id and d.unit_id = r.unit_id and d.person_id = r.person_id) end), '[]') as people
    from named n join unit u on u.holding_id = n.holding_id and u.id = n.unit_id and u.struck_reason is null join building b on b.id = u.building_id
    order by n.by desc, b.address, u.floor_rank, u.line_rank, u.label_key`
}

/** For whoever led the evening without reading the file: what its own doors named, as doors and numbers. */
export function listNamedDoors(db: Handle, shiftId: string): Promise<NamedDoor[]> {
  return db.sql<NamedDoor>`
    select u.id as "unitId", b.id as "buildingId", u.label as door, b.address, n.doors as by, '[]'::jsonb as people
    from auth.evening_named(${shiftId}::uuid) n join unit u on u.id = n.unit_id join building b on b.id = u.building_id
    order by n.doors desc, b.address, u.floor_rank, u.line_rank, u.label_key`
}
