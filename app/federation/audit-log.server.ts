import type { Handle } from '#app/core/actor.server.ts'
import type { Deed } from './deed-words.ts'

/** Appends to the body's chain of entries; in the same transaction as the deed itself. */
export async function recordDeed(db: Handle, bodyId: string, deed: Deed, about: string | null = null) {
  await db.sql`select auth.record(${bodyId}, ${deed}, ${about}::uuid)`
}

export type LogEntry = { n: number; who: string | null; action: string; about: string | null; day: string }

export async function listLog(
  db: Handle,
  bodyId: string,
  { before, limit = 50 }: { before?: number; limit?: number } = {},
) {
  return db.sql<LogEntry>`
    select e.n, a.name as who, e.action, e.day, coalesce(b.name, o.name, g.address, s.place) as about
    from audit_entry e left join account a on a.id = e.account_id left join body b on b.id = e.object_id
    left join account o on o.id = e.object_id left join holding h on h.id = e.object_id left join building g on g.id = h.building_id
    left join shift s on s.id = e.object_id
    where e.body_id = ${bodyId} and (${before ?? null}::bigint is null or e.n < ${before ?? null}) order by e.n desc limit ${limit}`
}

/**
 * Computes the chain anew from its first entry. The number of the first entry that does not fit the one before it, or one more
 * than the last when the end was cut off; null when all fit.
 */
export async function findLogBreak(db: Handle, bodyId: string): Promise<number | null> {
  const [row] = await db.sql<{ broken: number | null }>`
    with linked as (
      select n, previous, hash, lag(hash, 1, ''::bytea) over chain as before, lag(n, 1, 0::bigint) over chain as last_n,
        sha256(previous || convert_to(concat_ws('|', body_id, n, account_id, action, object_id, day), 'UTF8')) as computed
      from audit_entry where body_id = ${bodyId} window chain as (order by n)),
    bad as (select n from linked where previous <> before or n <> last_n + 1 or hash <> computed)
    select coalesce((select min(n) from bad), (select c.audit from body_clock c where c.body_id = ${bodyId}
      and c.audit_head <> coalesce((select hash from linked order by n desc limit 1), ''::bytea))) as broken`
  return row?.broken ?? null
}
