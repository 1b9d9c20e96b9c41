import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import type { TenantAnswer } from '../grievance-status.ts'
import type { Channel } from '../repair.schema.ts'
import type { RepairEvent } from '../repair-case.server.ts'
import { findRepair, listRepairs, type Repair } from '../repairs.server.ts'
import type { RepairSheet } from './repair-sheets.server.ts'

export type LineEntry = {
  id: string
  day: Day
  by: string | null
  fixed: TenantAnswer | null
  channel: Channel | null
  promisedBy: Day | null
  words: string | null
}

/** What happened to a repair since its sheet was printed, elsewhere than on this sheet. */
export type SinceThen = Pick<RepairEvent, 'kind' | 'status' | 'answer' | 'promisedBy' | 'day'>

export type RepairLine = {
  n: number
  /** Heard on the way: it stood on a free line. */
  isNew: boolean
  repair: Repair
  /** What the landlord said when they named a day. */
  promise: string | null
  since: SinceThen[]
  entry: LineEntry | null
}

type LineRecord = { n: number; isNew: boolean; id: string } & Pick<RepairLine, 'promise' | 'since' | 'entry'>

/** The rows as they are printed, with how each repair stands today, what came since, and what was entered. */
export async function listRepairLines(db: Handle, sheet: RepairSheet): Promise<RepairLine[]> {
  const records = await db.sql<LineRecord>`
    select r.n, r.is_new as "isNew", r.grievance_id as id,
      (select w.words from grievance_event e join grievance_event_words w on w.holding_id = e.holding_id and w.event_id = e.id
        where e.holding_id = r.holding_id and e.grievance_id = r.grievance_id and e.kind = 'landlord_contact' and e.promised_by is not null
        order by e.at desc, e.id desc limit 1) as promise,
      coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'status', e.status, 'answer', e.answer, 'promisedBy', e.promised_by, 'day', e.day)
          order by e.at, e.id) from grievance_event e
        where e.holding_id = r.holding_id and e.grievance_id = r.grievance_id and e.kind <> 'consent' and e.id <> all (r.seen)
          and not exists (select 1 from repair_entry o where o.holding_id = r.holding_id and o.sheet_id = r.sheet_id and o.n = r.n
            and e.id = any (o.event_ids))), '[]') as since,
      (select jsonb_build_object('id', o.id, 'day', o.day, 'by', a.name, 'fixed', o.fixed, 'channel', o.channel, 'promisedBy', o.promised_by,
          'words', (select w.words from grievance_event_words w where w.holding_id = o.holding_id and w.event_id = any (o.event_ids) limit 1))
        from repair_entry o left join account a on a.id = o.account_id
        where o.holding_id = r.holding_id and o.sheet_id = r.sheet_id and o.n = r.n order by o.at desc, o.id desc limit 1) as entry
    from repair_row r where r.holding_id = ${sheet.holdingId} and r.sheet_id = ${sheet.id} order by r.n`
  const repairs = new Map((await listRepairs(db)).map((repair) => [repair.id, repair]))
  const lines: RepairLine[] = []
  for (const { id, ...line } of records) {
    // Over for so long that the inbox does not show it any more; or taken back at the door where it was heard.
    const repair = repairs.get(id) ?? (await findRepair(db, { holdingId: sheet.holdingId, grievanceId: id }))
    if (repair) lines.push({ ...line, since: line.isNew ? [] : line.since, repair })
  }
  return lines
}
