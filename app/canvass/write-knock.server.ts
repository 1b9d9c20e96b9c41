import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { paperStatement } from './sync/sync-statements.ts'

/** With all else that a phone says of a knock. */
type Written = {
  knockId: string
  turfId?: string | null | undefined
  unitId: string
  day: string
  at: string
}

/** A knock that no phone sends, from paper or by another hand: the same facts as if one had. Its door is locked. */
export async function writeKnock(db: Handle, knock: Written, deviceId: string | null = null) {
  const { actor, union } = db
  const [fact] = await db.sql(
    paperStatement,
    JSON.stringify(knock),
    deviceId,
    actor.accountId,
    union.timeZone,
  )
  if (!fact) throw notFound()
  await recount(db, knock.unitId)
}

/** Taken back by whoever knocked. */
export async function takeBackKnock(
  db: Handle,
  { holdingId, knockId, unitId }: { holdingId: string; knockId: string; unitId: string },
) {
  await db.sql`
    insert into knock_retraction (holding_id, knock_id, account_id) values (${holdingId}, ${knockId}, ${db.actor.accountId}) on conflict do nothing`
  await recount(db, unitId)
}

function recount(db: Handle, unitId: string) {
  return db.sql`select derive.recount(${[unitId]}::uuid[], 'knock')`
}
