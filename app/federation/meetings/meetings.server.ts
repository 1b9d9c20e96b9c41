import { alongStairs } from '#app/buildings/staircases.ts'
import type { AskStep } from '#app/canvass/lists.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { instantOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { type MeetingKind, type NewAction, type NewMeeting, stepOf } from './meeting.schema.ts'
import type { Outcome } from './outcome.ts'

export type Meeting = {
  id: string
  bodyId: string
  bodyName: string
  title: string
  startsAt: string
  place: string
  kind: MeetingKind
  step: AskStep
  cancelledAt: string | null
}

/** What one door said and what became of it; doors of which nothing is known are not listed. */
export type MeetingDoor = {
  unitId: string
  asked: boolean
  answer: 'yes' | 'maybe' | 'no' | null
  reminded: boolean
  /** Null: nobody said yet. */
  outcome: Outcome | null
}

export async function scheduleMeeting(
  db: Handle,
  { bodyId, title, day, time, place, agenda }: NewMeeting,
): Promise<string> {
  if (!db.actor.can('meetings.write', bodyId)) throw notFound()
  const startsAt = instantOf(day, time, db.union.timeZone)
  const [made] = await db.sql<{ id: string }>`
    insert into meeting (body_id, title, starts_at, place, agenda, made_by)
    values (${bodyId}, ${title}, ${startsAt}::timestamptz, ${place}, ${agenda ?? ''}, ${db.actor.accountId}) returning id`
  if (!made) throw notFound()
  return made.id
}

/** A petition, a button day: asked, promised and done as a meeting is. It has a day, and stands at its noon. */
export async function planAction(db: Handle, { bodyId, kind, title, day, step }: NewAction): Promise<string> {
  if (!db.actor.can('meetings.write', bodyId)) throw notFound()
  const [made] = await db.sql<{ id: string }>`
    insert into meeting (body_id, kind, step, title, starts_at, place, made_by)
    values (${bodyId}, ${kind}, ${step || stepOf[kind]}, ${title}, ${instantOf(day, '12:00', db.union.timeZone)}::timestamptz, '',
      ${db.actor.accountId}) returning id`
  if (!made) throw notFound()
  return made.id
}

export type ActionChoice = { id: string; title: string; step: AskStep }

/** What a shift may ask for: what is still to be done, or was until a month ago; and what it asks for already. */
export async function openActions(
  db: Handle,
  bodyId: string,
  chosen: string | null = null,
): Promise<ActionChoice[]> {
  return db.sql<ActionChoice>`
    select m.id, m.title, m.step from meeting m
    where m.body_id = ${bodyId} and m.kind <> 'meeting'
      and (m.id = ${chosen}::uuid or m.cancelled_at is null and m.starts_at > now() - interval '30 days')
    order by m.starts_at, m.id limit 30`
}

export async function findMeeting(
  db: Handle,
  meetingId: string,
): Promise<(Meeting & { agenda: string }) | null> {
  const [found] = await db.sql<Meeting & { agenda: string }>`
    select m.agenda, m.id, m.body_id as "bodyId", b.name as "bodyName", m.title, m.starts_at as "startsAt", m.place, m.kind, m.step, m.cancelled_at as "cancelledAt"
    from meeting m join body b on b.id = m.body_id where m.id = ${meetingId}`
  return found ?? null
}

/** What is to come first, the soonest on top; then what was, the latest on top. */
export async function meetingsOf(db: Handle, bodyId: string): Promise<Meeting[]> {
  return db.sql<Meeting>`
    select m.id, m.body_id as "bodyId", b.name as "bodyName", m.title, m.starts_at as "startsAt", m.place, m.kind, m.step, m.cancelled_at as "cancelledAt"
    from meeting m join body b on b.id = m.body_id where m.body_id = ${bodyId}
    order by m.starts_at > now() - core.meeting_lasts() desc, abs(extract(epoch from m.starts_at - now())) limit 50`
}

export async function nextMeeting(db: Handle, bodyId: string): Promise<Meeting | null> {
  const [found] = await db.sql<Meeting>`
    select m.id, m.body_id as "bodyId", b.name as "bodyName", m.title, m.starts_at as "startsAt", m.place, m.kind, m.step, m.cancelled_at as "cancelledAt"
    from meeting m join body b on b.id = m.body_id
    where m.body_id = ${bodyId} and m.kind = 'meeting' and m.cancelled_at is null and m.starts_at > now() - core.meeting_lasts()
    order by m.starts_at, m.id limit 1`
  return found ?? null
}

/**
 * The columns a meeting adds to the wall chart. A door's answer is the best its people gave last (yes before maybe before no);
 * whether it was reminded, and what became of it, is what was ticked last.
 */
export async function meetingColumns(
  db: Handle,
  meetingId: string,
  holdingId: string | null = null,
): Promise<MeetingDoor[]> {
  return db.sql<MeetingDoor>`
    with said as (
      select distinct on (a.holding_id, a.unit_id, a.person_id) a.unit_id, a.answer from live_ask a
      where a.meeting_id = ${meetingId} and (${holdingId}::uuid is null or a.holding_id = ${holdingId}::uuid)
      order by a.holding_id, a.unit_id, a.person_id, a.at desc, a.id desc),
    best as (
      select unit_id, (array_agg(answer order by array_position(array['yes', 'maybe', 'no'], answer)))[1] as answer from said group by unit_id),
    reminded as (
      select distinct on (r.holding_id, r.unit_id) r.unit_id, r.reminded from reminder r
      where r.meeting_id = ${meetingId} and (${holdingId}::uuid is null or r.holding_id = ${holdingId}::uuid)
      order by r.holding_id, r.unit_id, r.at desc, r.id desc),
    ticked as (
      select distinct on (t.holding_id, t.unit_id) t.unit_id, coalesce(t.outcome, case when t.came then 'kept' end) as outcome
      from attendance t
      where t.meeting_id = ${meetingId} and (${holdingId}::uuid is null or t.holding_id = ${holdingId}::uuid)
      order by t.holding_id, t.unit_id, t.at desc, t.id desc)
    select unit_id as "unitId", best.unit_id is not null as asked, best.answer, coalesce(reminded.reminded, false) as reminded, ticked.outcome
    from best full join reminded using (unit_id) full join ticked using (unit_id)
    where best.answer is not null or reminded.reminded or ticked.outcome is not null`
}

export type MeetingBuilding = {
  buildingId: string
  holdingId: string
  address: string
  /** Null when nobody has counted this building's doors. */
  doors: number | null
  unitIds: string[]
}

/** The buildings whose files the meeting's body keeps: the doors that could come. */
export async function listMeetingBuildings(db: Handle, bodyId: string): Promise<MeetingBuilding[]> {
  return db.sql<MeetingBuilding>`
    select b.id as "buildingId", h.id as "holdingId", b.address,
      case b.doors_source when 'counted' then count(u.id)::int when 'estimated' then greatest(b.doors_estimate, count(u.id))::int end as doors,
      coalesce(array_agg(u.id) filter (where u.id is not null), '{}') as "unitIds"
    from holding h join building b on b.id = h.building_id
    left join unit u on u.holding_id = h.id and u.struck_reason is null
    where h.body_id = ${bodyId} group by b.id, h.id order by b.address, b.id`
}

/** `entrance` is null where there is one staircase. */
export type SheetDoor = { unitId: string; label: string; entrance: string | null; floor: string }

/** A building's doors as they stand on its chart: staircase by staircase, top floor first. */
export async function listSheetDoors(db: Handle, holdingId: string): Promise<SheetDoor[]> {
  const doors = await db.sql<SheetDoor>`
    select u.id as "unitId", u.label, u.floor,
      case when (select count(distinct s.entrance) > 1 from unit s where s.holding_id = ${holdingId}) then u.entrance end as entrance
    from unit u where u.holding_id = ${holdingId} and u.struck_reason is null
    order by u.floor_rank desc, u.floor, u.line_rank, u.label`
  return alongStairs(doors)
}

export async function cancelMeeting(db: Handle, meetingId: string) {
  const meeting = await findMeeting(db, meetingId)
  if (!meeting || !db.actor.can('meetings.write', meeting.bodyId)) throw notFound()
  await db.sql`update meeting set cancelled_at = now() where id = ${meetingId} and cancelled_at is null`
}
