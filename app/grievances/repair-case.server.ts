import { randomUUID } from 'node:crypto'
import { lockFiles, recountBuildings, recountDoors } from '#app/buildings/coverage.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { type Role, roleCan, roles } from '#app/core/permissions.ts'
import {
  canMove,
  type Status,
  statusAfterContact,
  statusAfterTenant,
  type TenantAnswer,
} from './grievance-status.ts'
import type { Channel, NewRepair, Question } from './repair.schema.ts'
import { findRepair, type Repair, type RepairRef } from './repairs.server.ts'

export type RepairEvent = {
  id: string
  kind: 'moved' | 'landlord_contact' | 'assigned' | 'asked_tenant' | 'consent'
  status: Status | null
  channel: Channel | null
  owner: string | null
  promisedBy: Day | null
  answer: TenantAnswer | null
  purpose: Question | null
  words: string | null
  by: string | null
  day: Day
}

/** What happened, newest first. */
export async function listEvents(db: Handle, { holdingId, grievanceId }: RepairRef): Promise<RepairEvent[]> {
  return db.sql<RepairEvent>`
    select e.id, e.kind, e.status, e.channel, o.name as owner, e.promised_by as "promisedBy", e.answer, e.purpose, w.words,
      a.name as by, e.day
    from grievance_event e
    left join grievance_event_words w on w.holding_id = e.holding_id and w.event_id = e.id
    left join account o on o.id = e.owner_id
    left join account a on a.id = e.account_id
    where e.holding_id = ${holdingId} and e.grievance_id = ${grievanceId}
    order by e.at desc, e.id desc`
}

export async function findWords(db: Handle, { holdingId, grievanceId }: RepairRef): Promise<string | null> {
  const [row] = await db.sql<{ words: string }>`
    select words from grievance_words where holding_id = ${holdingId} and grievance_id = ${grievanceId}`
  return row?.words ?? null
}

/** Who may take care of a repair of this body's files. */
export async function listKeepers(db: Handle, bodyId: string): Promise<{ id: string; name: string }[]> {
  const keeping: Role[] = roles.filter((role) => roleCan(role, 'repairs.write'))
  return db.sql<{ id: string; name: string }>`
    select distinct a.id, a.name from role_grant g join account a on a.id = g.account_id
    where g.body_id = ${bodyId} and g.role = any (${keeping}::text[]) and g.revoked_at is null
      and (g.expires_at is null or g.expires_at > now()) and a.disabled_at is null
    order by a.name, a.id`
}

export type RepairPlace = {
  holdingId: string
  bodyId: string
  buildingId: string
  address: string
  doors: { id: string; label: string }[]
}

/** Buildings whose repairs this actor keeps, by a part of their address; the first twenty. */
export async function listRepairPlaces(
  db: Handle,
  search: string,
): Promise<{ buildingId: string; address: string }[]> {
  const bodies = db.actor.bodiesWith('repairs.write').map(({ bodyId }) => bodyId)
  return db.sql<{ buildingId: string; address: string }>`
    select b.id as "buildingId", b.address from holding h join building b on b.id = h.building_id
    where h.body_id = any (${bodies}::uuid[]) and position(lower(${search}) in lower(b.address)) > 0
    order by b.address limit 20`
}

export async function findRepairPlace(db: Handle, buildingId: string): Promise<RepairPlace | null> {
  const [place] = await db.sql<RepairPlace>`
    select h.id as "holdingId", h.body_id as "bodyId", b.id as "buildingId", b.address,
      coalesce((select json_agg(json_build_object('id', u.id, 'label', u.label) order by u.floor_rank, u.line_rank, u.label)
        from unit u where u.holding_id = h.id and u.struck_reason is null), '[]') as doors
    from holding h join building b on b.id = h.building_id where b.id = ${buildingId}`
  return place && db.actor.can('repairs.write', place.bodyId) ? place : null
}

/** When it happened, for what is entered later; left out it is now. */
export type Then = { at: string; day: Day }

/** A repair told to a steward outside a knock: at a door or in a common area. */
export async function addRepair(
  db: Handle,
  buildingId: string,
  repair: NewRepair,
  { id = randomUUID(), then }: { id?: string; then?: Then } = {},
): Promise<RepairRef> {
  const place = await findRepairPlace(db, buildingId)
  const door = place?.doors.find(({ id }) => id === repair.unitId)
  if (!place || (repair.unitId && !door)) throw notFound()
  const ref = { holdingId: place.holdingId, grievanceId: id }

  await lockFiles(db, [place.holdingId])
  await db.sql`
    insert into grievance (holding_id, id, building_id, unit_id, common_area, category, severity, since, landlord_id, account_id, at, day)
    values (${ref.holdingId}, ${ref.grievanceId}, ${buildingId}, ${door?.id ?? null}::uuid, ${door ? null : repair.commonArea},
      ${repair.category}, ${repair.severity}, ${repair.since}::date,
      (select i.party_id from interest i where i.building_id = ${buildingId} and i.role = 'owner' and i.until is null
        order by i.since desc nulls last, i.id limit 1),
      ${db.actor.accountId}, coalesce(${then?.at ?? null}::timestamptz, core.clock()), ${then?.day ?? db.today}::date)`
  if (repair.words)
    await db.sql`insert into grievance_words (holding_id, grievance_id, words) values (${ref.holdingId}, ${ref.grievanceId}, ${repair.words})`
  await addEvent(db, ref, { kind: 'moved', status: 'reported' }, then)
  await recountRepair(db, ref, door?.id ?? null)
  return ref
}

export type LandlordContact = { channel: Channel; words: string | null; promisedBy: Day | null }

export async function logContact(db: Handle, ref: RepairRef, contact: LandlordContact) {
  return change(db, ref, (repair) => ({
    kind: 'landlord_contact',
    status: changed(
      repair.status,
      statusAfterContact(repair.status, {
        answered: Boolean(contact.words),
        promised: contact.promisedBy !== null,
      }),
    ),
    ...contact,
  }))
}

/** False when it stands where this step is not open any more: a colleague was faster. */
export async function moveRepair(db: Handle, ref: RepairRef, to: Status, words: string | null) {
  return change(db, ref, ({ status }) => (canMove(status, to) ? { kind: 'moved', status: to, words } : null))
}

export async function assignOwner(db: Handle, ref: RepairRef, ownerId: string) {
  return change(db, ref, async ({ bodyId }) => {
    const keepers = await listKeepers(db, bodyId)
    return keepers.some(({ id }) => id === ownerId) ? { kind: 'assigned', ownerId } : null
  })
}

export async function answerQuestion(db: Handle, ref: RepairRef, purpose: Question, given: boolean) {
  return change(db, ref, () => ({ kind: 'consent', purpose, answer: given ? 'yes' : 'no' }))
}

/** The tenant was asked whether it is fixed: only their yes ends it. */
export async function recordTenantAnswer(
  db: Handle,
  ref: RepairRef,
  answer: TenantAnswer,
  words: string | null,
) {
  return change(db, ref, ({ status }) => ({
    kind: 'asked_tenant',
    answer,
    words,
    status: changed(status, statusAfterTenant(status, answer)),
  }))
}

export type NewEvent = {
  kind: RepairEvent['kind']
  status?: Status | null
  channel?: Channel
  ownerId?: string
  promisedBy?: Day | null
  answer?: TenantAnswer
  purpose?: Question
  words?: string | null
}

function changed(before: Status, after: Status) {
  return before === after ? null : after
}

async function change(
  db: Handle,
  ref: RepairRef,
  eventFor: (repair: Repair) => NewEvent | null | Promise<NewEvent | null>,
): Promise<boolean> {
  // Two stewards act one after the other: the building's count is held from here to the end.
  await lockFiles(db, [ref.holdingId])
  const repair = await findRepair(db, ref)
  if (!repair || !db.actor.can('repairs.write', repair.bodyId)) throw notFound()
  const event = await eventFor(repair)
  if (!event) return false
  await addEvent(db, ref, event)
  await recountRepair(db, ref, repair.unitId)
  return true
}

export async function recountRepair(
  db: Handle,
  { holdingId, grievanceId }: RepairRef,
  unitId: string | null,
) {
  if (unitId) await recountDoors(db, [unitId], 'repair', grievanceId)
  else await recountBuildings(db, [holdingId], 'repair')
}

/** The instant is taken under the lock, not at the transaction's start: the newest event is the last one decided. */
export async function addEvent(
  db: Handle,
  { holdingId, grievanceId }: RepairRef,
  event: NewEvent,
  then?: Then,
): Promise<string[]> {
  const [made] = await db.sql<{ id: string }>`
    insert into grievance_event (holding_id, grievance_id, kind, status, channel, owner_id, promised_by, answer, purpose, account_id, at, day)
    values (${holdingId}, ${grievanceId}, ${event.kind}, ${event.status ?? null}, ${event.channel ?? null},
      ${event.ownerId ?? null}::uuid, ${event.promisedBy ?? null}::date, ${event.answer ?? null}, ${event.purpose ?? null},
      ${db.actor.accountId}, coalesce(${then?.at ?? null}::timestamptz, core.clock()), ${then?.day ?? db.today}::date) returning id`
  if (event.words && made)
    await db.sql`
      insert into grievance_event_words (holding_id, event_id, words) values (${holdingId}, ${made.id}, ${event.words})`
  return made ? [made.id] : []
}
