import type { struckReasons } from '#app/buildings/building.schema.ts'
import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import {
  type AskStep,
  type Basis,
  coolOffDays,
  type Disposition,
  dispositions,
  type Heard,
  type LanguageCode,
  unnamed,
} from '../lists.ts'
import type { Said } from './paper.schema.ts'
import type { Sheet } from './sheets.server.ts'

export type SheetRow = {
  n: number
  /** Found on the way: it stood on a free line. */
  isNew: boolean
  unitId: string
  label: string
  floor: string
  /** Null where there is one staircase. */
  entrance: string | null
  struck: (typeof struckReasons)[number] | null
  doNotKnock: boolean
  unsafe: boolean
  /** Whoever refused before this day is left in peace until this one. */
  peaceUntil: Day | null
  languages: string[]
  entry: RowEntry | null
}
export type RowEntry = {
  knockId: string
  /** Null: somebody else entered it, and what it says is not this reader's. */
  disposition: Disposition | null
  day: Day | null
  own: boolean
  /** Null: there may be more than the result, and it is not this reader's. */
  said: Said | null
}

type EntryRecord = Omit<RowEntry, 'said'> & {
  n: number
  level: Said['level'] | null
  basis: Basis[] | null
  coming: Said['coming'] | null
  asks: { step: AskStep; answer: NonNullable<Said['coming']> }[] | null
  languages: LanguageCode[] | null
  heard: Heard[] | null
  consents: NonNullable<Said['consents']> | null
  joined: boolean
  listensTo: string[] | null
  followUp: { what: string; due: Day | null } | null
  repairs: (NonNullable<Said['repairs']>[number] & { words: string | null })[] | null
  name: string | null
  phone: string | null
  note: string | null
  verbatim: boolean | null
}

/** The rows as they are printed, with what is said at these doors today and what was entered. */
export async function listRows(db: Handle, sheet: Sheet): Promise<SheetRow[]> {
  const [rows, entries] = await Promise.all([
    db.sql<Omit<SheetRow, 'entry'>>`
    with given as materialized (select * from auth.turf_doors() t where t.turf_id = ${sheet.turfId}::uuid)
    select r.n, r.is_new as "isNew", u.id as "unitId", u.label, u.floor, u.struck_reason as struck, coalesce(d.do_not_knock, t.do_not_knock, false) as "doNotKnock",
      case when (select count(distinct s.entrance) > 1 from unit s where s.holding_id = ${sheet.holdingId}) then u.entrance end as entrance,
      coalesce('unsafe' = any (t.warnings), false) or exists (select 1 from knock k where k.holding_id = u.holding_id and k.unit_id = u.id
        and k.disposition = 'hostile_unsafe' and not derive.taken_back(k.holding_id, k.id)) as unsafe,
      (select case when max(r.day) + ${coolOffDays}::int > ${sheet.day}::date then max(r.day) + ${coolOffDays}::int end from (
        select k.day from knock k where k.holding_id = u.holding_id and k.unit_id = u.id and k.disposition = 'refused' and k.day < ${sheet.day}::date
          and not derive.taken_back(k.holding_id, k.id)
        union all select t.last_day where t.last_disposition = 'refused' and t.last_day < ${sheet.day}::date) r) as "peaceUntil",
      case when coalesce(d.do_not_knock, false) then '{}' else coalesce((select array_agg(distinct l.language order by l.language) from residency o
        join person_language l on l.holding_id = o.holding_id and l.person_id = o.person_id and l.speaks
        where o.holding_id = u.holding_id and o.unit_id = u.id and o.until is null), t.languages, '{}') end as languages
    from print_row r join unit u on u.holding_id = r.holding_id and u.id = r.unit_id
    left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id left join given t on t.unit_id = u.id
    where r.holding_id = ${sheet.holdingId} and r.sheet_id = ${sheet.id} order by r.n`,
    readEntries(db, sheet),
  ])
  const reads = db.actor.can('notes.read', sheet.bodyId)
  const entered = new Map(entries.map((entry) => [entry.n, entryOf(entry, sheet, reads)]))
  return rows.map((row) => ({ ...row, entry: entered.get(row.n) ?? null }))
}

/** What is left of each row, in the tables a phone's words are in. */
function readEntries(db: Handle, sheet: Sheet) {
  return db.sql<EntryRecord>`
    select e.n, e.knock_id as "knockId", k.disposition, k.day, e.account_id = ${db.actor.accountId} as own, l.level, l.basis,
      (select a.answer from live_ask a where a.holding_id = e.holding_id and a.knock_id = e.knock_id and a.meeting_id = ${sheet.meetingId}::uuid limit 1) as coming,
      (select jsonb_agg(jsonb_build_object('step', a.step, 'answer', a.answer)) from live_ask a
        where a.holding_id = e.holding_id and a.knock_id = e.knock_id
          and (a.meeting_id is null or a.meeting_id is distinct from ${sheet.meetingId}::uuid)) as asks,
      (select array_agg(spoken.language order by spoken.language) from (
        select s.language from person_language s where s.holding_id = e.holding_id and s.person_id = k.person_id and s.speaks
        union select substr(h.code, 8) from knock_heard h where h.holding_id = e.holding_id and h.knock_id = e.knock_id and h.code like 'speaks:%'
      ) spoken) as languages,
      (select array_agg(h.code) from knock_heard h where h.holding_id = e.holding_id and h.knock_id = e.knock_id and h.code not like 'speaks:%') as heard,
      (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('purpose', c.purpose, 'channel', c.channel, 'given', c.given))) from live_consent c
        where c.holding_id = e.holding_id and c.knock_id = e.knock_id) as consents,
      exists (select 1 from live_membership m where m.holding_id = e.holding_id and m.knock_id = e.knock_id) as joined,
      (select array_agg(u.label order by u.floor_rank, u.line_rank, u.label_key) from live_naming l join unit u on u.holding_id = l.holding_id and u.id = l.unit_id
        where l.holding_id = e.holding_id and l.knock_id = e.knock_id) as "listensTo",
      (select jsonb_build_object('what', f.what, 'due', f.due) from live_follow_up f where f.holding_id = e.holding_id and f.knock_id = e.knock_id limit 1) as "followUp",
      (select jsonb_agg(jsonb_build_object('category', g.category, 'words', v.words,
          'since', case g.since when g.day then 'today' when g.day - 6 then 'this_week' else 'longer' end) order by g.category, g.id)
        from live_grievance g left join grievance_words v on v.holding_id = g.holding_id and v.grievance_id = g.id
        where g.holding_id = e.holding_id and g.knock_id = e.knock_id) as repairs,
      nullif(p.name, ${unnamed}) as name,
      (select c.as_typed from contact c where c.holding_id = e.holding_id and c.person_id = k.person_id and c.kind = 'phone' limit 1) as phone,
      w.note, w.verbatim
    from print_entry e left join knock k on k.holding_id = e.holding_id and k.id = e.knock_id
    left join live_assessment l on l.holding_id = e.holding_id and l.knock_id = e.knock_id
    left join person p on p.holding_id = e.holding_id and p.id = k.person_id
    left join knock_note w on w.holding_id = e.holding_id and w.knock_id = e.knock_id
    where e.holding_id = ${sheet.holdingId} and e.sheet_id = ${sheet.id} and not derive.taken_back(e.holding_id, e.knock_id)`
}

function entryOf(record: EntryRecord, sheet: Sheet, reads: boolean): RowEntry {
  const { knockId, disposition, day, own } = record
  const isPlain = disposition !== null && dispositions[disposition].bare
  return { knockId, disposition, day, own, said: reads ? saidOf(record, sheet) : isPlain ? {} : null }
}

/** A name, a number and a language are a person's: they are of this row where the row said that they may be kept. */
function saidOf(record: EntryRecord, { asks }: Sheet): Said {
  const { disposition, level, basis, coming, followUp } = record
  if (disposition === null || dispositions[disposition].bare) return {}
  const says = (purpose: string) =>
    record.consents?.some((consent) => consent.purpose === purpose && consent.given)
  const keepsNone = record.consents?.some(({ purpose, given }) => purpose === 'keep' && !given)
  const asked = record.asks?.flatMap(({ step, answer }) =>
    asks.includes(step) ? [{ n: asks.indexOf(step), answer }] : [],
  )
  const repairs = record.repairs?.map(({ category, since, words }) => ({
    category,
    since,
    ...(words && { words }),
  }))
  return {
    ...(level && { level }),
    ...(basis && basis.join() !== 'said' && { basis }),
    ...(coming && { coming }),
    ...(asked?.length && { asks: asked.toSorted((a, b) => a.n - b.n) }),
    ...(record.languages && !keepsNone && { languages: record.languages.slice(0, 5) }),
    ...(record.heard && { heard: record.heard }),
    ...(record.consents && { consents: record.consents }),
    ...(record.joined && { join: true as const }),
    ...(record.listensTo && { listensTo: record.listensTo }),
    ...(followUp && { followUp: { what: followUp.what, ...(followUp.due && { due: followUp.due }) } }),
    ...(repairs && { repairs }),
    ...(record.name && says('keep') && { name: record.name }),
    ...(record.phone && says('contact') && { phone: record.phone }),
    ...(record.note && { note: record.note }),
    ...(record.verbatim && says('keep') && { verbatim: true as const }),
  }
}

/** All doors of its building: each may have been named at another. */
export function listDoorsBeside(db: Handle, { holdingId }: Sheet) {
  return db.sql<{ unitId: string; label: string }>`
    select u.id as "unitId", u.label from unit u where u.holding_id = ${holdingId} and u.struck_reason is null order by u.label_key`
}

/** Doors of the sheet's floors that came after it was printed: no row of it is theirs. */
export function listAddedSince(db: Handle, sheet: Sheet) {
  return db.sql<{ unitId: string; label: string }>`
    select u.id as "unitId", u.label from unit u
    where u.holding_id = ${sheet.holdingId} and u.struck_reason is null
      and u.floor in (select v.floor from print_row r join unit v on v.holding_id = r.holding_id and v.id = r.unit_id
        where r.holding_id = ${sheet.holdingId} and r.sheet_id = ${sheet.id})
      and (${sheet.turfId}::uuid is null or exists (select 1 from turf t where t.id = ${sheet.turfId}::uuid
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)))
      and not exists (select 1 from print_row r join print_sheet s on s.holding_id = r.holding_id and s.id = r.sheet_id
        where r.holding_id = u.holding_id and r.unit_id = u.id and s.at = ${sheet.at}::timestamptz)
    order by u.floor_rank desc, u.line_rank, u.label_key`
}
