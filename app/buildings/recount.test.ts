import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Handle } from '#app/core/actor.server.ts'
import { addDays } from '#app/core/days.ts'
import { actAs, aUnion, fresh, type TestBody, today } from '#tests/factories.ts'
import { addBuilding } from './buildings.server.ts'
import { lockDoors, recountDoors } from './coverage.server.ts'
import * as count from './coverage.ts'

let union: TestBody
beforeAll(async () => {
  union = await aUnion()
})

const labels = ['1A', '1B', '2A', '2B', '3A']
const door = fc.constantFrom(...labels)
const person = fc.integer({ min: 0, max: 4 }).map(String)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null, freq: 2 })
const level = fc.integer({ min: 1, max: 5 })
/** Days inside the window, at its edge and before it. */
const age = fc.constantFrom(0, 1, 30, 363, 364, 365, 366, 367, 500)
const taken = fc.boolean()

const facts = fc.record({
  doorsSource: fc.constantFrom('counted', 'estimated', 'unknown'),
  doorsEstimate: fc.integer({ min: 1, max: 9 }),
  struck: fc.uniqueArray(door, { maxLength: 2 }),
  residents: fc.uniqueArray(fc.record({ person, door, movedOut: fc.boolean() }), {
    selector: ({ person: who, door: where }) => who + where,
    maxLength: 8,
  }),
  knocks: fc.array(
    fc.record({
      door,
      person: maybe(person),
      disposition: fc.constantFrom('conversation', 'conversation', 'not_home', 'moved', 'vacant', 'refused'),
      age,
      taken,
    }),
    { maxLength: 12 },
  ),
  assessments: fc.array(fc.record({ person, door, level, taken: fc.boolean() }), { maxLength: 10 }),
  memberships: fc.uniqueArray(fc.record({ person, vouched: fc.boolean(), ended: fc.boolean() }), {
    selector: ({ person: who }) => who,
    maxLength: 4,
  }),
  follows: fc.uniqueArray(
    fc.record({ from: person, to: person }).filter(({ from, to }) => from !== to),
    { selector: ({ from, to }) => `${from} ${to}`, maxLength: 8 },
  ),
  repairs: fc.array(
    fc.record({
      door: maybe(door),
      severity: fc.constantFrom('emergency', 'dangerous', 'serious', 'other'),
      statuses: fc.array(fc.constantFrom('verified', 'confirmed', 'reopened', 'closed', 'withdrawn'), {
        maxLength: 3,
      }),
    }),
    { maxLength: 5 },
  ),
})
type Random = typeof facts extends fc.Arbitrary<infer T> ? T : never

test('every number the database keeps is the one its definition gives', async () => {
  await fc.assert(
    fc.asyncProperty(facts, async (random) => {
      const kept = await actAs(union.secretary, (db) => write(db, random))
      expect(kept).toEqual(counted(random))
    }),
    { numRuns: 60 },
  )
})

const closed = (statuses: string[]) =>
  ['confirmed', 'closed', 'withdrawn'].includes(statuses.at(-1) ?? 'reported')

function counted(random: Random) {
  const known: count.BuildingFacts = {
    ...random,
    doorsSource: random.doorsSource as count.BuildingFacts['doorsSource'],
    today: today(),
    doors: labels.map((id) => ({ id, floor: id.slice(0, 1), struck: random.struck.includes(id) })),
    knocks: random.knocks
      .filter((knock) => !knock.taken)
      .map((knock) => ({ ...knock, day: addDays(today(), -knock.age) })),
    assessments: random.assessments.filter((one) => !one.taken),
    repairs: random.repairs.map(({ door: at, severity, statuses }) => ({
      door: at,
      severity,
      open: !closed(statuses),
    })),
  }
  return {
    doors: count.countDoors(known),
    knocked: count.countKnocked(known),
    reached: count.countReached(known),
    assessed: count.countAssessed(known),
    supporting: count.countSupporting(known),
    split: count.countSplit(known),
    members: count.countMembers(known),
    pending_members: count.countPendingMembers(known),
    leaders: count.countLeaders(known),
    leaders_not_yet: count.countLeadersNotYet(known),
    floors: count.countFloors(known),
    floors_with_leader: count.countFloorsWithLeader(known),
    open_repairs: count.countOpenRepairs(known),
    open_emergencies: count.countOpenEmergencies(known),
  }
}

/** The same facts as rows, written as the app writes them, then recounted. */
async function write(db: Handle, random: Random) {
  const added = await addBuilding(db, {
    address: fresh('7 Recount Street'),
    bodyId: union.id,
    doors: random.doorsSource as 'counted',
    doorsEstimate: random.doorsEstimate,
    labels,
  })
  if (!added.ok) throw new Error(added.reason)
  const { holdingId: file, buildingId, unitIds } = added
  const units = await db.sql<{
    id: string
    key: string
  }>`select id, label_key key from unit where holding_id = ${file}`
  const unitOf = new Map(units.map(({ id, key }) => [key, id]))
  const people = new Map(['0', '1', '2', '3', '4'].map((nth) => [nth, randomUUID()]))
  const who = (nth: string | null) => (nth === null ? null : people.get(nth))
  const me = db.actor.accountId
  const at = (i: number) => new Date(Date.now() - 3_600_000 + i * 1000).toISOString()
  await lockDoors(db, unitIds)

  for (const [nth, id] of people)
    await db.sql`insert into person (holding_id, id, name) values (${file}, ${id}, ${`Person ${nth}`})`
  for (const key of random.struck)
    await db.sql`update unit set struck_reason = 'other' where holding_id = ${file} and id = ${unitOf.get(key)}`
  for (const one of random.residents)
    await db.sql`insert into residency (holding_id, person_id, unit_id, until)
      values (${file}, ${who(one.person)}, ${unitOf.get(one.door)}, ${one.movedOut ? today() : null})`
  for (const [i, knock] of random.knocks.entries()) {
    const id = randomUUID()
    await db.sql`insert into knock (holding_id, id, unit_id, person_id, account_id, disposition, at, day)
      values (${file}, ${id}, ${unitOf.get(knock.door)}, ${who(knock.person)}, ${me}, ${knock.disposition}, ${at(i)}, ${addDays(today(), -knock.age)})`
    if (knock.taken)
      await db.sql`insert into knock_retraction (holding_id, knock_id, account_id) values (${file}, ${id}, ${me})`
  }
  for (const [i, one] of random.assessments.entries()) {
    const knockId = randomUUID()
    if (one.taken) {
      await db.sql`insert into knock (holding_id, id, unit_id, account_id, disposition, day)
        values (${file}, ${knockId}, ${unitOf.get(one.door)}, ${me}, 'not_home', ${addDays(today(), -900)})`
      await db.sql`insert into knock_retraction (holding_id, knock_id, account_id) values (${file}, ${knockId}, ${me})`
    }
    await db.sql`insert into assessment (holding_id, id, person_id, unit_id, knock_id, level, basis, account_id, at, day)
      values (${file}, ${randomUUID()}, ${who(one.person)}, ${unitOf.get(one.door)}, ${one.taken ? knockId : null}, ${one.level},
        '{said}', ${me}, ${at(i)}, ${today()})`
  }
  for (const one of random.memberships)
    await db.sql`insert into membership (holding_id, person_id, vouched_by, vouched_at, ended_at)
      values (${file}, ${who(one.person)}, ${one.vouched ? me : null}, ${one.vouched ? at(0) : null}, ${one.ended ? at(1) : null})`
  for (const one of random.follows)
    await db.sql`insert into tie (holding_id, from_person_id, to_person_id, kind)
      values (${file}, ${who(one.from)}, ${who(one.to)}, 'follows')`
  for (const one of random.repairs) {
    const id = randomUUID()
    await db.sql`insert into grievance (holding_id, id, building_id, unit_id, common_area, category, severity, account_id, day)
      values (${file}, ${id}, ${buildingId}, ${one.door && unitOf.get(one.door)}, ${one.door ? null : 'lobby'}, 'leak',
        ${one.severity}, ${me}, ${today()})`
    for (const [i, status] of one.statuses.entries())
      await db.sql`insert into grievance_event (holding_id, grievance_id, kind, status, account_id, at, day)
        values (${file}, ${id}, 'moved', ${status}, ${me}, ${at(i)}, ${today()})`
  }

  await recountDoors(db, unitIds, 'test')
  const [row] = await db.sql`
    select doors, knocked, reached, assessed, supporting, split, members, pending_members, leaders, leaders_not_yet, floors,
      floors_with_leader, open_repairs, open_emergencies from building_coverage where holding_id = ${file}`
  return row
}
