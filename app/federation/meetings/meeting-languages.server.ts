import type { Handle } from '#app/core/actor.server.ts'

type LanguageCount = { language: string; count: number }

/** For how many of the doors that mean to come somebody has to interpret, by language. Empty for who does not read the people of a file. */
export async function listInterpreting(db: Handle, meetingId: string): Promise<LanguageCount[]> {
  return db.sql<LanguageCount>`
    with said as (
      select distinct on (a.holding_id, a.unit_id, a.person_id) a.holding_id, a.unit_id, a.person_id, a.answer from live_ask a
      where a.meeting_id = ${meetingId} order by a.holding_id, a.unit_id, a.person_id, a.at desc, a.id desc)
    select l.language, count(distinct s.unit_id)::int as count
    from said s join residency r on r.holding_id = s.holding_id and r.unit_id = s.unit_id and r.until is null
      and (s.person_id is null or r.person_id = s.person_id)
    join person_language l on l.holding_id = r.holding_id and l.person_id = r.person_id and l.interpreter
    where s.answer in ('yes', 'maybe') group by l.language order by count(distinct s.unit_id) desc, l.language`
}

/** How many people of the body's buildings read a language, or speak it and were never asked. The most read first. */
export async function listReading(db: Handle, bodyId: string): Promise<LanguageCount[]> {
  return db.sql<LanguageCount>`
    select l.language, count(distinct l.person_id)::int as count
    from holding h join residency r on r.holding_id = h.id and r.until is null
    join person_language l on l.holding_id = r.holding_id and l.person_id = r.person_id
    where h.body_id = ${bodyId} and coalesce(l.reads, l.speaks) group by l.language order by count(distinct l.person_id) desc, l.language`
}
