import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'

export type FollowUp = {
  holdingId: string
  id: string
  what: string
  ownerName: string | null
  due: Day | null
  door: string
  address: string
  buildingId: string
}

/** What was promised at doors and is due by now; what has no day comes last. */
export async function listFollowUpsDue(db: Handle, limit = 7): Promise<FollowUp[]> {
  const today = db.today
  return db.sql<FollowUp>`
    select f.holding_id as "holdingId", f.id, f.what, coalesce(o.name, f.owner_name) as "ownerName", f.due, u.label as door, b.address, b.id as "buildingId"
    from live_follow_up f join unit u on u.holding_id = f.holding_id and u.id = f.unit_id join building b on b.id = u.building_id
    left join account o on o.id = f.owner_id
    where f.done_at is null and (f.due is null or f.due <= ${today}::date)
    order by f.due nulls last, f.at limit ${limit}`
}

/** Done, or not done after all. */
export async function setFollowUpDone(
  db: Handle,
  { holdingId, id, done }: { holdingId: string; id: string; done: boolean },
) {
  const settled = await db.sql`
    update follow_up set done_at = case when ${done} then now() end, done_by = case when ${done} then ${db.actor.accountId}::uuid end
    where holding_id = ${holdingId} and id = ${id} returning id`
  if (settled.length === 0) throw notFound()
}

export type MyTurf = { turfId: string; address: string; startsAt: string; endsAt: string; place: string }

/** Doors this actor was given whose shift runs now or comes, the soonest first. */
export async function listMyTurf(db: Handle): Promise<MyTurf[]> {
  return db.sql<MyTurf>`
    select t.id as "turfId", b.address, s.starts_at as "startsAt", s.ends_at as "endsAt", s.place
    from turf_assignment a join turf t on t.holding_id = a.holding_id and t.id = a.turf_id join shift s on s.id = t.shift_id
    join building b on b.id = t.building_id
    where a.account_id = ${db.actor.accountId} and a.revoked_at is null and a.expires_at > now()
    order by s.starts_at, b.address limit 7`
}
