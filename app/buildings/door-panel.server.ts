import { unnamed } from '#app/canvass/lists.ts'
import type { DayPart } from '#app/canvass/part-of-day.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { addDays, type Day } from '#app/core/days.ts'
import type { Outcome } from '#app/federation/meetings/outcome.ts'
import type { StruckReason } from './building.schema.ts'
import type { Severity } from './chart.ts'

export type DoorDetail = {
  holdingId: string
  key: string
  label: string
  floor: string
  line: string
  struck: StruckReason | null
  lastDay: Day | null
  lastDisposition: string | null
  /** Of the knock that is last now; null where nobody knows, and for who may not read knocks. */
  lastPart: DayPart | null
  reachedDay: Day | null
  tries: number
  /** Nobody is to knock here: they asked never to be visited, and it was not lifted. */
  isMarked: boolean
  mayLift: boolean
  /** The newest lift, and why. */
  lifted: { day: Day; who: string | null; reason: string } | null
  people: {
    id: string
    name: string
    languages: string[]
    followers: number
    membership: 'member' | 'pending' | null
  }[]
  /** Newest first; null for who may not read levels. Stale: the newest of this person, and older than anybody should lean on. */
  levels: { name: string; level: number; basis: string[]; day: Day; stale: boolean }[] | null
  repairs: { id: string; category: string; severity: Severity; since: Day | null; day: Day }[]
  /** What was asked, what they said, and what became of it. */
  answers: {
    title: string
    startsAt: string
    answer: 'yes' | 'maybe' | 'no'
    day: Day
    outcome: Outcome | null
  }[]
  followUps: { what: string; ownerName: string | null; due: Day | null }[]
}

/** Where somebody stood this long ago says little of where they stand. */
const staleAfterDays = 90

/** Everything the committee knows of one door, in one statement. Notes stay with who wrote them: they are never shown here. */
export async function findDoor(db: Handle, buildingId: string, key: string): Promise<DoorDetail | null> {
  const levelBodies = db.actor.bodiesWith('levels.read').map(({ bodyId }) => bodyId)
  const giving = db.actor.bodiesWith('turf.assign').map(({ bodyId }) => bodyId)
  const chartBodies = db.actor.bodiesWith('chart.read').map(({ bodyId }) => bodyId)
  const [door] = await db.sql<DoorDetail>`
    select u.holding_id "holdingId", u.label_key key, u.label, u.floor, u.line, u.struck_reason struck, d.last_day "lastDay", d.last_disposition "lastDisposition",
      (select k.part from knock_part k where k.holding_id = u.holding_id and k.unit_id = u.id order by k.at desc, k.id limit 1) "lastPart",
      d.reached_day "reachedDay", coalesce(d.tries, 0) tries,
      coalesce(d.do_not_knock, false) "isMarked", h.body_id = any (${giving}::uuid[]) "mayLift",
      (select json_build_object('day', l.day, 'who', a.name, 'reason', l.reason) from knock k
        join do_not_knock_lift l on l.holding_id = k.holding_id and l.knock_id = k.id left join account a on a.id = l.account_id
        where k.holding_id = u.holding_id and k.unit_id = u.id and k.disposition = 'do_not_knock' order by l.day desc, k.at desc, k.id limit 1) lifted,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name,
          'languages', (select coalesce(json_agg(l.language order by l.language), '[]') from person_language l
            where l.holding_id = p.holding_id and l.person_id = p.id and l.speaks),
          'followers', (select count(distinct t.from_person_id) from tie t
            join residency f on f.holding_id = t.holding_id and f.person_id = t.from_person_id and f.until is null
            where t.holding_id = p.holding_id and t.to_person_id = p.id and t.kind = 'follows'),
          'membership', (select case when bool_or(m.vouched_at is not null) then 'member' when count(*) > 0 then 'pending' end from live_membership m
            where m.holding_id = p.holding_id and m.person_id = p.id and m.ended_at is null)) order by p.name = ${unnamed}, p.name)
        from residency r join person p on p.holding_id = r.holding_id and p.id = r.person_id
        where r.holding_id = u.holding_id and r.unit_id = u.id and r.until is null), '[]') people,
      case when h.body_id = any (${levelBodies}::uuid[]) then coalesce((select json_agg(s) from (
        select p.name, a.level, a.basis, a.day, a.day < ${addDays(db.today, -staleAfterDays)}::date
          and row_number() over (partition by a.person_id order by a.at desc, a.id) = 1 as stale
        from live_assessment a join person p on p.holding_id = a.holding_id and p.id = a.person_id
        where a.holding_id = u.holding_id and a.unit_id = u.id
        order by a.at desc, a.id limit 12) s), '[]') end levels,
      coalesce((select json_agg(json_build_object('id', g.id, 'category', g.category, 'severity', g.severity, 'since', g.since, 'day', g.day)
          order by array_position(array['emergency', 'dangerous', 'serious', 'other'], g.severity), g.day)
        from live_grievance g where g.holding_id = u.holding_id and g.unit_id = u.id and derive.is_open(g.holding_id, g.id)), '[]') repairs,
      coalesce((select json_agg(s) from (
        select distinct on (m.starts_at, k.person_id) m.title, m.starts_at "startsAt", k.answer, (k.at at time zone ${db.union.timeZone})::date "day",
          (select coalesce(c.outcome, case when c.came then 'kept' end) from attendance c
            where c.holding_id = k.holding_id and c.meeting_id = m.id and c.unit_id = k.unit_id order by c.at desc, c.id desc limit 1) outcome
        from live_ask k join meeting m on m.id = k.meeting_id where k.holding_id = u.holding_id and k.unit_id = u.id and m.cancelled_at is null
        order by m.starts_at desc, k.person_id, k.at desc limit 4) s), '[]') answers,
      coalesce((select json_agg(json_build_object('what', f.what, 'ownerName', f.owner_name, 'due', f.due) order by f.due nulls last)
        from live_follow_up f where f.holding_id = u.holding_id and f.unit_id = u.id and f.done_at is null), '[]') "followUps"
    from unit u join holding h on h.id = u.holding_id and h.body_id = any (${chartBodies}::uuid[])
    left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
    where u.building_id = ${buildingId}::uuid and u.label_key = ${key}`
  return door ?? null
}
