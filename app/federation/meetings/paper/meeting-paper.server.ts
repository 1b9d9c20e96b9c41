import { alongStairs } from '#app/buildings/staircases.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { Locale } from '#app/core/locale.ts'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createFormat } from '#app/messages/format.ts'
import { createI18n } from '#app/messages/i18n.tsx'
import { findMeeting, listMeetingBuildings } from '../meetings.server.ts'

export async function requireMeeting(db: Handle, meetingId: string) {
  const meeting = await findMeeting(db, meetingId)
  if (!meeting || meeting.cancelledAt) throw notFound()
  return meeting
}

/** The building whose doors are on the paper; the only one there is, when none is named. */
export async function choosePaperBuilding(db: Handle, meeting: { bodyId: string }, wanted: string | null) {
  if (!db.actor.can('chart.read', meeting.bodyId)) throw notFound()
  const all = await listMeetingBuildings(db, meeting.bodyId)
  const buildings = all.map(({ buildingId, holdingId, address }) => ({ buildingId, holdingId, address }))
  return {
    buildings,
    chosen: buildings.find(({ buildingId }) => buildingId === wanted) ?? buildings[0] ?? null,
  }
}

export type ReminderDoor = {
  unitId: string
  label: string
  /** Null where there is one staircase. */
  entrance: string | null
  floor: string
  answer: 'yes' | 'maybe'
  reminded: boolean
  /** Only with their word that they may be called or texted, for whoever may read contacts. */
  phones: { number: string; call: boolean; text: boolean }[]
}

/** Doors whose best answer is yes or maybe, staircase by staircase, floor by floor from the top. No names. */
export async function listReminders(
  db: Handle,
  meetingId: string,
  holdingId: string,
): Promise<ReminderDoor[]> {
  const doors = await db.sql<ReminderDoor>`
    with said as (
      select distinct on (a.unit_id, a.person_id) a.unit_id, a.person_id, a.answer from live_ask a
      where a.meeting_id = ${meetingId} and a.holding_id = ${holdingId} order by a.unit_id, a.person_id, a.at desc, a.id desc),
    best as (
      select unit_id, (array_agg(answer order by array_position(array['yes', 'maybe', 'no'], answer)))[1] as answer,
        array_agg(person_id) filter (where answer <> 'no') as people
      from said group by unit_id),
    allowed as (
      select c.person_id, bool_or(c.given) filter (where c.channel = 'call') as call, bool_or(c.given) filter (where c.channel = 'text') as text
      from standing_consent c where c.holding_id = ${holdingId} and c.purpose = 'contact' group by c.person_id)
    select u.id as "unitId", u.label, u.floor, best.answer,
      coalesce((select r.reminded from reminder r where r.meeting_id = ${meetingId} and r.holding_id = ${holdingId} and r.unit_id = u.id
        order by r.at desc, r.id desc limit 1), false) as reminded,
      case when (select count(distinct s.entrance) > 1 from unit s where s.holding_id = ${holdingId}) then u.entrance end as entrance,
      coalesce((select jsonb_agg(jsonb_build_object('number', t.as_typed, 'call', may.call, 'text', may.text) order by t.as_typed)
        from contact t cross join lateral (select
            coalesce(w.call, false) and t.safe_rule is distinct from 'no_calls' as call,
            coalesce(w.text, false) and t.safe_rule is distinct from 'no_texts' as text
          from allowed w where w.person_id = t.person_id) may
        where t.holding_id = ${holdingId} and t.kind = 'phone' and t.person_id = any (best.people) and (may.call or may.text)
          and t.safe_rule is distinct from 'ask_first'), '[]') as phones
    from best join unit u on u.holding_id = ${holdingId} and u.id = best.unit_id
    where best.answer in ('yes', 'maybe') and u.struck_reason is null
    order by u.floor_rank desc, u.floor, u.line_rank, u.label_key`
  return alongStairs(doors)
}

/** Who said yes, by door: for the committee's own copy alone. */
export function listWhoSaidYes(db: Handle, meetingId: string, holdingId: string) {
  return db.sql<{ unitId: string; names: string[] }>`
    with said as (
      select distinct on (a.unit_id, a.person_id) a.unit_id, a.person_id, a.answer from live_ask a
      where a.meeting_id = ${meetingId} and a.holding_id = ${holdingId} order by a.unit_id, a.person_id, a.at desc, a.id desc)
    select s.unit_id as "unitId", coalesce(array_agg(p.name order by p.name) filter (where p.name <> '?'), '{}') as names
    from said s left join person p on p.holding_id = ${holdingId} and p.id = s.person_id where s.answer = 'yes' group by s.unit_id`
}

export type FlyerPart = {
  language: Locale
  heading: string
  text: string
  weekday: string
  day: string
  time: string
}

/** Each language says all of it: a flyer torn in two still says when and where. A door's card invites nobody: it is not for here. */
export function writeFlyerPart(db: Handle, startsAt: string, language: Locale): FlyerPart {
  const format = createFormat(language, db.union.timeZone)
  const day = format.dayOf(startsAt)
  const i18n = createI18n(language, catalogues[language])
  return {
    language,
    heading: i18n._('meetingPaper.flyer.heading'),
    text: i18n._('meetingPaper.flyer.text'),
    // It begins a line.
    weekday: upperFirst(format.weekday(day), language),
    day: format.day(day, 'date'),
    time: format.time(startsAt),
  }
}

function upperFirst(word: string, language: Locale) {
  return word.charAt(0).toLocaleUpperCase(language) + word.slice(1)
}
