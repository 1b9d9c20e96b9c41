import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import type { Category, Severity } from './categories.ts'
import type { Status } from './grievance-status.ts'
import { inboxTab, type ShownTab } from './inbox-tab.ts'
import { type DeadlineRule, type RepairClock, repairClock, ruleFor } from './repair-clock.ts'

export type RepairRef = { holdingId: string; grievanceId: string }

type RepairRecord = {
  holdingId: string
  id: string
  bodyId: string
  buildingId: string
  address: string
  unitId: string | null
  door: string | null
  line: string | null
  commonArea: string | null
  category: Category
  severity: Severity
  since: Day | null
  reportedDay: Day
  atTheDoor: boolean
  heardBy: string | null
  personId: string | null
  person: string | null
  landlord: string | null
  status: Status
  statusDay: Day | null
  ownerId: string | null
  owner: string | null
  askedDay: Day | null
  landlordDay: Day | null
  promisedBy: Day | null
  mayCount: boolean | null
  mayName: boolean | null
  /** The case of a neighbor who said it first. */
  sameAs: string | null
}

export type Repair = RepairRecord & {
  clock: RepairClock | null
  tab: ShownTab
}

/** Days for which what is over still stands in the inbox, to be found and reopened. */
const overFor = 90

/** Every open repair of the files this actor keeps, and what was over lately; the most pressing first. */
export async function listRepairs(db: Handle): Promise<Repair[]> {
  return sorted(await readRepairs(db, null))
}

export async function findRepair(db: Handle, { holdingId, grievanceId }: RepairRef): Promise<Repair | null> {
  const found = await readRepairs(db, grievanceId)
  return found.find((repair) => repair.holdingId === holdingId) ?? null
}

async function readRepairs(db: Handle, only: string | null): Promise<Repair[]> {
  const today = db.today
  const [rules, found] = await Promise.all([
    db.sql<DeadlineRule>`
      select category, severity, fix_days as "fixDays", source, checked_on as "checkedOn" from deadline_rule`,
    db.sql<RepairRecord>`
      select g.holding_id as "holdingId", g.id, h.body_id as "bodyId", g.building_id as "buildingId", b.address,
        g.unit_id as "unitId", u.label as door, u.line, g.common_area as "commonArea", g.category, g.severity, g.since,
        g.day as "reportedDay", g.knock_id is not null as "atTheDoor", heard.name as "heardBy",
        g.person_id as "personId", p.name as person,
        coalesce(then_landlord.name, now_landlord.name) as landlord,
        coalesce(moved.status, 'reported') as status, moved.day as "statusDay",
        assigned.owner_id as "ownerId", keeper.name as owner,
        told.first_day as "askedDay", told.last_day as "landlordDay", promise.promised_by as "promisedBy",
        (select e.answer = 'yes' from grievance_event e where e.holding_id = g.holding_id and e.grievance_id = g.id
          and e.purpose = 'count_repair' order by e.at desc, e.id desc limit 1) as "mayCount",
        (select e.answer = 'yes' from grievance_event e where e.holding_id = g.holding_id and e.grievance_id = g.id
          and e.purpose = 'name_to_landlord' order by e.at desc, e.id desc limit 1) as "mayName",
        same.same_as as "sameAs"
      from live_grievance g
      join holding h on h.id = g.holding_id
      join building b on b.id = g.building_id
      left join unit u on u.holding_id = g.holding_id and u.id = g.unit_id
      left join grievance_link same on same.holding_id = g.holding_id and same.grievance_id = g.id
      left join person p on p.holding_id = g.holding_id and p.id = g.person_id
      left join account heard on heard.id = g.account_id
      left join party then_landlord on then_landlord.id = g.landlord_id
      left join lateral (select y.name from interest i join party y on y.id = i.party_id
        where i.building_id = g.building_id and i.role = 'owner' and i.until is null order by i.since desc nulls last, i.id limit 1) now_landlord on true
      left join lateral (select e.status, e.day from grievance_event e where e.holding_id = g.holding_id and e.grievance_id = g.id
        and e.status is not null order by e.at desc, e.id desc limit 1) moved on true
      left join lateral (select e.owner_id from grievance_event e where e.holding_id = g.holding_id and e.grievance_id = g.id
        and e.kind = 'assigned' order by e.at desc, e.id desc limit 1) assigned on true
      left join account keeper on keeper.id = assigned.owner_id
      left join lateral (select min(e.day) as first_day, max(e.day) as last_day from grievance_event e
        where e.holding_id = g.holding_id and e.grievance_id = g.id
        and (e.kind = 'landlord_contact' or e.status in ('requested', 'acknowledged', 'scheduled', 'claimed_fixed'))) told on true
      left join lateral (select e.promised_by from grievance_event e where e.holding_id = g.holding_id and e.grievance_id = g.id
        and e.kind = 'landlord_contact' order by e.at desc, e.id desc limit 1) promise on true
      where (${only}::uuid is null or g.id = ${only}::uuid)
        and (${only}::uuid is not null or coalesce(moved.status, 'reported') not in ('confirmed', 'closed', 'withdrawn')
          or moved.day > ${today}::date - ${overFor}::int)`,
  ])

  return found.map((record) => {
    const clock = repairClock({ ...record, rule: ruleFor(rules, record) }, today)
    return {
      ...record,
      clock,
      tab: inboxTab({ status: record.status, clock, isKept: record.ownerId !== null }),
    }
  })
}

const weight: Record<Severity, number> = { emergency: 0, dangerous: 1, serious: 2, other: 3 }

function sorted(repairs: Repair[]) {
  return repairs.toSorted(
    (a, b) =>
      Number(b.severity === 'emergency') - Number(a.severity === 'emergency') ||
      (a.clock?.due ?? '9999').localeCompare(b.clock?.due ?? '9999') ||
      weight[a.severity] - weight[b.severity] ||
      a.reportedDay.localeCompare(b.reportedDay) ||
      a.id.localeCompare(b.id),
  )
}
