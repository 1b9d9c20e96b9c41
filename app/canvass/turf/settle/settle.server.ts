import { randomUUID } from 'node:crypto'
import type { RouterContextProvider } from 'react-router'
import { lockDoors } from '#app/buildings/coverage.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import { borrowing } from '../../carry/carry.server.ts'
import { instantWritten } from '../../instant-written.server.ts'
import { dispositionCodes } from '../../lists.ts'
import { type Refusal, refusals } from '../../sync/sync.schema.ts'
import { takeBackKnock, writeKnock } from '../../write-knock.server.ts'
import type { AsideReason } from '../by-hand/by-hand.schema.ts'
import { lendDoor } from '../by-hand/by-hand.server.ts'
import { actOf, readAct, withNewIds } from '../by-hand/read-act.ts'
import type { doneByLead, LeadProblem, SettleAct } from './settle.schema.ts'

type Context = Readonly<RouterContextProvider>
const kinds = ['knock', 'retract', 'unit'] as const

type Row = {
  id: string
  bodyId: string
  personName: string | null
  code: string
  at: string
  dayFrom: string
  kind: string | null
  disposition: string | null
  saysMore: boolean
  fact: string | null
  unitId: string | null
  door: string | null
  buildingId: string | null
  address: string | null
}

/** An act that waits, without its words: they stay hidden from whoever leads the evening. */
export type LeadAct = Omit<Row, 'code' | 'kind' | 'disposition' | 'dayFrom'> & {
  code: Refusal
  kind: (typeof kinds)[number] | null
  disposition: (typeof dispositionCodes)[number] | null
  /** The day of the evening; the one on which it came, if that was before. */
  day: string
}

export type LeadDoor = { id: string; label: string; buildingId: string; address: string }

export type LeadAnswer =
  | { ok: true; did: (typeof doneByLead)[number] }
  | { ok: false; field: 'unitId' | 'root'; why: LeadProblem }

/** Of one evening, for who leads it. Null: not theirs to lead, or not any more. */
export async function listActsOfShift(db: Handle, shiftId: string): Promise<LeadAct[] | null> {
  const [row] = await db.sql<{ leads: boolean }>`select auth.leads_shift(${shiftId}::uuid) as leads`
  if (!row?.leads) return null
  const acts = await db.sql<Row>`
    select id, body_id as "bodyId", person_name as "personName", code, at, day_from as "dayFrom", kind, disposition, says_more as "saysMore", fact, unit_id as "unitId", door,
      building_id as "buildingId", address
    from auth.acts_of_shift(${shiftId}::uuid)`
  return acts.map(({ dayFrom, ...act }) => ({
    ...act,
    code: refusals.find((code) => code === act.code) ?? 'refused',
    kind: kinds.find((kind) => kind === act.kind) ?? null,
    disposition: dispositionCodes.find((code) => code === act.disposition) ?? null,
    day: [dayFrom, act.at].map((at) => dayOf(at, db.union.timeZone)).sort()[0] ?? db.today,
  }))
}

export async function countActsOfShift(db: Handle, shiftId: string): Promise<number> {
  const [row] = await db.sql<{
    n: number
  }>`select count(*)::int as n from auth.acts_of_shift(${shiftId}::uuid)`
  return row?.n ?? 0
}

/** Where an act may be written: the doors of the evening, whichever pair has them. */
export function listDoorsOfShift(db: Handle, shiftId: string) {
  return db.sql<LeadDoor>`
    select unit_id as id, label, building_id as "buildingId", address from auth.shift_doors(${shiftId}::uuid)`
}

/** Written as its author's and under their rights, or put aside; the log says by whom. */
export async function settleAct(
  db: Handle,
  context: Context,
  shiftId: string,
  how: SettleAct,
): Promise<LeadAnswer> {
  const act = (await listActsOfShift(db, shiftId))?.find(({ id }) => id === how.id)
  if (!act) throw notFound()
  if (how.intent === 'aside') return settle(db, act, 'aside', { reason: how.reason })
  if (how.intent === 'knock' && act.kind === 'knock') return writeByHand(db, context, act, how.unitId)
  if (how.intent === 'retract' && act.kind === 'retract') return takeBack(db, context, act)
  return { ok: false, field: 'root', why: 'refused' }
}

async function writeByHand(db: Handle, context: Context, act: LeadAct, unitId: string): Promise<LeadAnswer> {
  if (!act.disposition) return { ok: false, field: 'root', why: 'rules' }
  await lockDoors(db, [unitId])
  const session = await lendDoor(db, act.id, unitId)
  if (!session) return { ok: false, field: 'unitId', why: 'notHere' }
  const knockId = await borrowing(db, context, session, (as) => writeAs(as, act, unitId))
  if (!knockId) return { ok: false, field: 'root', why: 'rules' }
  return settle(db, act, 'written', { knockId })
}

/**
 * By now this is its author: they alone, and whoever keeps the file, may read what they said. Null: a rule that every act is under is broken, or
 * somebody has to choose: what cannot be read may be a no, and whoever was new in an act that came under a taken id may be in the file already.
 */
async function writeAs(as: Handle, { id, code, day }: LeadAct, unitId: string): Promise<string | null> {
  const [kept] = await as.sql<{ payload: unknown; deviceId: string }>`
    select payload, device_id as "deviceId" from refused_op where id = ${id}`
  const read = readAct(kept?.payload)
  if (!kept || read.kind !== 'knock' || !read.disposition || read.spoilt.length > 0) return null
  const { knockId, turfId } = read
  const ids = { knockId: knockId ?? randomUUID(), turfId: turfId ?? randomUUID(), unitId }
  const made = actOf(read, ids, read.disposition, read.parts)
  if (!made.ok) return null
  const isTaken =
    ['id_taken', 'changed'].includes(code) ||
    (await as.sql`select from knock where id = ${ids.knockId}`).length > 0
  if (isTaken && made.knock.person?.isNew) return null
  const knock = isTaken ? withNewIds(made.knock, { id: randomUUID, isKnown: true }) : made.knock
  await writeKnock(as, { ...knock, turfId, day, at: await instantWritten(as, day) }, kept.deviceId)
  return knock.knockId
}

async function takeBack(db: Handle, context: Context, act: LeadAct): Promise<LeadAnswer> {
  const { fact, unitId } = act
  if (!fact || !unitId) return { ok: false, field: 'root', why: 'notHere' }
  await lockDoors(db, [unitId])
  const session = await lendDoor(db, act.id, unitId)
  if (!session) return { ok: false, field: 'root', why: 'notHere' }
  await borrowing(db, context, session, async (as) => {
    const [knock] = await as.sql<{ holdingId: string }>`
      select holding_id as "holdingId" from knock where id = ${fact} and account_id = ${as.actor.accountId}`
    if (knock) await takeBackKnock(as, { ...knock, knockId: fact, unitId })
  })
  return settle(db, act, 'takenBack', {})
}

async function settle(
  db: Handle,
  { id }: LeadAct,
  did: (typeof doneByLead)[number],
  { reason, knockId }: { reason?: AsideReason; knockId?: string },
): Promise<LeadAnswer> {
  const isAside = did === 'aside'
  const [settled] = await db.sql<{ bodyId: string; about: string }>`
    select body_id as "bodyId", about from auth.settle_act(${id}::uuid, ${isAside ? 'not_needed' : 'applied_by_hand'}, ${reason ?? null},
      ${knockId ?? null}::uuid)`
  if (!settled) throw notFound()
  await recordDeed(db, settled.bodyId, isAside ? 'act_put_aside' : 'act_by_hand', settled.about)
  return { ok: true, did }
}
