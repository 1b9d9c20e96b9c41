import { lockDoors } from '#app/buildings/coverage.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { takeBackKnock, writeKnock } from '../write-knock.server.ts'
import { addDoor } from './add-door.server.ts'
import type { Entry, RowAct, RowAnswer } from './paper.schema.ts'
import { opOf } from './row-op.server.ts'
import { findSheet, type Sheet } from './sheets.server.ts'

/** A row of paper, or its taking back, as the same facts a phone would have sent. */
export async function actOnRow(db: Handle, code: string, act: RowAct): Promise<RowAnswer> {
  const sheet = await findSheet(db, code)
  switch (act.kind) {
    case 'enter':
      return enterRow(db, sheet, act)
    case 'door':
      return addDoor(db, sheet, act)
    case 'takeBack':
      return takeBackRow(db, sheet, act.knockId)
  }
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
  if (standing && !standing.own && !sheet.mayCorrect) return { ok: false, why: 'others' }
  // Before it was printed, or after today: not on this paper.
  if (entry.day > db.today || entry.day < dayOf(sheet.at, db.union.timeZone)) return { ok: false, why: 'day' }
  if (sheet.closedAt) return { ok: false, why: 'closed' }

  if (standing && (await isWorkedOn(db, sheet, standing.knockId))) return { ok: false, why: 'worked' }
  if (standing) await takeBackKnock(db, { ...sheet, ...row, knockId: standing.knockId })
  await writeKnock(db, await opOf(db, sheet, row.unitId, entry))
  await db.sql`
    insert into print_entry (holding_id, knock_id, sheet_id, n, account_id)
    values (${sheet.holdingId}, ${entry.knockId}, ${sheet.id}, ${entry.n}, ${db.actor.accountId})`
  return { ok: true }
}

async function takeBackRow(db: Handle, sheet: Sheet, knockId: string): Promise<RowAnswer> {
  const [entry] = await db.sql<{ unitId: string; own: boolean }>`
    select r.unit_id as "unitId", e.account_id = ${db.actor.accountId} as own from print_entry e
    join print_row r on r.holding_id = e.holding_id and r.sheet_id = e.sheet_id and r.n = e.n
    where e.holding_id = ${sheet.holdingId} and e.sheet_id = ${sheet.id} and e.knock_id = ${knockId}`
  if (!entry) return { ok: false, why: 'gone' }
  if (!entry.own && !sheet.mayCorrect) return { ok: false, why: 'others' }
  await lockDoors(db, [entry.unitId])
  if (await isWorkedOn(db, sheet, knockId)) return { ok: false, why: 'worked' }
  await takeBackKnock(db, { ...sheet, ...entry, knockId })
  return { ok: true }
}

/** A repair that went on since would go with the row that told of it, and what a steward did for it, too. */
async function isWorkedOn(db: Handle, { holdingId }: Sheet, knockId: string) {
  const [event] = await db.sql`
    select 1 from live_grievance g join grievance_event e on e.holding_id = g.holding_id and e.grievance_id = g.id
    where g.holding_id = ${holdingId} and g.knock_id = ${knockId} and e.kind <> 'consent' and e.status is distinct from 'reported' limit 1`
  return Boolean(event)
}
