import { RouterContextProvider } from 'react-router'
import { findCredential, openSession } from '#app/account/accounts.server.ts'
import { findShiftCode, leadShift } from '#app/canvass/board/board.server.ts'
import { joinShift, tellShift } from '#app/canvass/joining/joining.server.ts'
import type { AskStep } from '#app/canvass/lists.ts'
import { addPair, giveDoorsOfPair, setLanguages } from '#app/canvass/turf/pairs.server.ts'
import { addShift } from '#app/canvass/turf/shifts.server.ts'
import { type Handle, withActor, withAnyone } from '#app/core/actor.server.ts'
import { timeOf } from '#app/core/days.ts'
import { sessionContext } from '#app/core/request-context.ts'
import { as, nameOf, type Someone } from './cast.ts'
import { dayAgo, timeZone } from './story.ts'

/** A shift that runs whenever somebody tries Lintel: today, all day, in the evening on past midnight, with the whole of 418 Alder St for its canvasser. */
export async function openTonight() {
  const rosa = await signIn(nameOf('secretary'))
  const cleo = await signIn(nameOf('canvasser'))
  const sam = await signIn(nameOf('steward'))
  const evening = await as(rosa, new Date(), async (db) => {
    if (await hasDoors(db, cleo.accountId)) return null
    const bodyId = db.actor.grants[0]?.bodyId ?? ''
    const [building] = await db.sql<{
      id: string
    }>`select building_id as id from holding where body_id = ${bodyId} limit 1`
    const isEvening = timeOf(new Date(), timeZone) >= '18:00'
    const when = isEvening
      ? { day: dayAgo(0), from: '17:00', to: '01:00', backBy: '01:00' }
      : { day: dayAgo(0), from: '00:01', to: '23:59', backBy: '23:59' }
    const asks: AskStep[] = ['flyer_neighbor', 'bring_neighbor', 'floor_captain']
    const shiftId = await addShift(db, {
      bodyId,
      ...when,
      place: 'Front steps',
      leadId: rosa.accountId,
      asks,
    })
    const pairId = await addPair(db, shiftId, [cleo.accountId])
    await setLanguages(db, shiftId, { accountId: cleo.accountId, languages: ['en', 'es'] })
    await db.sql`insert into turf (holding_id, shift_id, building_id, pair_id)
      select id, ${shiftId}, building_id, ${pairId} from holding where building_id = ${building?.id}`
    await giveDoorsOfPair(db, pairId)
    await addPair(db, shiftId, [rosa.accountId, sam.accountId])
    await leadShift(db, shiftId, { intent: 'newCode' })
    return { shiftId, code: (await findShiftCode(db, shiftId)) ?? '' }
  })
  if (evening) await joinInTheStreet(evening)
  for (const someone of [rosa, cleo, sam])
    await as(
      someone,
      new Date(),
      (db) => db.sql`update session set revoked_at = now() where id = ${someone.sessionId}`,
    )
}

/** Somebody came by, typed the code and has her phone ready: nobody vouched for her yet. */
async function joinInTheStreet({ shiftId, code }: { shiftId: string; code: string }) {
  const newcomer = { code, name: 'Maya', locale: 'en', label: 'Chrome · Android' }
  const joined = await withAnyone((db) => joinShift(db, newcomer))
  // In the first minute of the day today's shift is still to come.
  if (!joined) return
  const context = new RouterContextProvider()
  context.set(sessionContext, joined.sessionId)
  await withActor(context, 'doors', async (db) => {
    await tellShift(db, { shiftId, ready: true, back: false })
    await db.sql`update session set revoked_at = now() where id = ${db.sessionId}`
  })
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
