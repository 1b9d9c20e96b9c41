import { randomUUID } from 'node:crypto'
import { findShiftCode, leadShift } from '#app/canvass/board/board.server.ts'
import { joinShift } from '#app/canvass/joining/joining.server.ts'
import { withAnyone } from '#app/core/actor.server.ts'
import { pullLease } from './door-factories.ts'
import { aBuilding, actAs, type TestAccount, type TestBody } from './factories.ts'

export type TestEvening = {
  shiftId: string
  pairs: [string, string]
  code: string
  building: Awaited<ReturnType<typeof aBuilding>>
}

/** A shift that began an hour ago, with a code, and two empty pairs that have a floor each of a building of its own. */
export async function anEvening({
  in: body,
  lead,
}: {
  in: TestBody
  lead?: TestAccount
}): Promise<TestEvening> {
  const building = await aBuilding({ in: body })
  const shiftId = randomUUID()
  const pairs: [string, string] = [randomUUID(), randomUUID()]
  const code = await actAs(body.secretary, async (db) => {
    await db.sql`insert into shift (id, body_id, starts_at, ends_at, place, lead_id, made_by)
      values (${shiftId}, ${body.id}, now() - interval '1 hour', now() + interval '2 hours', 'Front steps', ${lead?.accountId ?? null}, ${body.secretary.accountId})`
    for (const [at, id] of pairs.entries()) {
      await db.sql`insert into shift_pair (id, shift_id, place, name) values (${id}, ${shiftId}, ${at + 1}, ${`Pair ${at + 1}`})`
      await db.sql`insert into turf (holding_id, id, shift_id, building_id, floors, pair_id)
        values (${building.holdingId}, ${randomUUID()}, ${shiftId}, ${building.id}, array[${String(at + 1)}], ${id})`
    }
    await leadShift(db, shiftId, { intent: 'newCode' })
    return (await findShiftCode(db, shiftId)) ?? ''
  })
  return { shiftId, pairs, code, building }
}

/** Comes in by the code, with a first name alone. */
export async function aVisitor({ code }: { code: string }, name = 'Maya'): Promise<TestAccount> {
  const joined = await withAnyone((db) =>
    joinShift(db, { code, name, locale: 'en', label: 'Chrome · Android' }),
  )
  if (!joined) throw new Error('The code was not good')
  const { accountId } = await pullLease(joined)
  return { name, accountId, sessionId: joined.sessionId, token: joined.token }
}

/** The shift that doors were given on. */
export async function shiftOf(body: TestBody, turfId: string) {
  const [turf] = await actAs(
    body.secretary,
    (db) => db.sql<{ id: string }>`select shift_id as id from turf where id = ${turfId}`,
  )
  if (!turf) throw new Error('No such turf')
  return turf.id
}

/** As if the shift had been called for then: both as PostgreSQL writes a span, from now. */
export function moveShift(body: TestBody, shiftId: string, starts: string, ends: string) {
  return actAs(
    body.secretary,
    (db) => db.sql`
      update shift set starts_at = now() + ${starts}::interval, ends_at = now() + ${ends}::interval where id = ${shiftId}`,
  )
}

/** The doors on somebody's phone. */
export async function doorsGivenTo(who: TestAccount) {
  const doors = await actAs(
    who,
    (db) => db.sql<{ label: string }>`select label from auth.turf_doors() order by label`,
  )
  return doors.map(({ label }) => label)
}
