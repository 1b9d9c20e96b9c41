import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { grace, listColleagues, lockShift } from './shifts.server.ts'

export type PairPerson = { accountId: string; name: string; languages: string[] }
export type Pair = {
  pairId: string
  place: number
  name: string
  people: PairPerson[]
  turfs: number
  /** All of it, from its doors. */
  isBack: boolean
}
export type Pairs = { pairs: Pair[]; unpaired: PairPerson[]; others: PairPerson[] }

type PersonRow = PairPerson & { pairId: string | null; isHere: boolean }

/** The pairs of a shift, who came and is in none, and who of the body could come. */
export async function listPairs(db: Handle, { id, bodyId }: { id: string; bodyId: string }): Promise<Pairs> {
  const colleagues = (await listColleagues(db, bodyId)).map((one) => one.id)
  const pairs = await db.sql<Omit<Pair, 'people'>>`
    select p.id as "pairId", p.place, p.name, (select count(*)::int from turf t where t.pair_id = p.id) as turfs,
      coalesce((select bool_and(w.back_at is not null) from shift_person w where w.shift_id = p.shift_id and w.pair_id = p.id), false) as "isBack"
    from shift_pair p where p.shift_id = ${id} order by p.place, p.id`
  const people = await db.sql<PersonRow>`
    select a.id as "accountId", a.name, p.pair_id as "pairId", p.account_id is not null as "isHere",
      coalesce((select array_agg(l.language order by l.language) from account_language l where l.account_id = a.id), '{}') as languages
    from account a left join shift_person p on p.shift_id = ${id} and p.account_id = a.id
    where p.account_id is not null or a.id = any (${colleagues}::uuid[]) order by a.name, a.id`
  const bare = ({ accountId, name, languages }: PersonRow): PairPerson => ({ accountId, name, languages })
  return {
    pairs: pairs.map((pair) => ({
      ...pair,
      people: people.filter((one) => one.pairId === pair.pairId).map(bare),
    })),
    unpaired: people.filter((one) => one.isHere && !one.pairId).map(bare),
    others: people.filter((one) => !one.isHere).map(bare),
  }
}

/** A pair of whoever is ticked: two as a rule, one or three when it does not come out even. */
export async function addPair(db: Handle, shiftId: string, accountIds: string[]): Promise<string> {
  const shift = await lockShift(db, shiftId)
  const [pair] = await db.sql<{ id: string }>`
    insert into shift_pair (shift_id, place, name)
    select ${shiftId}, coalesce(max(place), 0) + 1, '–' from shift_pair where shift_id = ${shiftId} returning id`
  if (!pair) throw notFound()
  for (const accountId of new Set(accountIds)) await move(db, shift, accountId, pair.id)
  return pair.id
}

/** Only a pair that was never given doors: of any other the shift tells who knocked where. */
export async function removePair(db: Handle, shiftId: string, pairId: string) {
  const shift = await lockShift(db, shiftId)
  const people = await db.sql<{ accountId: string }>`
    select account_id as "accountId" from shift_person where shift_id = ${shiftId} and pair_id = ${pairId}`
  for (const { accountId } of people) await move(db, shift, accountId, null)
  const gone = await db.sql`
    delete from shift_pair p where p.shift_id = ${shiftId} and p.id = ${pairId}
      and not exists (select 1 from turf t where t.pair_id = p.id) returning p.id`
  if (gone.length === 0) throw notFound()
}

/** Somebody comes into a pair with all its doors, or out of it without them; `leave` is out of the shift. */
export async function putInPair(
  db: Handle,
  shiftId: string,
  { accountId, pairId }: { accountId: string; pairId: string },
) {
  const shift = await lockShift(db, shiftId)
  await move(db, shift, accountId, pairId === 'nobody' || pairId === 'leave' ? null : pairId)
  if (pairId === 'leave')
    await db.sql`delete from shift_person where shift_id = ${shiftId} and account_id = ${accountId}`
}

/** What somebody speaks, remembered for the next shift. */
export async function setLanguages(
  db: Handle,
  shiftId: string,
  { accountId, languages }: { accountId: string; languages: string[] },
) {
  const shift = await lockShift(db, shiftId)
  if (!(await isOfShift(db, shift, accountId))) throw notFound()
  await db.sql`delete from account_language where account_id = ${accountId}`
  await db.sql`
    insert into account_language (account_id, language) select ${accountId}::uuid, code from unnest(${languages}::text[]) code group by code`
}

type OneShift = { id: string; bodyId: string }

/** A colleague, or somebody who came in by the shift's code. */
async function isOfShift(db: Handle, shift: OneShift, accountId: string) {
  const here =
    await db.sql`select 1 from shift_person where shift_id = ${shift.id} and account_id = ${accountId}`
  return here.length > 0 || (await listColleagues(db, shift.bodyId)).some(({ id }) => id === accountId)
}

/** With all the doors of the new pair and none of the old one's; as the lead does it on the board. */
async function move(db: Handle, shift: OneShift, accountId: string, pairId: string | null) {
  if (!(await isOfShift(db, shift, accountId))) throw notFound()
  await db.sql`select auth.move_to_pair(${shift.id}::uuid, ${accountId}::uuid, ${pairId}::uuid)`
}

/** Everyone of the pair has all its doors, whenever they came. */
export async function giveDoorsOfPair(db: Handle, pairId: string) {
  await db.sql`
    insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
    select t.holding_id, t.id, p.account_id, ${db.actor.accountId}, s.ends_at + ${grace}::interval
    from turf t join shift s on s.id = t.shift_id join shift_person p on p.pair_id = t.pair_id
    where t.pair_id = ${pairId} and s.called_off_at is null and not exists (select 1 from turf_assignment a
      where a.holding_id = t.holding_id and a.turf_id = t.id and a.account_id = p.account_id and a.revoked_at is null)`
}
