import { lockDoors, recountDoors } from '#app/buildings/coverage.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'

export type MarkedDoor = {
  unitId: string
  holdingId: string
  bodyId: string
  label: string
  key: string
  address: string
  /** On which days they asked, and nobody has lifted it: the newest first. */
  asked: { knockId: string; day: Day }[]
}

/** A door whose mark this account may lift, marked or not. */
export async function findMarkedDoor(db: Handle, buildingId: string, key: string): Promise<MarkedDoor> {
  const bodies = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  const [door] = await db.sql<MarkedDoor>`
    select u.id as "unitId", u.holding_id as "holdingId", h.body_id as "bodyId", u.label, u.label_key as key, b.address,
      coalesce((select json_agg(json_build_object('knockId', k.id, 'day', k.day) order by k.at desc, k.id) from knock k
        where k.holding_id = u.holding_id and k.unit_id = u.id and k.disposition = 'do_not_knock' and not derive.taken_back(k.holding_id, k.id)
          and not exists (select 1 from do_not_knock_lift l where l.holding_id = k.holding_id and l.knock_id = k.id)), '[]') as asked
    from unit u join holding h on h.id = u.holding_id and h.body_id = any (${bodies}::uuid[]) join building b on b.id = u.building_id
    where u.building_id = ${buildingId}::uuid and u.label_key = ${key}`
  if (!door) throw notFound()
  return door
}

/** Of all that was said by now; what comes in later stands again. False: there is nothing to lift, or no more. */
export async function liftMark(
  db: Handle,
  buildingId: string,
  key: string,
  reason: string,
): Promise<boolean> {
  const { unitId } = await findMarkedDoor(db, buildingId, key)
  await lockDoors(db, [unitId])
  const { asked, holdingId, bodyId } = await findMarkedDoor(db, buildingId, key)
  if (asked.length === 0) return false
  const knocks = asked.map(({ knockId }) => knockId)
  await db.sql`
    insert into do_not_knock_lift (holding_id, knock_id, account_id, day, reason)
    select ${holdingId}::uuid, lifted.id, ${db.actor.accountId}::uuid, ${db.today}::date, ${reason} from unnest(${knocks}::uuid[]) as lifted (id)`
  await recordDeed(db, bodyId, 'mark_lifted', holdingId)
  await recountDoors(db, [unitId], 'door.lifted', unitId)
  return true
}
