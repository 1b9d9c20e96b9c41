import type { BodyKind, Handle } from '#app/core/actor.server.ts'
import { recordDeed } from './audit-log.server.ts'
import type { ShareField } from './federation.schema.ts'

export type Share = { bodyId: string; name: string; kind: BodyKind; fields: ShareField[]; since: string }

/** What this body lets others see now. */
export async function listSharesFrom(db: Handle, bodyId: string): Promise<Share[]> {
  return db.sql<Share>`
    select b.id as "bodyId", b.name, b.kind, s.fields, s.since from share s join body b on b.id = s.to_body_id
    where s.from_body_id = ${bodyId} and s.ended_at is null order by b.name, b.id`
}

/** What others let this body see now. */
export async function listSharesTo(db: Handle, bodyId: string): Promise<Share[]> {
  return db.sql<Share>`
    select b.id as "bodyId", b.name, b.kind, s.fields, s.since from share s join body b on b.id = s.from_body_id
    where s.to_body_id = ${bodyId} and s.ended_at is null order by b.name, b.id`
}

export type ShareChange = { fromBodyId: string; toBodyId: string; field: ShareField; on: boolean }

/** Turns one kind of number on or off. A share is never changed: it ends, at once, and another begins. */
export async function setShare(db: Handle, { fromBodyId, toBodyId, field, on }: ShareChange) {
  await lockShares(db, fromBodyId, toBodyId)
  const [live] = await db.sql<{ id: string; fields: ShareField[] }>`
    select id, fields from share where from_body_id = ${fromBodyId} and to_body_id = ${toBodyId} and ended_at is null`
  const before = live?.fields ?? []
  if (before.includes(field) === on) return
  if (live) await endShare(db, live.id)

  const fields = on ? [...before, field] : before.filter((each) => each !== field)
  if (fields.length > 0) {
    await db.sql`insert into share (from_body_id, to_body_id, fields, made_by)
      values (${fromBodyId}, ${toBodyId}, ${fields}, ${db.actor.accountId})`
  }
  await recordDeed(db, fromBodyId, on ? 'share_began' : 'share_ended', toBodyId)
}

export async function endSharesWith(db: Handle, fromBodyId: string, toBodyId: string) {
  await lockShares(db, fromBodyId, toBodyId)
  const ended = await db.sql`update share set ended_at = now()
    where from_body_id = ${fromBodyId} and to_body_id = ${toBodyId} and ended_at is null returning id`
  if (ended.length > 0) await recordDeed(db, fromBodyId, 'share_ended', toBodyId)
}

/** Switches tapped quickly, and two bodies sharing with each other at once, come one after the other. */
async function lockShares(db: Handle, fromBodyId: string, toBodyId: string) {
  await db.sql`select auth.lock_shares(${fromBodyId}, ${toBodyId})`
}

async function endShare(db: Handle, shareId: string) {
  await db.sql`update share set ended_at = now() where id = ${shareId}`
}

/** This body's own numbers, to show what a switch gives away; and a taste of what no switch ever does. */
export type ShareSample = {
  doors: number
  knocked: number
  reached: number
  assessed: number
  supporting: number
  members: number
  openRepairs: number
  openEmergencies: number
  buildings: number
  person: string | null
  door: string | null
  notes: number
  phones: number
}

export async function readShareSample(db: Handle, bodyId: string): Promise<ShareSample> {
  const [sample] = await db.sql<ShareSample>`
    with own as (select id from holding where body_id = ${bodyId})
    select coalesce(sum(c.doors), 0)::int as doors, coalesce(sum(c.knocked), 0)::int as knocked,
      coalesce(sum(c.reached), 0)::int as reached, coalesce(sum(c.assessed), 0)::int as assessed,
      coalesce(sum(c.supporting), 0)::int as supporting, coalesce(sum(c.members), 0)::int as members,
      coalesce(sum(c.open_repairs), 0)::int as "openRepairs", coalesce(sum(c.open_emergencies), 0)::int as "openEmergencies",
      count(*)::int as buildings,
      (select name from person where holding_id in (select id from own) order by created_at, id limit 1) as person,
      (select u.label from live_assessment a join unit u on u.holding_id = a.holding_id and u.id = a.unit_id
        where a.holding_id in (select id from own) order by u.label limit 1) as door,
      (select count(*)::int from knock_note where holding_id in (select id from own)) as notes,
      (select count(*)::int from contact where holding_id in (select id from own)) as phones
    from building_coverage c where c.holding_id in (select id from own)`
  if (!sample) throw new Error('An aggregate has one row')
  return sample
}
