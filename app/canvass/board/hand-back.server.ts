import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { HandBack, HandBackReason } from './hand-back.schema.ts'

export type OpenTurf = {
  turfId: string
  address: string
  shift: { id: string; startsAt: string; place: string }
  labels: string[]
  /** Names of whoever else has these doors: they go back for all. */
  others: string[]
}

/** What is left of the doors this person has, as far as their phone has told. */
export function listOpenTurf(db: Handle): Promise<OpenTurf[]> {
  return db.sql<OpenTurf>`
    select t.id as "turfId", b.address, n.labels, auth.who_else_has(t.id) as others,
      jsonb_build_object('id', s.id, 'place', s.place,
        'startsAt', to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as shift
    from turf t join shift s on s.id = t.shift_id join building b on b.id = t.building_id
    cross join lateral (select array_agg(label) as labels from auth.not_knocked(t.id)) n
    where t.id = any ((select auth.turfs())::uuid[]) and n.labels is not null order by b.address, s.starts_at, t.id`
}

/** For everyone who has these doors: a pair works as one. */
export async function handBack(
  db: Handle,
  { turfId, why }: Pick<HandBack, 'turfId' | 'why'>,
): Promise<number> {
  const [row] = await db.sql<{ doors: number | null }>`
    select auth.hand_back(${turfId}::uuid, ${why}) as doors`
  if (typeof row?.doors !== 'number') throw notFound()
  return row.doors
}

export type HandedBack = {
  turfId: string
  address: string
  why: HandBackReason
  fromName: string | null
  labels: string[]
}

/** What waits on the board to be given to another pair. */
export function listHandedBack(db: Handle, shiftId: string) {
  return db.sql<HandedBack>`
    select turf_id as "turfId", address, why, from_name as "fromName", labels from auth.handed_back(${shiftId}::uuid)`
}

export async function giveOn(
  db: Handle,
  shiftId: string,
  { turfId, pairId }: { turfId: string; pairId: string },
) {
  const [row] = await db.sql<{ given: boolean }>`
    select auth.give_on(${shiftId}::uuid, ${turfId}::uuid, ${pairId}::uuid) as given`
  if (!row?.given) throw notFound()
}
