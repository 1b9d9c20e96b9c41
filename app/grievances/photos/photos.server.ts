import { createHash, randomUUID } from 'node:crypto'
import type { AnonymousHandle, Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { findRepair, type RepairRef } from '../repairs.server.ts'
import type { Picture, PictureProblem } from './clean-picture.ts'
import { photosOpen, photosPerDay, photosPerRepair } from './photo-limits.ts'

export type RepairPhoto = {
  id: string
  day: Day
  by: string | null
  /** `coming`: still on the phone it was taken with. */
  state: 'here' | 'coming' | 'unreadable' | 'removed'
  width: number | null
  height: number | null
  /** Of the picture as it is kept: whoever has it later can show that it is the same. */
  hash: string | null
}

/** The photos of a repair that stands, in the order they were taken. */
export async function listPhotos(db: Handle, { holdingId, grievanceId }: RepairRef): Promise<RepairPhoto[]> {
  return db.sql<RepairPhoto>`
    select o.id, o.day, a.name as by, i.width, i.height, encode(i.hash, 'hex') as hash,
      case when i.photo_id is not null then 'here' when o.problem is not null then 'unreadable'
        when o.arrived_at is null then 'coming' else 'removed' end as state
    from photo o join live_grievance g on g.holding_id = o.holding_id and g.id = o.grievance_id
    left join photo_picture i on i.holding_id = o.holding_id and i.photo_id = o.id
    left join account a on a.id = o.account_id
    where o.holding_id = ${holdingId} and o.grievance_id = ${grievanceId}
    order by o.at, o.id`
}

/** Nothing for whoever may not read the repair, and nothing of a repair that was taken back. */
export async function findPicture(db: Handle, holdingId: string, photoId: string): Promise<Buffer | null> {
  const [row] = await db.sql<{ jpeg: Buffer }>`
    select i.jpeg from photo_picture i join photo o on o.holding_id = i.holding_id and o.id = i.photo_id
    join live_grievance g on g.holding_id = o.holding_id and g.id = o.grievance_id
    where i.holding_id = ${holdingId} and i.photo_id = ${photoId}`
  return row?.jpeg ?? null
}

/** From the desk. False when the repair has as many as it may have. */
export async function addPhoto(db: Handle, ref: RepairRef, sent: Uint8Array, picture: Picture) {
  const repair = await findRepair(db, ref)
  if (!repair || !db.actor.can('repairs.write', repair.bodyId)) throw notFound()
  const photos = await listPhotos(db, ref)
  if (photos.filter(({ state }) => state === 'here' || state === 'coming').length >= photosPerRepair)
    return false
  const id = randomUUID()
  const sentHash = createHash('sha256').update(sent).digest()
  await db.sql`
    insert into photo (holding_id, id, grievance_id, sent_hash, account_id, day, arrived_at)
    values (${ref.holdingId}, ${id}, ${ref.grievanceId}, ${sentHash}, ${db.actor.accountId}, ${db.today}::date, now())`
  await keepPicture(db, { holdingId: ref.holdingId, id }, picture)
  return true
}

export async function removePhoto(db: Handle, ref: RepairRef, photoId: string) {
  const repair = await findRepair(db, ref)
  if (!repair || !db.actor.can('repairs.write', repair.bodyId)) throw notFound()
  await db.sql`
    delete from photo_picture i using photo o where o.holding_id = i.holding_id and o.id = i.photo_id
      and o.holding_id = ${ref.holdingId} and o.grievance_id = ${ref.grievanceId} and o.id = ${photoId}`
}

export type AwaitedPhoto = { holdingId: string; id: string; arrived: boolean }

/** Photos this account named in an act, by what it said it would send. */
export function listAwaited(db: Handle, sentHash: Buffer) {
  return db.sql<AwaitedPhoto>`
    select holding_id as "holdingId", id, arrived_at is not null as arrived from photo
    where account_id = ${db.actor.accountId} and sent_hash = ${sentHash}`
}

export async function listParts(db: Handle, sentHash: Buffer) {
  const rows = await db.sql<{ n: number }>`
    select n from photo_part where account_id = ${db.actor.accountId} and sent_hash = ${sentHash} order by n`
  return rows.map(({ n }) => n)
}

/** One that has begun may go on. */
export async function hasRoom(db: Handle, sentHash: Buffer) {
  const [row] = await db.sql<{ begun: boolean; open: number; today: number }>`
    select coalesce(bool_or(sent_hash = ${sentHash}), false) as begun, count(distinct sent_hash)::int as open,
      (select count(*)::int from photo o where o.account_id = ${db.actor.accountId} and o.arrived_at > now() - interval '1 day') as today
    from photo_part where account_id = ${db.actor.accountId}`
  return !row || row.begun || (row.open < photosOpen && row.today < photosPerDay)
}

/** Nightly: what nobody waits for any more. */
export async function tidyPhotos(db: AnonymousHandle) {
  await db.sql`select auth.tidy_photos()`
}

/** A part that came before says the same: the whole is held against its hash. */
export async function keepPart(db: Handle, sentHash: Buffer, n: number, bytes: Uint8Array) {
  await db.sql`
    insert into photo_part (account_id, sent_hash, n, bytes) values (${db.actor.accountId}, ${sentHash}, ${n}, ${Buffer.from(bytes)})
    on conflict do nothing`
}

/** Null until there are as many as there have to be. */
export async function joinParts(db: Handle, sentHash: Buffer, parts: number): Promise<Buffer | null> {
  const rows = await db.sql<{ n: number; bytes: Buffer }>`
    select n, bytes from photo_part where account_id = ${db.actor.accountId} and sent_hash = ${sentHash} and n < ${parts} order by n`
  return rows.length === parts ? Buffer.concat(rows.map(({ bytes }) => bytes)) : null
}

export async function dropParts(db: Handle, sentHash: Buffer) {
  await db.sql`delete from photo_part where account_id = ${db.actor.accountId} and sent_hash = ${sentHash}`
}

/**
 * The picture stands with every repair that waits for it; what was no picture is said, and not asked for again. Where it came before,
 * or nobody waits for it any more, nothing is kept of it.
 */
export async function settlePhoto(db: Handle, sentHash: Buffer, found: Picture | PictureProblem) {
  await db.sql`select core.lock_photo(${sentHash})`
  const problem = typeof found === 'string' ? found : null
  const awaited = await db.sql<Pick<AwaitedPhoto, 'holdingId' | 'id'>>`
    update photo set arrived_at = now(), problem = ${problem}
    where account_id = ${db.actor.accountId} and sent_hash = ${sentHash} and arrived_at is null
    returning holding_id as "holdingId", id`
  if (typeof found !== 'string') for (const photo of awaited) await keepPicture(db, photo, found)
  await dropParts(db, sentHash)
}

async function keepPicture(
  db: Handle,
  { holdingId, id }: Pick<AwaitedPhoto, 'holdingId' | 'id'>,
  picture: Picture,
) {
  await db.sql`
    insert into photo_picture (holding_id, photo_id, jpeg, hash, width, height)
    values (${holdingId}, ${id}, ${picture.jpeg}, ${picture.hash}, ${picture.width}, ${picture.height})
    on conflict do nothing`
}
