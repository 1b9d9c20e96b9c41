import { findCredential, openSession } from '#app/account/accounts.server.ts'
import { addShift, giveTurf } from '#app/canvass/turf/shifts.server.ts'
import { type Handle, withAnyone } from '#app/core/actor.server.ts'
import { as, nameOf, type Someone } from './cast.ts'
import { dayAgo } from './story.ts'

/** A shift that runs whenever somebody tries Lintel: today, all day, with the whole of 418 Alder St for its canvasser. */
export async function openTonight() {
  const rosa = await signIn(nameOf('secretary'))
  const cleo = await signIn(nameOf('canvasser'))
  await as(rosa, new Date(), async (db) => {
    if (await hasDoors(db, cleo.accountId)) return
    const bodyId = db.actor.grants[0]?.bodyId ?? ''
    const [building] = await db.sql<{
      id: string
    }>`select building_id as id from holding where body_id = ${bodyId} limit 1`
    const when = { day: dayAgo(0), from: '00:01', to: '23:59' }
    const shiftId = await addShift(db, { bodyId, ...when, place: 'Front steps', leadId: rosa.accountId })
    await giveTurf(db, shiftId, { buildingId: building?.id ?? '', floors: [], accountIds: [cleo.accountId] })
  })
  for (const someone of [rosa, cleo])
    await as(
      someone,
      new Date(),
      (db) => db.sql`update session set revoked_at = now() where id = ${someone.sessionId}`,
    )
}

async function hasDoors(db: Handle, accountId: string) {
  const rows = await db.sql`select id from turf_assignment
    where account_id = ${accountId} and revoked_at is null and expires_at > now() + interval '1 hour'`
  return rows.length > 0
}

async function signIn(name: string): Promise<Someone> {
  return withAnyone(async (db) => {
    const found = await findCredential(db, name)
    if (!found) throw new Error(`${name} is not in the made-up union`)
    return {
      accountId: found.accountId,
      name,
      sessionId: (await openSession(db, found.accountId, 'seed')).sessionId,
    }
  })
}
