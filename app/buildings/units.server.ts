import type { AnonymousHandle } from '#app/core/actor.server.ts'

/**
 * A building's doors and their state as the text of its JSON: PostgreSQL writes it and nobody reads it again on the way out.
 */
export async function findUnits(db: AnonymousHandle, buildingId: string): Promise<string | null> {
  const [row] = await db.sql<{ body: string }>`
    select json_build_object('id', b.id, 'address', b.address, 'kind', b.kind, 'doorsSource', b.doors_source, 'units', coalesce((
      select json_agg(json_build_object('id', u.id, 'label', u.label, 'floor', u.floor, 'line', u.line, 'struck', u.struck_reason,
        'tries', d.tries, 'lastDay', d.last_day, 'lastDisposition', d.last_disposition, 'reachedDay', d.reached_day,
        'members', d.members, 'openRepairs', d.open_repairs, 'level', l.level)
        order by u.floor_rank desc, u.line_rank, u.label_key)
      from unit u left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
      left join auth.door_levels(h.id) l on l.unit_id = u.id where u.holding_id = h.id), '[]'))::text body
    from building b join holding h on h.building_id = b.id where b.id = ${buildingId}::uuid`
  return row?.body ?? null
}
