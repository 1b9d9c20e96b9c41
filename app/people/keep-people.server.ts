import { lockDoors, recountDoors } from '#app/buildings/coverage.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { normalContact } from './normal-contact.ts'
import type { PeopleFile } from './people.server.ts'
import type { NewConsent, NewContact, NewPerson } from './person.schema.ts'

type Who = { file: PeopleFile; personId: string }

export async function addPerson(db: Handle, file: PeopleFile, { name, unitId }: NewPerson): Promise<string> {
  requireWrite(file)
  const places = await lockDoors(db, [unitId])
  if (places[0]?.holdingId !== file.holdingId) throw notFound()
  const [person] = await db.sql<{ id: string }>`
    insert into person (holding_id, name) values (${file.holdingId}, ${name}) returning id`
  if (!person) throw notFound()
  await db.sql`
    insert into residency (holding_id, person_id, unit_id) values (${file.holdingId}, ${person.id}, ${unitId})`
  await recountDoors(db, [unitId], 'person', person.id)
  return person.id
}

export async function renamePerson(db: Handle, { file, personId }: Who, name: string) {
  requireWrite(file)
  requireOne(
    await db.sql`update person set name = ${name} where holding_id = ${file.holdingId} and id = ${personId} returning id`,
  )
}

export async function addContact(db: Handle, { file, personId }: Who, contact: NewContact) {
  requireWrite(file)
  await db.sql`
    insert into contact (holding_id, person_id, kind, as_typed, normal, safe_rule)
    values (${file.holdingId}, ${personId}, ${contact.kind}, ${contact.value}, ${normalContact(contact.kind, contact.value)}, ${contact.safeRule})`
}

export async function dropContact(db: Handle, { file, personId }: Who, id: string) {
  requireWrite(file)
  requireOne(
    await db.sql`
      delete from contact where holding_id = ${file.holdingId} and person_id = ${personId} and id = ${id} returning id`,
  )
}

export async function setSafeRule(db: Handle, { file, personId }: Who, id: string, safeRule: string | null) {
  requireWrite(file)
  requireOne(
    await db.sql`
      update contact set safe_rule = ${safeRule}
      where holding_id = ${file.holdingId} and person_id = ${personId} and id = ${id} returning id`,
  )
}

/** What they say when asked again. Their yes takes away the refusals of this question that whoever asks has seen, and no other. */
export async function answerConsent(
  db: Handle,
  { file, personId }: Who,
  { question, answer, seen }: NewConsent,
) {
  requireWrite(file)
  const way = question === 'call' || question === 'text' ? question : null
  const purpose = way ? 'contact' : question
  await db.sql`
    insert into consent (holding_id, person_id, purpose, channel, given, account_id, lifts)
    select ${file.holdingId}, ${personId}, ${purpose}, ${way}, ${answer === 'yes'}, ${db.actor.accountId},
      case when ${answer === 'yes'} then coalesce((select array(select unnest(c.refusals) intersect select unnest(${seen}::uuid[]))
        from standing_consent c where c.holding_id = ${file.holdingId} and c.person_id = ${personId} and c.purpose = ${purpose}
          and c.channel is not distinct from ${way}), '{}') else '{}' end`
}

/** What is known of their languages now; one of which nothing is left goes. `seen`: those the page showed; what a door said since stays. */
export async function setLanguages(
  db: Handle,
  { file, personId }: Who,
  {
    speaks,
    reading = [],
    interpreter = [],
    seen = [],
  }: { speaks: string[]; reading?: string[]; interpreter?: string[]; seen?: string[] },
) {
  requireWrite(file)
  const known = [
    ...new Set([...speaks, ...reading.flatMap((one) => one.split('.', 1)[0] || []), ...interpreter]),
  ]
  await db.sql`
    delete from person_language where holding_id = ${file.holdingId} and person_id = ${personId} and language = any (${seen}::text[])
      and not language = any (${known}::text[])`
  await db.sql`
    insert into person_language as known (holding_id, person_id, language, speaks, reads, interpreter)
    select ${file.holdingId}, ${personId}, l, l = any (${speaks}::text[]),
      case when l || '.yes' = any (${reading}::text[]) then true when l || '.no' = any (${reading}::text[]) then false end,
      l = any (${interpreter}::text[])
    from unnest(${known}::text[]) l
    on conflict (holding_id, person_id, language) do update
    set speaks = excluded.speaks or (known.speaks and not known.language = any (${seen}::text[])),
      reads = case when known.language = any (${seen}::text[]) then excluded.reads else coalesce(excluded.reads, known.reads) end,
      interpreter = excluded.interpreter or (known.interpreter and not known.language = any (${seen}::text[]))`
}

/** Why a move-out was not written; null when it was. */
export type MoveOutRefusal = 'future' | 'beforeIn'

/** The door loses this person's level and membership from that day on; what was said there stays history. */
export async function moveOut(
  db: Handle,
  { file, personId }: Who,
  { residencyId, until }: { residencyId: string; until: Day },
): Promise<MoveOutRefusal | null> {
  requireWrite(file)
  if (until > db.today) return 'future'
  const [home] = await db.sql<{ unitId: string; since: Day | null }>`
    select unit_id as "unitId", since from residency
    where holding_id = ${file.holdingId} and id = ${residencyId} and person_id = ${personId} and until is null`
  if (!home) throw notFound()
  if (home.since && until < home.since) return 'beforeIn'
  await lockDoors(db, [home.unitId])
  await db.sql`
    update residency set until = ${until}::date where holding_id = ${file.holdingId} and id = ${residencyId} and until is null`
  await recountDoors(db, [home.unitId], 'moved', personId)
  return null
}

/** In spite of what was said at that knock: phones may name them again, until the next one says so. */
export async function confirmStillLives(
  db: Handle,
  { file, personId }: Who,
  { residencyId, knockId }: { residencyId: string; knockId: string },
) {
  requireWrite(file)
  const [home] = await db.sql<{ unitId: string }>`
    select unit_id as "unitId" from doubted_residency
    where holding_id = ${file.holdingId} and person_id = ${personId} and residency_id = ${residencyId} and knock_id = ${knockId}`
  if (!home) throw notFound()
  await lockDoors(db, [home.unitId])
  await db.sql`
    insert into still_lives (holding_id, residency_id, knock_id, account_id)
    values (${file.holdingId}, ${residencyId}, ${knockId}, ${db.actor.accountId}) on conflict do nothing`
  await recountDoors(db, [home.unitId], 'person', personId)
}

/** They asked to join; pending until a member vouches. */
export async function askToJoin(db: Handle, { file, personId }: Who) {
  requireWrite(file)
  await recounted(db, { file, personId }, 'membership', async () => {
    await db.sql`
      insert into membership (holding_id, person_id) select ${file.holdingId}, ${personId}
      where not exists (select 1 from live_membership m
        where m.holding_id = ${file.holdingId} and m.person_id = ${personId} and m.ended_at is null)`
  })
}

export async function vouchFor(db: Handle, { file, personId }: Who, membershipId: string) {
  if (!file.mayVouch) throw notFound()
  await recounted(db, { file, personId }, 'membership', async () => {
    requireOne(
      await db.sql`
        update membership set vouched_by = ${db.actor.accountId}, vouched_at = now()
        where holding_id = ${file.holdingId} and id = ${membershipId} and person_id = ${personId}
          and vouched_at is null and ended_at is null returning id`,
    )
  })
}

export async function endMembership(db: Handle, { file, personId }: Who, membershipId: string) {
  if (!file.mayVouch) throw notFound()
  await recounted(db, { file, personId }, 'membership', async () => {
    requireOne(
      await db.sql`
        update membership set ended_at = now()
        where holding_id = ${file.holdingId} and id = ${membershipId} and person_id = ${personId} and ended_at is null returning id`,
    )
  })
}

/** A person decides between two values; the one not taken is gone from the page, not from the history. */
export async function settleSecondValue(
  db: Handle,
  { file, personId }: Who,
  id: string,
  use: 'first' | 'second',
) {
  requireWrite(file)
  const [settled] = await db.sql<{ field: 'name' | 'phone' | 'email'; value: string }>`
    update second_value set settled_at = now()
    where holding_id = ${file.holdingId} and id = ${id} and person_id = ${personId} and settled_at is null returning field, value`
  if (!settled) throw notFound()
  if (use === 'first') return
  if (settled.field === 'name') {
    // What only repeated the name that goes now is settled with it.
    await db.sql`
      update second_value s set settled_at = now() from person p
      where s.holding_id = ${file.holdingId} and s.person_id = ${personId} and s.field = 'name' and s.settled_at is null
        and p.holding_id = s.holding_id and p.id = s.person_id and lower(trim(s.value)) = lower(trim(p.name))`
    return renamePerson(db, { file, personId }, settled.value.slice(0, 80))
  }
  await addContact(db, { file, personId }, { kind: settled.field, value: settled.value, safeRule: null })
}

function requireWrite({ mayWrite }: PeopleFile) {
  if (!mayWrite) throw notFound()
}

/** What touched nothing is told: somebody else was faster, or it was never there. */
function requireOne(touched: object[]) {
  if (touched.length === 0) throw notFound()
}

/** A membership counts at every door the person lives behind. */
async function recounted(db: Handle, { file, personId }: Who, why: string, write: () => Promise<void>) {
  const homes = await db.sql<{ unitId: string }>`
    select unit_id as "unitId" from residency where holding_id = ${file.holdingId} and person_id = ${personId}`
  const unitIds = homes.map(({ unitId }) => unitId)
  await lockDoors(db, unitIds)
  await write()
  await recountDoors(db, unitIds, why, personId)
}
