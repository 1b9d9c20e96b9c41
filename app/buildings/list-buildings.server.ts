import type { Handle } from '#app/core/actor.server.ts'

export const listSorts = ['address', 'doors', 'talked', 'repairs'] as const
export type ListSort = (typeof listSorts)[number]

export type ListedBuilding = {
  id: string
  address: string
  heldBy: string
  /** Null when nobody counted. */
  doors: number | null
  /** Null where this body may not know. */
  talked: number | null
  tried: number | null
  members: number | null
  openRepairs: number | null
}

export const pageSize = 50

/** One page of the union's buildings: the ground is common, figures are one's own or shared. Those with figures come first. */
export async function listBuildings(
  db: Handle,
  { search, sort, page }: { search: string; sort: ListSort; page: number },
): Promise<{ buildings: ListedBuilding[]; total: number }> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db.sql<ListedBuilding & { total: number }>`
    with known as (
      select b.id, b.address, o.name held_by, b.address_key,
        case when b.doors_source = 'unknown' then null
          else coalesce(c.doors, s.doors, greatest(b.doors_estimate, (select count(*) from unit u where u.holding_id = h.id and u.struck_reason is null)))::int end doors,
        coalesce(c.reached, s.reached) talked, coalesce(c.knocked, s.knocked) - coalesce(c.reached, s.reached) tried,
        coalesce(c.members, s.members) members, coalesce(c.open_repairs, s.open_repairs) repairs
      from building b join holding h on h.building_id = b.id join body o on o.id = h.body_id
      left join building_coverage c on c.holding_id = h.id
      left join auth.shared_coverage() s on s.building_id = b.id
      where ${search} = '' or b.address ilike ${like} or b.address_key ilike ${like})
    select id, address, held_by "heldBy", doors, talked, tried, members, repairs "openRepairs", count(*) over ()::int total
    from known
    order by
      case when ${sort} = 'address' then talked is null end,
      case when ${sort} = 'doors' then -doors end nulls last,
      case when ${sort} = 'talked' then -talked::float / nullif(doors, 0) end nulls last,
      case when ${sort} = 'repairs' then -repairs end nulls last,
      substring(address_key from '^[^ ]+ (.*)$') nulls last, substring(address_key from '^[0-9]{1,9}')::bigint nulls last, address_key
    limit ${pageSize} offset ${(page - 1) * pageSize}`
  return { buildings: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
