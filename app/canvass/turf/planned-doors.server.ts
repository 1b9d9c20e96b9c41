import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { turfOf } from './change-plan.ts'
import type { Plan } from './plan.schema.ts'
import type { PlanDoor } from './plan-doors.ts'

type OneShift = { id: string; bodyId: string }

/** Doors of buildings of this shift's body, with all that speaks for or against knocking them. `only`: none is all of them. */
export async function listPlanDoors(
  db: Handle,
  shift: OneShift,
  { buildings, only }: Pick<Plan, 'buildings' | 'only'>,
) {
  return db.sql<PlanDoor>`
    with stairs as (select u.building_id from unit u where u.building_id = any (${buildings}::uuid[])
        group by u.building_id having count(distinct u.entrance) > 1),
      led as (select distinct u.building_id, case when stairs.building_id is not null then u.entrance end as entrance, u.floor from holding h cross join lateral auth.door_levels(h.id) l
        join unit u on u.holding_id = h.id and u.id = l.unit_id left join stairs on stairs.building_id = u.building_id
      where h.body_id = ${shift.bodyId} and h.building_id = any (${buildings}::uuid[]) and l.leaders > 0)
    select u.id as "unitId", case when stairs.building_id is not null then u.entrance end as entrance, u.building_id as "buildingId", u.label, u.floor, u.floor_rank as "floorRank", u.line, u.line_rank as "lineRank",
      u.struck_reason is not null as struck, coalesce(d.do_not_knock, false) as "doNotKnock", coalesce(d.tries, 0) as tries,
      d.last_day as "lastDay", d.last_disposition as "lastDisposition",
      (select max(k.day) from knock k where k.holding_id = u.holding_id and k.unit_id = u.id and k.disposition = 'refused'
        and not derive.taken_back(k.holding_id, k.id)) as "refusedDay",
      coalesce(d.last_disposition in ('moved', 'deceased')
        and exists (select 1 from residency r where r.holding_id = u.holding_id and r.unit_id = u.id and (r.until is null or r.until >= d.last_day))
        and not exists (select 1 from doubted_residency r where r.holding_id = u.holding_id and r.unit_id = u.id), false) as settled,
      coalesce((select array_agg(distinct l.language order by l.language) from residency r
        join person_language l on l.holding_id = r.holding_id and l.person_id = r.person_id and l.speaks
        where r.holding_id = u.holding_id and r.unit_id = u.id and r.until is null), '{}') as languages,
      led.floor is not null as "nearLeader", coalesce(d.open_emergencies, 0) > 0 as emergency,
      exists (select 1 from turf t where t.shift_id = ${shift.id} and t.building_id = u.building_id
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
        and (t.pair_id is not null or exists (select 1 from turf_assignment a
          where a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null))) as given
    from unit u join holding h on h.id = u.holding_id and h.body_id = ${shift.bodyId}
    left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
    left join stairs on stairs.building_id = u.building_id
    left join led on led.building_id = u.building_id and led.floor = u.floor
      and led.entrance is not distinct from case when stairs.building_id is not null then u.entrance end
    where u.building_id = any (${buildings}::uuid[]) and (${only.length === 0} or u.id = any (${only}::uuid[]))
    order by u.building_id, u.floor_rank desc, u.floor, u.line_rank, u.label_key`
}

/** Doors of one building as turf of this shift: as whole as they are. */
export async function writeTurf(
  db: Handle,
  shift: OneShift,
  { all, units, pairId }: { all: readonly PlanDoor[]; units: readonly string[]; pairId: string | null },
): Promise<{ id: string; holdingId: string }> {
  const turf = turfOf(all, units)
  const [made] = await db.sql<{ id: string; holdingId: string }>`
    insert into turf (holding_id, shift_id, building_id, floors, units, pair_id)
    select h.id, ${shift.id}, h.building_id, ${turf.floors}::text[], ${turf.units}::uuid[], ${pairId}::uuid
    from holding h where h.building_id = ${all[0]?.buildingId ?? null}::uuid and h.body_id = ${shift.bodyId}
    returning id, holding_id as "holdingId"`
  if (!made) throw notFound()
  return made
}
