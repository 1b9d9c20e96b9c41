import { unnamed } from '#app/canvass/lists.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { BuildingKind } from './building.schema.ts'
import {
  type ChartDoor,
  type ChartView,
  type Counts,
  type DoorFacts,
  showDoor,
  tooSmallToShow,
} from './chart.ts'
import { windowStart } from './coverage.ts'

export type ChartMeeting = {
  id: string
  title: string
  startsAt: string
  place: string
  over: boolean
  /** A petition or the like: promised and done, not come to. */
  isAction: boolean
}
export type MeetingChoice = { id: string; title: string; startsAt: string; isAction: boolean }
export type FloorLeader = { name: string; floor: string; key: string; followers: number }
export type Landlord = {
  id: string
  name: string
  role: 'owner' | 'beneficial_owner' | 'manager' | 'agent' | 'lender'
  /** Other buildings behind which the same party, or one confirmed to be the same, stands. */
  others: { id: string; address: string }[]
}

export type BuildingChart = {
  building: { id: string; address: string; kind: BuildingKind; heldBy: string; bodyId: string }
  /** The doors anyone may know of: those listed, not struck. Null when nobody counted. */
  doors: number | null
  listed: number
  views: ChartView[]
  view: ChartView | null
  canWrite: boolean
  canImport: boolean
  canAssign: boolean
  canSeePeople: boolean
  canKnock: boolean
  canAddRepair: boolean
  counts: Counts | 'tooSmall' | null
  landlords: Landlord[]
  chart: {
    doors: ChartDoor[]
    levels: boolean
    repairs: boolean
    meeting: ChartMeeting | null
    /** The meetings around today that can be chosen instead. */
    meetings: MeetingChoice[]
    leaders: FloorLeader[]
    commonRepairs: number
  } | null
}

type Row = {
  id: string
  address: string
  kind: BuildingKind
  doorsSource: 'counted' | 'estimated' | 'unknown'
  doorsEstimate: number | null
  bodyId: string
  heldBy: string
  counts: (Counts & { commonRepairs: number }) | null
  shared: (Counts & { tooSmall: boolean }) | null
  listed: number
  doors: DoorFacts[] | null
  meeting: ChartMeeting | null
  meetings: MeetingChoice[] | null
  leaders: FloorLeader[] | null
  landlords: Landlord[] | null
}

/**
 * The building page in one statement. What the wanted view may not show is left out here, so that it never reaches the browser;
 * row policies leave out what the actor may not see at all.
 */
export async function readChart(
  db: Handle,
  buildingId: string,
  wanted: ChartView | null,
  /** Whose answers are shown; none: the one going on or to come, else the last. */
  meetingId: string | null = null,
): Promise<BuildingChart> {
  const chartBodies = db.actor.bodiesWith('chart.read').map(({ bodyId }) => bodyId)
  const since = windowStart(db.today)
  const names = wanted === null || wanted === 'committee'
  const [row] = await db.sql<Row>`
    with at as materialized (
      select b.id, b.address, b.kind, b.doors_source, b.doors_estimate, h.id holding_id, h.body_id, o.name held_by,
        h.body_id = any (${chartBodies}::uuid[]) chart
      from building b join holding h on h.building_id = b.id join body o on o.id = h.body_id where b.id = ${buildingId}::uuid),
    next as materialized (
      select m.id, m.title, m.starts_at, m.place, m.kind <> 'meeting' is_action from meeting m, at where m.body_id = at.body_id and m.cancelled_at is null and at.chart
      order by m.id = ${meetingId}::uuid desc nulls last, m.kind = 'meeting' desc, m.starts_at > now() - core.meeting_lasts() desc,
        case when m.starts_at > now() - core.meeting_lasts() then m.starts_at end, m.starts_at desc, m.id limit 1),
    answers as (
      select a.unit_id, case when bool_or(a.answer = 'yes') then 'yes' when bool_or(a.answer = 'maybe') then 'maybe' else 'no' end answer
      from (select distinct on (k.unit_id, k.person_id) k.unit_id, k.answer from live_ask k join at on k.holding_id = at.holding_id
        join next on k.meeting_id = next.id order by k.unit_id, k.person_id, k.at desc, k.id) a group by a.unit_id),
    ties as materialized (
      select t.from_person_id follower, t.to_person_id leader, f.label_key from_key, u.label_key to_key
      from tie t join at on t.holding_id = at.holding_id and at.chart and ${names}
      join residency fr on fr.holding_id = t.holding_id and fr.person_id = t.from_person_id and fr.until is null
      join unit f on f.holding_id = fr.holding_id and f.id = fr.unit_id
      join residency r on r.holding_id = t.holding_id and r.person_id = t.to_person_id and r.until is null
      join unit u on u.holding_id = r.holding_id and u.id = r.unit_id
      where t.kind = 'follows' and u.struck_reason is null),
    led as (
      select n.to_key, max(n.followers)::int followers from (
        select s.to_key, s.leader, count(distinct s.follower) followers from ties s group by s.to_key, s.leader) n group by n.to_key),
    follows as (select s.from_key, array_agg(distinct s.to_key order by s.to_key) keys from ties s group by s.from_key),
    came as (
      select c.unit_id from (select distinct on (k.unit_id, k.person_id) k.unit_id, k.came from attendance k
        join at on k.holding_id = at.holding_id join next on k.meeting_id = next.id
        order by k.unit_id, k.person_id, k.at desc, k.id desc) c group by c.unit_id having bool_or(c.came))
    select at.id, at.address, at.kind, at.doors_source "doorsSource", at.doors_estimate "doorsEstimate", at.body_id "bodyId", at.held_by "heldBy",
      (select json_build_object('doors', c.doors, 'knocked', c.knocked, 'reached', c.reached, 'members', c.members, 'supporting', c.supporting,
          'openRepairs', c.open_repairs, 'asOf', c.as_of,
          'commonRepairs', c.open_repairs - (select coalesce(sum(d.open_repairs), 0) from door_state d where d.holding_id = c.holding_id and not d.struck))
        from building_coverage c where c.holding_id = at.holding_id) counts,
      (select json_build_object('tooSmall', s.too_small, 'doors', s.doors, 'knocked', s.knocked, 'reached', s.reached, 'members', s.members,
          'supporting', s.supporting, 'openRepairs', s.open_repairs, 'asOf', s.as_of)
        from auth.shared_coverage() s where s.building_id = at.id and not at.chart) shared,
      (select count(*)::int from unit u where u.holding_id = at.holding_id and u.struck_reason is null) listed,
      (select json_agg(json_build_object('key', u.label_key, 'label', u.label, 'floor', u.floor, 'floorRank', u.floor_rank,
          'line', u.line, 'lineRank', u.line_rank, 'entrance', u.entrance, 'struck', u.struck_reason, 'tries', coalesce(d.tries, 0),
          'talked', coalesce(d.reached_day > ${since}::date, false), 'tried', coalesce(d.knocked_day > ${since}::date, false),
          'level', l.level, 'split', coalesce(l.split, false),
          'members', coalesce(d.members, 0), 'pending', coalesce(d.pending_members, 0),
          'leaders', coalesce(l.leaders, 0), 'leadersNotYet', coalesce(l.leaders_not_yet, 0),
          'followers', coalesce(w.followers, 0), 'follows', f.keys, 'repairs', coalesce(d.open_repairs, 0),
          'worst', d.worst_severity, 'doNotKnock', coalesce(d.do_not_knock, false), 'answer', a.answer, 'came', c.unit_id is not null)
          order by u.floor_rank desc, u.line_rank, u.label_key)
        from unit u left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
        left join auth.door_levels(at.holding_id) l on l.unit_id = u.id left join answers a on a.unit_id = u.id left join came c on c.unit_id = u.id
        left join led w on w.to_key = u.label_key left join follows f on f.from_key = u.label_key
        where u.holding_id = at.holding_id and at.chart) doors,
      (select json_build_object('id', n.id, 'title', n.title, 'startsAt', n.starts_at, 'place', n.place, 'isAction', n.is_action, 'over', n.starts_at <= now() - core.meeting_lasts()) from next n) meeting,
      (select json_agg(json_build_object('id', f.id, 'title', f.title, 'startsAt', f.starts_at, 'isAction', f.is_action) order by f.starts_at desc) from (
        select m.id, m.title, m.starts_at, m.kind <> 'meeting' is_action from meeting m where m.body_id = at.body_id and m.cancelled_at is null and at.chart
        order by abs(extract(epoch from m.starts_at - now())) limit 8) f) meetings,
      (select json_agg(json_build_object('name', f.name, 'floor', f.floor, 'key', f.label_key, 'followers', f.followers))
        from (select coalesce(nullif(p.name, ${unnamed}), u.label) as name, u.floor, u.label_key, count(distinct t.follower) followers
          from auth.door_levels(at.holding_id) l join unit u on u.holding_id = at.holding_id and u.id = l.unit_id
          join ties t on t.to_key = u.label_key join person p on p.holding_id = u.holding_id and p.id = t.leader
          where l.leaders > 0 and (select s.level from live_assessment s where s.holding_id = p.holding_id and s.person_id = p.id
            order by s.at desc, s.id limit 1) <= 2
          group by p.id, p.name, u.label, u.floor, u.label_key having count(distinct t.follower) >= 2 order by 4 desc, 1) f) leaders,
      (select json_agg(json_build_object('id', w.id, 'name', w.name, 'role', w.role, 'others', coalesce(w.others, '[]'))) from (
        select i.id, p.name, i.role, (select json_agg(json_build_object('id', x.id, 'address', x.address)) from (
          select distinct ob.id, ob.address from interest oi join building ob on ob.id = oi.building_id
          where oi.until is null and ob.id <> at.id and (oi.party_id = p.id or oi.party_id in (
            select l.same_as_id from party_link l where l.party_id = p.id and l.confirmed_by is not null
            union select l.party_id from party_link l where l.same_as_id = p.id and l.confirmed_by is not null))
          order by ob.address limit 40) x) others
        from interest i join party p on p.id = i.party_id where i.building_id = at.id and i.until is null
        order by array_position(array['owner', 'beneficial_owner', 'manager', 'agent', 'lender'], i.role), p.name limit 6) w) landlords
    from at`
  if (!row) throw notFound()
  return present(db, row, wanted)
}

function present(db: Handle, row: Row, wanted: ChartView | null): BuildingChart {
  const levels = db.actor.can('levels.read', row.bodyId)
  const repairs = db.actor.can('repairs.read', row.bodyId)
  const views: ChartView[] =
    row.doors !== null || db.actor.can('chart.read', row.bodyId)
      ? ['committee', 'room', 'public']
      : row.counts || row.shared
        ? ['public']
        : []
  const view = (wanted && views.includes(wanted) ? wanted : views[0]) ?? null
  const { id, address, kind, heldBy, bodyId, listed, doorsSource } = row
  return {
    building: { id, address, kind, heldBy, bodyId },
    doors:
      doorsSource === 'unknown'
        ? null
        : Math.max(listed, doorsSource === 'estimated' ? (row.doorsEstimate ?? 0) : 0),
    listed,
    views,
    view,
    canWrite: db.actor.can('buildings.write', bodyId),
    canImport: db.actor.can('buildings.import'),
    canAssign: db.actor.can('turf.assign', bodyId),
    canSeePeople: db.actor.can('people.read', bodyId),
    canKnock: db.actor.can('doors.knock', bodyId),
    canAddRepair: db.actor.can('repairs.write', bodyId),
    counts: countsFor(row, view),
    landlords: row.landlords ?? [],
    chart:
      view === 'committee' || view === 'room'
        ? {
            doors: (row.doors ?? []).map((door) => showDoor(door, view, levels)),
            levels: view === 'committee' && levels,
            repairs: view === 'committee' && repairs,
            meeting: row.meeting,
            meetings: row.meetings ?? [],
            leaders: view === 'committee' ? (row.leaders ?? []) : [],
            commonRepairs: view === 'committee' ? (row.counts?.commonRepairs ?? 0) : 0,
          }
        : null,
  }
}

/** Room and Public never say how many stand with us; who sees another body's building sees what it shares. */
function countsFor({ counts, shared }: Row, view: ChartView | null): BuildingChart['counts'] {
  if (view === null) return null
  if (!counts) return shared === null ? null : shared.tooSmall ? 'tooSmall' : withoutFlag(shared)
  const { commonRepairs: _, ...own } = counts
  if (view === 'public')
    return tooSmallToShow(own.doors) ? 'tooSmall' : { ...own, supporting: null, openRepairs: null }
  return view === 'room' ? { ...own, supporting: null, openRepairs: null } : own
}

function withoutFlag({ tooSmall: _, ...counts }: Counts & { tooSmall: boolean }): Counts {
  return counts
}
