import type { Handle } from '#app/core/actor.server.ts'

type Near = { holdingId: string; unitId: string; turfId: string | null }

/** Open cases at this door, or above or below it on the same stairs: of each kind the one heard first, this door's own before others. */
export function listCasesNear(db: Handle, { holdingId, unitId, turfId }: Near) {
  return db.sql<{ category: string; first: string }>`
    with open as (
      select g.id, g.unit_id, g.category from live_grievance g
      where g.holding_id = ${holdingId} and g.unit_id is not null and derive.is_open(g.holding_id, g.id)
      union select (r ->> 'id')::uuid, t.unit_id, r ->> 'category' from auth.turf_doors() t, jsonb_array_elements(t.open_repairs) r
      where t.turf_id = ${turfId}::uuid)
    select distinct on (o.category) o.category, o.id as first from open o
    join unit u on u.holding_id = ${holdingId} and u.id = o.unit_id
    join unit here on here.holding_id = u.holding_id and here.id = ${unitId}
    where u.id = here.id or (u.line <> '' and u.line = here.line and (u.entrance is not distinct from here.entrance
      or (select count(distinct s.entrance) < 2 from unit s where s.building_id = here.building_id)))
    order by o.category, u.id <> here.id, u.floor_rank, o.id`
}
