import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'

export type RefusedOp = {
  id: string
  opId: string
  personName: string | null
  code: string
  /** As it was said at the door, or as it came when it could not be read. */
  payload: Record<string, unknown>
  at: string
  /** The day on which its words are let go, looked at or not. */
  until: Day
  bodyId: string | null
  address: string | null
  door: string | null
}

/** A page of them; the next come up as these are settled. */
const mostShown = 100

/** Acts from phones that could not be applied and that nobody has looked at yet, oldest first. */
export function listRefused(db: Handle): Promise<RefusedOp[]> {
  const bodies = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  return db.sql<RefusedOp>`
    select r.id, r.op_id as "opId", a.name as "personName", r.code, r.payload, r.at,
      ((r.at at time zone ${db.union.timeZone})::date + 91)::text as until, coalesce(h.body_id, r.body_id) as "bodyId",
      b.address, u.label as door
    from refused_op r left join account a on a.id = r.account_id left join holding h on h.id = r.holding_id left join building b on b.id = h.building_id
    left join unit u on u.holding_id = r.holding_id and u.id = case
      when r.payload ->> 'unitId' ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then (r.payload ->> 'unitId')::uuid end
    where r.settled_at is null and coalesce(h.body_id, r.body_id) = any (${bodies}::uuid[])
    order by r.at, r.op_id limit ${mostShown}`
}

/** How many wait, and since when the first of them. */
export async function countRefused(db: Handle): Promise<{ count: number; since: string | null }> {
  const bodies = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  const [row] = await db.sql<{ count: number; since: string | null }>`
    select count(*)::int as count, min(r.at) as since from refused_op r left join holding h on h.id = r.holding_id
    where r.settled_at is null and coalesce(h.body_id, r.body_id) = any (${bodies}::uuid[])`
  return row ?? { count: 0, since: null }
}
