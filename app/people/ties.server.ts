import { lockDoors, recountDoors } from '#app/buildings/coverage.server.ts'
import { unnamed } from '#app/canvass/lists.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { PeopleFile } from './people.server.ts'
import type { TieAct } from './ties.schema.ts'

/** Somebody of the file, by name and door. */
export type Neighbor = { id: string; name: string | null; doors: string[] }
export type Ties = {
  id: string
  name: string | null
  follows: Neighbor[]
  followedBy: Neighbor[]
  /** Who lives there and could be either: of those who gave no name only who is followed or follows, nobody knows the others. */
  others: Neighbor[]
}

type Row = Neighbor & { isSelf: boolean; follows: boolean; followedBy: boolean }

/** Only who lives there: whoever moved out follows nobody in the building any more. */
export async function readTies(db: Handle, { holdingId }: PeopleFile, personId: string): Promise<Ties> {
  const all = await db.sql<Row>`
    select p.id, nullif(p.name, ${unnamed}) as name, r.doors, p.id = ${personId}::uuid as "isSelf",
      exists (select 1 from tie t where t.holding_id = p.holding_id and t.kind = 'follows' and t.to_person_id = p.id
        and t.from_person_id = ${personId}::uuid) as follows,
      exists (select 1 from tie t where t.holding_id = p.holding_id and t.kind = 'follows' and t.from_person_id = p.id
        and t.to_person_id = ${personId}::uuid) as "followedBy"
    from person p join lateral (
      select array_agg(u.label order by u.floor_rank, u.line_rank, u.label) as doors, min(u.floor_rank * 1000 + u.line_rank) as place
      from residency r join unit u on u.holding_id = r.holding_id and u.id = r.unit_id
      where r.holding_id = p.holding_id and r.person_id = p.id and r.until is null) r on r.doors is not null or p.id = ${personId}::uuid
    where p.holding_id = ${holdingId}::uuid order by r.place nulls last, p.name, p.id`
  const self = all.find(({ isSelf }) => isSelf)
  if (!self) throw notFound()
  const neighbors = all.filter(({ isSelf }) => !isSelf)
  const short = ({ id, name, doors }: Row): Neighbor => ({ id, name, doors })
  return {
    id: self.id,
    name: self.name,
    follows: neighbors.filter(({ follows }) => follows).map(short),
    followedBy: neighbors.filter(({ followedBy }) => followedBy).map(short),
    others: neighbors
      .filter(({ name, follows, followedBy }) => name !== null || follows || followedBy)
      .map(short),
  }
}

/** The door of whoever is followed counts anew: two followers make a leader. */
export async function changeTie(db: Handle, file: PeopleFile, personId: string, { intent, other }: TieAct) {
  if (!file.mayWrite || other === personId) throw notFound()
  const [from, to] = intent.startsWith('followedBy') ? [other, personId] : [personId, other]
  const homes = await db.sql<{ unitId: string }>`
    select r.unit_id as "unitId" from residency r where r.holding_id = ${file.holdingId} and r.person_id = ${to} and r.until is null
      and exists (select 1 from person p where p.holding_id = r.holding_id and p.id = ${from})`
  if (homes.length === 0) throw notFound()
  const unitIds = homes.map(({ unitId }) => unitId)
  await lockDoors(db, unitIds)
  if (intent.endsWith('Not'))
    await db.sql`
      delete from tie where holding_id = ${file.holdingId} and from_person_id = ${from} and to_person_id = ${to} and kind = 'follows'`
  else
    await db.sql`
      insert into tie (holding_id, from_person_id, to_person_id, kind) values (${file.holdingId}, ${from}, ${to}, 'follows')
      on conflict do nothing`
  await recountDoors(db, unitIds, 'tie', to)
}

/** Doors whose leaders lose a follower when this person is forgotten: nothing leads from the one to the other afterwards. */
export async function doorsLed(db: Handle, { holdingId }: PeopleFile, personId: string): Promise<string[]> {
  const led = await db.sql<{ unitId: string }>`
    select r.unit_id as "unitId" from tie t join residency r on r.holding_id = t.holding_id and r.person_id = t.to_person_id and r.until is null
    where t.holding_id = ${holdingId} and t.from_person_id = ${personId} and t.kind = 'follows'`
  return led.map(({ unitId }) => unitId)
}

export type Colleague = { id: string; name: string }

/** Accounts with a part in the body that keeps the file; for whoever may see them. */
export async function listAccounts(db: Handle, { bodyId }: PeopleFile): Promise<Colleague[]> {
  return db.sql<Colleague>`
    select distinct a.id, a.name from role_grant g join account a on a.id = g.account_id
    where g.body_id = ${bodyId} and g.revoked_at is null and (g.expires_at is null or g.expires_at > now()) and a.disabled_at is null
    order by a.name, a.id`
}

export async function accountOf(
  db: Handle,
  { holdingId }: PeopleFile,
  personId: string,
): Promise<string | null> {
  const [person] = await db.sql<{ accountId: string | null }>`
    select account_id as "accountId" from person where holding_id = ${holdingId} and id = ${personId}`
  return person?.accountId ?? null
}

/** Which account is this neighbor's: one of the body's own, or none. */
export async function setAccount(db: Handle, file: PeopleFile, personId: string, accountId: string | null) {
  const isOurs = accountId === null || (await listAccounts(db, file)).some(({ id }) => id === accountId)
  if (!file.mayWrite || !isOurs) throw notFound()
  await db.sql`
    update person set account_id = ${accountId}::uuid where holding_id = ${file.holdingId} and id = ${personId}`
}
