import { randomUUID } from 'node:crypto'
import { lockDoors } from '#app/buildings/coverage.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { dayOf, instantOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { unnamed } from '../lists.ts'
import { paperStatement } from '../sync-statements.ts'
import type { Entry, RowAct, RowRefusal } from './paper.schema.ts'
import { findSheet, type Sheet } from './paper.server.ts'

export type RowAnswer = { ok: true } | { ok: false; why: RowRefusal }

/** When most doors are knocked: of what was written on another day only the day is known. */
const evening = '20:00'

/** A row of paper, or its taking back, as the same facts a phone would have sent. */
export async function actOnRow(db: Handle, code: string, act: RowAct): Promise<RowAnswer> {
  const sheet = await findSheet(db, code)
  return act.kind === 'enter' ? enterRow(db, sheet, act) : takeBackRow(db, sheet, act.knockId)
}

async function enterRow(db: Handle, sheet: Sheet, entry: Entry): Promise<RowAnswer> {
  const [row] = await db.sql<{ unitId: string }>`
    select unit_id as "unitId" from print_row where holding_id = ${sheet.holdingId} and sheet_id = ${sheet.id} and n = ${entry.n}`
  if (!row) throw notFound()
  await lockDoors(db, [row.unitId])
  const entered = await db.sql<{ knockId: string; n: number; own: boolean; takenBack: boolean }>`
    select knock_id as "knockId", n, account_id = ${db.actor.accountId} as own, derive.taken_back(holding_id, knock_id) as "takenBack"
    from print_entry where holding_id = ${sheet.holdingId} and sheet_id = ${sheet.id} and (n = ${entry.n} or knock_id = ${entry.knockId})`
  if (entered.some(({ knockId, n }) => knockId === entry.knockId && n === entry.n)) return { ok: true }
  const standing = entered.find(({ n, takenBack }) => n === entry.n && !takenBack)
  if (standing && standing.knockId !== entry.instead) return { ok: false, why: 'done' }
  if (standing && !standing.own) return { ok: false, why: 'others' }
  // Before it was printed, or after today: not on this paper.
  if (entry.day > db.today || entry.day < dayOf(sheet.at, db.union.timeZone)) return { ok: false, why: 'day' }
  if (sheet.closedAt) return { ok: false, why: 'closed' }

  if (standing) await takeBack(db, sheet, standing.knockId)
  const op = JSON.stringify(await opOf(db, sheet, row.unitId, entry))
  const [made] = await db.sql(paperStatement, op, null, db.actor.accountId, db.union.timeZone)
  if (!made) throw notFound()
  await db.sql`
    insert into print_entry (holding_id, knock_id, sheet_id, n, account_id)
    values (${sheet.holdingId}, ${entry.knockId}, ${sheet.id}, ${entry.n}, ${db.actor.accountId})`
  await recount(db, row.unitId)
  return { ok: true }
}

async function takeBackRow(db: Handle, sheet: Sheet, knockId: string): Promise<RowAnswer> {
  const [entry] = await db.sql<{ unitId: string; own: boolean }>`
    select r.unit_id as "unitId", e.account_id = ${db.actor.accountId} as own from print_entry e
    join print_row r on r.holding_id = e.holding_id and r.sheet_id = e.sheet_id and r.n = e.n
    where e.holding_id = ${sheet.holdingId} and e.sheet_id = ${sheet.id} and e.knock_id = ${knockId}`
  if (!entry) return { ok: false, why: 'gone' }
  if (!entry.own) return { ok: false, why: 'others' }
  await lockDoors(db, [entry.unitId])
  await takeBack(db, sheet, knockId)
  await recount(db, entry.unitId)
  return { ok: true }
}

function takeBack(db: Handle, { holdingId }: Sheet, knockId: string) {
  return db.sql`
    insert into knock_retraction (holding_id, knock_id, account_id) values (${holdingId}, ${knockId}, ${db.actor.accountId}) on conflict do nothing`
}

function recount(db: Handle, unitId: string) {
  return db.sql`select derive.recount(${[unitId]}::uuid[], 'knock')`
}

/** As a phone would say it. Ids beside the knock's are made here: the knock's own decides whether it is there already. */
async function opOf(db: Handle, sheet: Sheet, unitId: string, entry: Entry) {
  const { knockId, day, disposition, level, coming, note } = entry
  return {
    knockId,
    unitId,
    turfId: sheet.turfId,
    disposition,
    flyer: sheet.leavesFlyer && disposition === 'not_home',
    day,
    at: await instantFor(db, sheet, day),
    ...(level
      ? { person: await personAt(db, sheet, unitId), level: { id: randomUUID(), level, basis: ['said'] } }
      : {}),
    ...(coming && sheet.meetingId
      ? { asks: [{ id: randomUUID(), step: 'meeting', meetingId: sheet.meetingId, answer: coming }] }
      : {}),
    ...(note ? { note } : {}),
  }
}

async function instantFor(db: Handle, sheet: Sheet, day: string) {
  const then = instantOf(day, evening, db.union.timeZone)
  const [clock] = await db.sql<{ at: string }>`
    select case when ${day}::date = ${db.today}::date or ${then}::timestamptz > core.clock() then core.clock()
      else ${then}::timestamptz + extract(epoch from core.clock() - ${sheet.at}::timestamptz) * interval '1 microsecond' end as at`
  return clock?.at
}

/** Paper names nobody: a level is of the one person known here, else of somebody without a name, one to a door. */
async function personAt(db: Handle, sheet: Sheet, unitId: string) {
  const known = await db.sql<{ personId: string; name: string }>`
    select p.id as "personId", p.name from residency r join person p on p.holding_id = r.holding_id and p.id = r.person_id
    where r.holding_id = ${sheet.holdingId} and r.unit_id = ${unitId} and r.until is null
    union select t.person_id, t.name from auth.turf_people() t where t.unit_id = ${unitId}`
  const named = known.filter(({ name }) => name !== unnamed)
  const one = named.length === 1 ? named[0] : known.find(({ name }) => name === unnamed)
  return one ? { personId: one.personId, isNew: false } : { personId: randomUUID(), isNew: true }
}
