import { randomBytes } from 'node:crypto'
import { openBoxed } from '#app/canvass/sync/open-sealed.ts'
import { findSecrets } from '#app/canvass/sync/sync-keys.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { AppError, notFound } from '#app/core/errors.ts'
import type { PhoneAsks } from './phones.schema.ts'

export type PhoneContact = {
  share: string | null
  lost: boolean
  lastSeq: number
  emptied: number | null
  lockMinutes: number
  opened: string | null
}

/**
 * A phone says it is there. Its half of the key is given to it again as often as it asks, and made anew only for a new PIN: another
 * share would make what lies under the old one unreadable.
 */
export async function hearPhone(
  db: Handle,
  { deviceId, asked, closed }: PhoneAsks,
  label: string,
): Promise<PhoneContact> {
  const me = db.actor.accountId
  const sets = asked === 'set'
  if (sets)
    await db.sql`insert into device (id, account_id) values (${deviceId}, ${me}) on conflict do nothing`
  const [phone] = await db.sql<Omit<PhoneContact, 'emptied' | 'opened'>>`
    with here as (
      insert into phone as p (device_id, account_id, session_id, label, share)
      select d.id, d.account_id, ${db.sessionId}::uuid, ${label}, case when ${sets} then decode(${randomBytes(32).toString('hex')}, 'hex') end
      from device d where d.id = ${deviceId} and d.account_id = ${me}
      on conflict (device_id) do update set session_id = excluded.session_id, label = excluded.label, seen_at = now(),
        share = case when ${sets} then coalesce(p.share, excluded.share) else p.share end,
        lost_at = case when ${sets} then null else p.lost_at end
      returning device_id, share, lost_at)
    select encode(here.share, 'base64') as share, here.lost_at is not null as lost, d.last_seq as "lastSeq",
      u.lock_minutes as "lockMinutes"
    from here join device d on d.id = here.device_id cross join union_profile u`
  if (!phone && !sets && !(await isTaken(db, deviceId)))
    return {
      share: null,
      lost: false,
      lastSeq: 0,
      emptied: null,
      lockMinutes: await findLockMinutes(db),
      opened: null,
    }
  if (!phone) throw new AppError(409, 'other_account')
  const emptied = await forgetOtherStores(db, deviceId)
  if (asked === 'leave') await leavePhone(db, deviceId)
  const opened = sets && closed ? await openKey(db, closed) : null
  return { ...phone, emptied, opened, share: asked === 'open' || sets ? phone.share : null }
}

/** What a phone sealed under this account after too many wrong PINs, for its next one. */
async function openKey(db: Handle, { box, ...closed }: NonNullable<PhoneAsks['closed']>) {
  const secret = (await findSecrets(db, [closed.keyId])).get(closed.keyId)
  const sealed = { ...closed, seq: 0, box: Uint8Array.from(Buffer.from(box, 'base64url')) }
  const said = secret ? openBoxed(secret, db.actor.accountId, sealed)?.op : undefined
  const { key } = (said ?? {}) as { key?: unknown }
  return typeof key === 'string' ? key : null
}

/** By somebody else: their devices are not this account's to see. */
async function isTaken(db: Handle, deviceId: string) {
  const [row] = await db.sql<{ taken: boolean }>`select auth.is_device(${deviceId}::uuid) as taken`
  return row?.taken ?? false
}

/** One session, one store: where the same session comes with another, the first is gone, and with it what it had not sent. */
async function forgetOtherStores(db: Handle, deviceId: string) {
  const gone = await db.sql<{ lastSeq: number }>`
    update phone p set session_id = null from device d
    where d.id = p.device_id and p.account_id = ${db.actor.accountId} and p.session_id = ${db.sessionId} and p.device_id <> ${deviceId}
    returning d.last_seq as "lastSeq"`
  return gone.length > 0 ? gone.reduce((sum, { lastSeq }) => sum + lastSeq, 0) : null
}

/** A phone that was emptied has handed in all it had. */
async function leavePhone(db: Handle, deviceId: string) {
  await db.sql`update phone set share = null, session_id = null where device_id = ${deviceId} and account_id = ${db.actor.accountId}`
  await db.sql`update session set revoked_at = now() where id = ${db.sessionId} and revoked_at is null`
}

export type OwnPhone = { deviceId: string; label: string; seenAt: string; isLost: boolean; isThis: boolean }

export function listOwnPhones(db: Handle): Promise<OwnPhone[]> {
  return db.sql<OwnPhone>`
    select device_id as "deviceId", label, seen_at as "seenAt", lost_at is not null as "isLost", session_id is not distinct from ${db.sessionId}::uuid as "isThis"
    from phone where account_id = ${db.actor.accountId} order by seen_at desc, device_id limit 50`
}

export type ColleaguesPhone = {
  deviceId: string
  name: string
  label: string
  seenOn: string
  isLost: boolean
}

export function listPhonesOf(db: Handle, bodyId: string): Promise<ColleaguesPhone[]> {
  return db.sql<ColleaguesPhone>`
    select device_id as "deviceId", name, label, seen_on::text as "seenOn", is_lost as "isLost" from auth.phones_of(${bodyId}::uuid)`
}

/** One's own; in a body, that of its people, for whoever gives roles there. */
export async function losePhone(db: Handle, deviceId: string, bodyId: string | null = null) {
  const [row] = await db.sql<{ done: boolean }>`
    select auth.lose_phone(${deviceId}::uuid, ${bodyId}::uuid) as done`
  if (!row?.done) throw notFound()
}

export async function findLockMinutes(db: Handle) {
  const [row] = await db.sql<{ minutes: number }>`select lock_minutes as minutes from union_profile`
  return row?.minutes ?? 10
}

export async function setLockMinutes(db: Handle, minutes: number) {
  const changed = await db.sql`update union_profile set lock_minutes = ${minutes} returning name`
  if (changed.length === 0) throw notFound()
}
