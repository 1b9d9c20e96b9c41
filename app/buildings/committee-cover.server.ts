import { unnamed } from '#app/canvass/lists.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { type Cover, type CoverDoor, coverOf } from './committee-cover.ts'
import { windowStart } from './coverage.ts'

/** Who of a building is reached, by floor and by line; for who may know where people stand. */
export async function readCover(db: Handle, buildingId: string): Promise<Cover & { address: string }> {
  const [file] = await db.sql<{ holdingId: string; bodyId: string; address: string }>`
    select h.id as "holdingId", h.body_id as "bodyId", b.address from holding h join building b on b.id = h.building_id
    where b.id = ${buildingId}`
  if (!file || !db.actor.can('levels.read', file.bodyId)) throw notFound()
  const doors = await db.sql<CoverDoor>`
    with home as materialized (
      select r.unit_id, p.id, p.name, p.account_id from residency r join person p on p.holding_id = r.holding_id and p.id = r.person_id
      where r.holding_id = ${file.holdingId}::uuid and r.until is null),
    leads as (
      select h.unit_id, h.name from home h where 2 <= (
        select count(distinct t.from_person_id) from tie t where t.holding_id = ${file.holdingId}::uuid and t.to_person_id = h.id
          and t.kind = 'follows' and t.from_person_id in (select o.id from home o))
        and (select s.level from live_assessment s where s.holding_id = ${file.holdingId}::uuid and s.person_id = h.id
          order by s.at desc, s.id limit 1) <= 2)
    select u.floor, u.floor_rank as "floorRank", u.line, u.line_rank as "lineRank", u.entrance,
      coalesce(d.reached_day > ${windowStart(db.today)}::date, false) as talked, coalesce(l.supporting, false) as supporting,
      coalesce(d.members, 0) > 0 as member,
      coalesce((select array_agg(coalesce(nullif(w.name, ${unnamed}), u.label) order by w.name) from leads w where w.unit_id = u.id), '{}') as leaders,
      (select count(distinct h.account_id)::int from home h join role_grant g on g.account_id = h.account_id and g.body_id = ${file.bodyId}::uuid
        and g.role in ('secretary', 'committee') and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())
        where h.unit_id = u.id) as committee
    from unit u left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
    left join auth.door_levels(${file.holdingId}::uuid) l on l.unit_id = u.id
    where u.holding_id = ${file.holdingId}::uuid and u.struck_reason is null order by u.label_key`
  return { address: file.address, ...coverOf(doors) }
}
