import { unnamed } from '#app/canvass/lists.ts'
import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { requireUuid } from '#app/core/uuid.ts'
import type { ContactKind } from './person.schema.ts'

export type PeopleFile = {
  holdingId: string
  bodyId: string
  buildingId: string
  address: string
  mayWrite: boolean
  mayVouch: boolean
  seesContacts: boolean
}

export type Standing = 'member' | 'pending' | 'none'

export type PersonRow = {
  id: string
  /** Null when they gave none. */
  name: string | null
  doors: string[]
  movedOut: boolean
  /** Spoken. */
  languages: string[]
  standing: Standing
  membershipId: string | null
  /** Second names or numbers, and homes they may have left: somebody has to settle them. */
  toSettle: number
}

/** A building's file, if this actor reads the people in it. */
export async function requirePeopleFile(db: Handle, wanted: string | undefined): Promise<PeopleFile> {
  const buildingId = requireUuid(wanted)
  const [file] = await db.sql<{ holdingId: string; bodyId: string; address: string }>`
    select h.id as "holdingId", h.body_id as "bodyId", b.address from holding h join building b on b.id = h.building_id
    where b.id = ${buildingId}`
  if (!file || !db.actor.can('people.read', file.bodyId)) throw notFound()
  return {
    ...file,
    buildingId,
    mayWrite: db.actor.can('people.write', file.bodyId),
    mayVouch: db.actor.can('members.vouch', file.bodyId),
    seesContacts: db.actor.can('contacts.read', file.bodyId),
  }
}

/** Who lives or lived in the building: those who wait for a vouch first, then by door. */
export async function listPeople(db: Handle, holdingId: string): Promise<PersonRow[]> {
  return db.sql<PersonRow>`
    select p.id, nullif(p.name, ${unnamed}) as name, coalesce(r.doors, '{}') as doors, coalesce(r.gone, false) as "movedOut",
      coalesce((select array_agg(l.language order by l.language) from person_language l
        where l.holding_id = p.holding_id and l.person_id = p.id and l.speaks), '{}') as languages,
      case when m.id is null then 'none' when m.vouched_at is null then 'pending' else 'member' end as standing, m.id as "membershipId",
      (select count(*)::int from second_value s where s.holding_id = p.holding_id and s.person_id = p.id and s.settled_at is null
        and case s.field when 'name' then lower(trim(s.value)) <> lower(trim(p.name))
          else not exists (select 1 from contact c where c.holding_id = s.holding_id and c.person_id = s.person_id and c.kind = s.field
            and regexp_replace(lower(c.as_typed), '[\\s().-]', '', 'g') = regexp_replace(lower(s.value), '[\\s().-]', '', 'g')) end)
        + (select count(*)::int from doubted_residency d where d.holding_id = p.holding_id and d.person_id = p.id) as "toSettle"
    from person p
    left join lateral (
      select array_agg(u.label order by u.floor_rank, u.line_rank, u.label) filter (where r.until is null) as doors,
        bool_and(r.until is not null) as gone, min(u.floor_rank * 1000 + u.line_rank) as place
      from residency r join unit u on u.holding_id = r.holding_id and u.id = r.unit_id
      where r.holding_id = p.holding_id and r.person_id = p.id) r on true
    left join lateral (
      select m.id, m.vouched_at from live_membership m
      where m.holding_id = p.holding_id and m.person_id = p.id and m.ended_at is null
      order by m.vouched_at is null, m.asked_at limit 1) m on true
    where p.holding_id = ${holdingId}
    order by (m.id is not null and m.vouched_at is null) desc, coalesce(r.gone, false), r.place nulls last, p.name, p.id`
}

/** Said at the door, and nobody at the desk has said yet who of those known there is meant. */
export type Doubt = { knockId: string; why: 'moved' | 'deceased'; day: Day }
export type Residency = {
  id: string
  unitId: string
  door: string
  role: string
  since: Day | null
  until: Day | null
  doubt: Doubt | null
}
export type Contact = { id: string; kind: ContactKind; value: string; safeRule: string | null }
type SecondValue = {
  id: string
  field: 'name' | ContactKind
  value: string
  first: string | null
  by: string | null
  at: string
}
/** What stands: a no, with the answers that say so, or a yes. */
export type Consent = {
  purpose: string
  channel: string | null
  given: boolean
  at: string
  refusals: string[]
}
/** Whether it is read is null where nobody asked; the interpreter is needed whenever people meet. */
export type KnownLanguage = { language: string; speaks: boolean; reads: boolean | null; interpreter: boolean }
export type PersonFile = PersonRow & {
  known: KnownLanguage[]
  residencies: Residency[]
  contacts: Contact[]
  secondValues: SecondValue[]
  consents: Consent[]
  repairs: number
}

export async function findPerson(
  db: Handle,
  { holdingId }: PeopleFile,
  personId: string | undefined,
): Promise<PersonFile | null> {
  const row = (await listPeople(db, holdingId)).find(({ id }) => id === personId)
  if (!row) return null
  const [residencies, contacts, secondValues, consents, repairs, known] = await Promise.all([
    db.sql<Residency>`
      select r.id, r.unit_id as "unitId", u.label as door, r.role, r.since, r.until,
        case when d.knock_id is not null then jsonb_build_object('knockId', d.knock_id, 'why', d.disposition, 'day', d.day) end as doubt
      from residency r join unit u on u.holding_id = r.holding_id and u.id = r.unit_id
      left join doubted_residency d on d.holding_id = r.holding_id and d.residency_id = r.id
      where r.holding_id = ${holdingId} and r.person_id = ${row.id} order by r.until is not null, r.since desc nulls last, r.id`,
    db.sql<Contact>`
      select id, kind, as_typed as value, safe_rule as "safeRule" from contact
      where holding_id = ${holdingId} and person_id = ${row.id} order by kind desc, id`,
    db.sql<SecondValue>`
      select s.id, s.field, s.value, a.name as by, s.at,
        case when s.field = 'name' then ${row.name}::text
          else (select string_agg(c.as_typed, ' · ' order by c.id) from contact c
            where c.holding_id = s.holding_id and c.person_id = s.person_id and c.kind = s.field) end as first
      from second_value s left join account a on a.id = s.account_id
      where s.holding_id = ${holdingId} and s.person_id = ${row.id} and s.settled_at is null
        and case s.field when 'name' then lower(trim(s.value)) <> lower(trim(${row.name ?? unnamed}::text))
          else not exists (select 1 from contact c where c.holding_id = s.holding_id and c.person_id = s.person_id and c.kind = s.field
            and regexp_replace(lower(c.as_typed), '[\\s().-]', '', 'g') = regexp_replace(lower(s.value), '[\\s().-]', '', 'g')) end
      order by s.at, s.id`,
    db.sql<Consent>`
      select c.purpose, c.channel, c.given, c.at, c.refusals from standing_consent c
      where c.holding_id = ${holdingId} and c.person_id = ${row.id} order by c.purpose, c.channel`,
    db.sql<{ open: number }>`
      select count(*)::int as open from live_grievance g where g.holding_id = ${holdingId} and g.person_id = ${row.id}
        and derive.is_open(g.holding_id, g.id)`,
    db.sql<KnownLanguage>`
      select language, speaks, reads, interpreter from person_language
      where holding_id = ${holdingId} and person_id = ${row.id} order by not speaks, language`,
  ])
  return { ...row, known, residencies, contacts, secondValues, consents, repairs: repairs[0]?.open ?? 0 }
}

/** Doors a person may be written down at. */
export async function listHomes(db: Handle, holdingId: string) {
  return db.sql<{ id: string; label: string }>`
    select id, label from unit where holding_id = ${holdingId} and struck_reason is null order by floor_rank, line_rank, label`
}

export type Waiting = { buildingId: string; address: string; count: number; since: string }

/** Buildings in which somebody waits for a vouch this actor may give, the longest wait first. */
export async function listWaitingForVouch(db: Handle): Promise<Waiting[]> {
  const bodies = db.actor.bodiesWith('members.vouch').map(({ bodyId }) => bodyId)
  return db.sql<Waiting>`
    select b.id as "buildingId", b.address, count(distinct m.person_id)::int as count, min(m.asked_at) as since
    from live_membership m join holding h on h.id = m.holding_id join building b on b.id = h.building_id
    where h.body_id = any (${bodies}::uuid[]) and m.vouched_at is null and m.ended_at is null
    group by b.id order by min(m.asked_at), b.address limit 7`
}
