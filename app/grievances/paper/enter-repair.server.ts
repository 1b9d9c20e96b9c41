import { lockFiles } from '#app/buildings/coverage.server.ts'
import { instantWritten, justAfter } from '#app/canvass/instant-written.server.ts'
import type { RowAnswer } from '#app/canvass/paper/paper.schema.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { listCasesNear } from '../cases-near.server.ts'
import { severityOf } from '../categories.ts'
import { type Status, statusAfterContact, statusAfterTenant } from '../grievance-status.ts'
import { isCommonArea } from '../repair.schema.ts'
import { addEvent, addRepair, findRepairPlace, recountRepair, type Then } from '../repair-case.server.ts'
import { findRepair, type RepairRef } from '../repairs.server.ts'
import { freeLines, type HeardOnTheWay, type RepairEntry, type RepairRowAct } from './repair-paper.schema.ts'
import { findRepairSheet, type RepairSheet } from './repair-sheets.server.ts'

/** A row of a carried sheet, as the same events the case's own page would have made, on the day that stands on the paper. */
export async function actOnRepairRow(db: Handle, code: string, act: RepairRowAct): Promise<RowAnswer> {
  const sheet = await findRepairSheet(db, code)
  if (!db.actor.can('repairs.write', sheet.bodyId)) throw notFound()
  await lockFiles(db, [sheet.holdingId])
  const [known] = await db.sql`
    select 1 from repair_entry where holding_id = ${sheet.holdingId} and id = ${act.id} and sheet_id = ${sheet.id} and n = ${act.n}
    union select 1 from repair_row where holding_id = ${sheet.holdingId} and sheet_id = ${sheet.id} and n = ${act.n} and grievance_id = ${act.id}`
  if (known) return { ok: true }
  if (sheet.closedAt) return { ok: false, why: 'closed' }
  if (act.day > db.today || act.day < dayOf(sheet.at, db.union.timeZone)) return { ok: false, why: 'day' }
  return act.kind === 'enter' ? enterLine(db, sheet, act) : addLine(db, sheet, act)
}

async function enterLine(db: Handle, sheet: RepairSheet, entry: RepairEntry): Promise<RowAnswer> {
  const { holdingId } = sheet
  const [row] = await db.sql<{ grievanceId: string; standing: string | null }>`
    select r.grievance_id as "grievanceId", (select e.id from repair_entry e where e.holding_id = r.holding_id and e.sheet_id = r.sheet_id and e.n = r.n
      order by e.at desc, e.id desc limit 1) as standing
    from repair_row r where r.holding_id = ${holdingId} and r.sheet_id = ${sheet.id} and r.n = ${entry.n}`
  const ref = { holdingId, grievanceId: row?.grievanceId ?? '' }
  const repair = row && (await findRepair(db, ref))
  if (!repair) return { ok: false, why: 'gone' }
  if (row.standing && row.standing !== entry.instead) return { ok: false, why: 'done' }

  const then = { at: await instantWritten(db, entry.day), day: entry.day }
  const eventIds = await addEvents(db, ref, entry, then)
  await db.sql`
    insert into repair_entry (holding_id, id, sheet_id, n, account_id, day, fixed, channel, promised_by, event_ids)
    values (${holdingId}, ${entry.id}, ${sheet.id}, ${entry.n}, ${db.actor.accountId}, ${entry.day}::date, ${entry.fixed ?? null},
      ${entry.channel ?? null}, ${entry.promisedBy ?? null}::date, ${eventIds}::uuid[])`
  if (eventIds.length > 0) await recountRepair(db, ref, repair.unitId)
  return { ok: true }
}

/**
 * They take their place among what happened: what came after that day stands, and what was said of that day elsewhere already is not
 * said twice.
 */
async function addEvents(db: Handle, ref: RepairRef, entry: RepairEntry, then: Then): Promise<string[]> {
  const { fixed, channel, promisedBy = null, words = null } = entry
  const [before] = await db.sql<{ status: Status; isAnswered: boolean; isTold: boolean }>`
    select coalesce((select e.status from grievance_event e where e.holding_id = ${ref.holdingId} and e.grievance_id = ${ref.grievanceId}
        and e.status is not null and e.at <= ${then.at}::timestamptz order by e.at desc, e.id desc limit 1), 'reported') as status,
      coalesce(bool_or(e.kind = 'asked_tenant' and e.answer = ${fixed ?? null}), false) as "isAnswered",
      coalesce(bool_or(e.kind = 'landlord_contact' and e.channel = ${channel ?? null} and e.promised_by is not distinct from ${promisedBy}::date), false) as "isTold"
    from grievance_event e where e.holding_id = ${ref.holdingId} and e.grievance_id = ${ref.grievanceId} and e.day = ${then.day}::date`
  let status = before?.status ?? 'reported'
  const moved = (after: Status) => {
    const changed = after === status ? null : after
    status = after
    return changed
  }
  const made: string[] = []
  if (channel && (words || !before?.isTold)) {
    const after = statusAfterContact(status, { answered: Boolean(words), promised: promisedBy !== null })
    const contact = { kind: 'landlord_contact', channel, promisedBy, words, status: moved(after) } as const
    made.push(...(await addEvent(db, ref, contact, then)))
  }
  if (fixed && ((words && !channel) || !before?.isAnswered || entry.instead)) {
    const said = { words: channel ? null : words, status: moved(statusAfterTenant(status, fixed)) }
    const last = made.length > 0 ? { ...then, at: await justAfter(db, then.at) } : then
    made.push(...(await addEvent(db, ref, { kind: 'asked_tenant', answer: fixed, ...said }, last)))
  }
  return made
}

/** Heard on the way, on a free line: a case like any other, linked where the line has the same trouble. */
async function addLine(db: Handle, sheet: RepairSheet, heard: HeardOnTheWay): Promise<RowAnswer> {
  const { holdingId, buildingId } = sheet
  const [rows] = await db.sql<{ printed: number; isTaken: boolean }>`
    select count(*) filter (where not is_new)::int as printed, coalesce(bool_or(n = ${heard.n}), false) as "isTaken"
    from repair_row where holding_id = ${holdingId} and sheet_id = ${sheet.id}`
  const printed = rows?.printed ?? 0
  if (rows?.isTaken) return { ok: false, why: 'done' }
  if (heard.n <= printed || heard.n > printed + freeLines) return { ok: false, why: 'gone' }
  const place = await findRepairPlace(db, buildingId)
  const unitId = place?.doors.find(({ id }) => id === heard.place)?.id ?? null
  const commonArea = isCommonArea(heard.place) ? heard.place : null
  if (!unitId && !commonArea) return { ok: false, why: 'gone' }

  const near = unitId ? await listCasesNear(db, { holdingId, unitId, turfId: null }) : []
  const first = near.find(({ category }) => category === heard.category)?.first
  const then = { at: await instantWritten(db, heard.day), day: heard.day }
  const repair = {
    category: heard.category,
    severity: severityOf[heard.category],
    since: heard.since ?? null,
    words: heard.words ?? null,
    unitId,
    commonArea,
  }
  await addRepair(db, buildingId, repair, { id: heard.id, then })
  if (first)
    await db.sql`insert into grievance_link (holding_id, grievance_id, same_as) values (${holdingId}, ${heard.id}, ${first})`
  await db.sql`
    insert into repair_row (holding_id, sheet_id, n, grievance_id, is_new, seen)
    values (${holdingId}, ${sheet.id}, ${heard.n}, ${heard.id}, true, '{}')`
  return { ok: true }
}
