import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readChart } from '#app/buildings/chart.server.ts'
import { findDoor } from '#app/buildings/door-panel.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { addDays, dayOf, instantOf } from '#app/core/days.ts'
import { listRepairs } from '#app/grievances/repairs.server.ts'
import { findPerson, listPeople, requirePeopleFile } from '#app/people/people.server.ts'
import {
  aBody,
  aBuilding,
  actAs,
  type TestBody,
  type TestBuilding,
  timeZone,
  today,
} from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { findOutcome, listPaces } from '../debrief/because.server.ts'
import { listDoorsToCorrect } from '../debrief/correct-doors.server.ts'
import { listPromises } from '../debrief/debrief.server.ts'
import { listNamed } from '../debrief/named.server.ts'
import { heardInBuilding, heardOnShift } from '../heard/heard.server.ts'
import { letMinutesGo } from '../let-minutes-go.server.ts'
import { Conditions } from '../turf/lists/list.schema.ts'
import { findDoors } from '../turf/lists/lists.server.ts'
import { readyLists } from '../turf/lists/ready-lists.ts'

let body: TestBody
let owner: pg.Client

beforeAll(async () => {
  body = await aBody()
  owner = new pg.Client((await testDatabase()).ownerUrl)
  await owner.connect()
})
afterAll(() => owner.end())

const asDesk = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(body.secretary, fn)

/** Two days, both over for more than a week, and few minutes: much falls together. */
const when = fc.record({
  ago: fc.constantFrom(9, 10),
  time: fc.constantFrom('00:00', '07:05', '11:59', '12:00', '12:01', '18:00', '23:59'),
  ms: fc.integer({ min: 0, max: 59_999 }),
})
const who = fc.integer({ min: 0, max: 1 })
const door = fc.integer({ min: 0, max: 1 })
const knock = fc.record({
  kind: fc.constant('knock' as const),
  when,
  door,
  who: fc.option(who),
  onShift: fc.boolean(),
  takenBack: fc.boolean(),
  disposition: fc.constantFrom('conversation', 'not_home', 'moved', 'vacant', 'refused', 'wrong_unit'),
})
const level = fc.record({
  kind: fc.constant('level' as const),
  when,
  door,
  who,
  level: fc.integer({ min: 1, max: 5 }),
})
const answer = fc.constantFrom('yes', 'maybe', 'no')
const status = fc.constantFrom('verified', 'requested', 'confirmed', 'reopened', 'closed')
const fact = fc.oneof(
  { arbitrary: knock, weight: 5 },
  { arbitrary: level, weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant('ask' as const), when, door, who, answer }), weight: 2 },
  {
    arbitrary: fc.record({ kind: fc.constant('consent' as const), when, who, given: fc.boolean() }),
    weight: 2,
  },
  { arbitrary: fc.record({ kind: fc.constant('status' as const), when, status }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('promise' as const), when, door, who }), weight: 1 },
)
type Fact = typeof fact extends fc.Arbitrary<infer T> ? T : never

type Place = {
  building: TestBuilding
  people: string[]
  shiftId: string
  turfId: string
  meetingId: string
  repairId: string
  first: string
}

/** Three homes whose people follow one another, a repair, a meeting to come, and a shift nine days ago. */
async function aPlace(): Promise<Place> {
  const building = await aBuilding({ in: body, floors: 3, lines: 1 })
  const people = [randomUUID(), randomUUID(), randomUUID()]
  const [shiftId, turfId, meetingId, repairId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const file = building.holdingId
  const [unit] = building.units
  await asDesk(async (db) => {
    for (const [nth, id] of people.entries()) {
      await db.sql`insert into person (holding_id, id, name) values (${file}, ${id}, ${`Person ${nth}`})`
      await db.sql`insert into residency (holding_id, person_id, unit_id) values (${file}, ${id}, ${building.units[nth]?.id})`
    }
    for (const [from, to] of [
      [1, 0],
      [2, 0],
    ] as const)
      await db.sql`insert into tie (holding_id, from_person_id, to_person_id, kind) values (${file}, ${people[from]}, ${people[to]}, 'follows')`
    await db.sql`insert into meeting (id, body_id, title, starts_at, place, made_by)
      values (${meetingId}, ${body.id}, 'All of us', now() + interval '1 day', 'Laundry', ${db.actor.accountId})`
    await db.sql`insert into shift (id, body_id, starts_at, ends_at, place, made_by)
      values (${shiftId}, ${body.id}, now() - interval '10 days', now() - interval '9 days', 'Laundry', ${db.actor.accountId})`
    await db.sql`insert into turf (holding_id, id, shift_id, building_id) values (${file}, ${turfId}, ${shiftId}, ${building.id})`
    await db.sql`insert into grievance (holding_id, id, building_id, unit_id, category, severity, account_id, at, day)
      values (${file}, ${repairId}, ${building.id}, ${unit?.id}, 'leak', 'serious', ${db.actor.accountId}, now() - interval '20 days', ${addDays(today(), -20)}::date)`
  })
  return { building, people, shiftId, turfId, meetingId, repairId, first: unit?.label ?? '' }
}

async function write(db: Handle, place: Place, facts: readonly Fact[]) {
  const { building, people, turfId, meetingId, repairId } = place
  const file = building.holdingId
  const me = db.actor.accountId
  const units = building.units.map(({ id }) => id)
  await db.sql`select derive.lock_doors(${units}::uuid[])`
  const put = async (one: Fact) => {
    const day = addDays(today(), -one.when.ago)
    const at = new Date(Date.parse(instantOf(day, one.when.time, timeZone)) + one.when.ms).toISOString()
    const unit = 'door' in one ? units[one.door] : null
    const person = 'who' in one && one.who !== null ? people[one.who] : null
    const id = randomUUID()
    if (one.kind === 'knock') {
      await db.sql`insert into knock (holding_id, id, unit_id, person_id, account_id, device_id, turf_id, disposition, at, day)
        values (${file}, ${id}, ${unit}, ${person}, ${me}, ${randomUUID()}, ${one.onShift ? turfId : null}, ${one.disposition}, ${at}, ${day}::date)`
      await db.sql`insert into knock_heard (holding_id, knock_id, code) values (${file}, ${id}, 'repairs')`
      if (one.takenBack)
        await db.sql`insert into knock_retraction (holding_id, knock_id, account_id, at) values (${file}, ${id}, ${me}, ${at})`
    } else if (one.kind === 'level')
      await db.sql`insert into assessment (holding_id, id, person_id, unit_id, level, basis, account_id, at, day)
        values (${file}, ${id}, ${person}, ${unit}, ${one.level}, '{said}', ${me}, ${at}, ${day}::date)`
    else if (one.kind === 'ask')
      await db.sql`insert into ask (holding_id, id, unit_id, person_id, step, meeting_id, answer, account_id, at)
        values (${file}, ${id}, ${unit}, ${person}, 'meeting', ${meetingId}, ${one.answer}, ${me}, ${at})`
    else if (one.kind === 'consent')
      await db.sql`insert into consent (holding_id, id, person_id, purpose, given, account_id, at)
        values (${file}, ${id}, ${person}, 'keep', ${one.given}, ${me}, ${at})`
    else if (one.kind === 'status')
      await db.sql`insert into grievance_event (holding_id, id, grievance_id, kind, status, account_id, at, day)
        values (${file}, ${id}, ${repairId}, 'moved', ${one.status}, ${me}, ${at}, ${day}::date)`
    else
      await db.sql`insert into follow_up (holding_id, id, unit_id, person_id, what, account_id, at)
        values (${file}, ${id}, ${unit}, ${person}, 'Bring the letter', ${me}, ${at})`
  }
  await Promise.all(facts.map(put))
  await db.sql`select derive.recount(${units}::uuid[], 'test')`
}

/** All that is shown or counted of these facts, with days for instants. */
async function told(db: Handle, { building, people, shiftId, first }: Place) {
  const file = building.holdingId
  const peopleFile = await requirePeopleFile(db, building.id)
  const lists = []
  for (const asked of Object.values(readyLists))
    lists.push(await findDoors(db, body.id, Conditions.parse({ ...asked, buildingId: building.id })))
  const all = {
    doors: (await owner.query('select * from door_state where holding_id = $1 order by unit_id', [file]))
      .rows,
    coverage: await db.sql`
      select knocked, reached, assessed, supporting, split, leaders, leaders_not_yet, open_repairs from building_coverage where holding_id = ${file}`,
    chart: await readChart(db, building.id, 'committee'),
    door: await findDoor(db, building.id, first),
    people: await listPeople(db, file),
    person: await findPerson(db, peopleFile, people[0] ?? ''),
    repairs: (await listRepairs(db)).filter(({ holdingId }) => holdingId === file),
    promises: await db.sql`select id from follow_up where holding_id = ${file} order by at, id`,
    lists,
    heard: await heardInBuilding(db, building.id),
    heardOnShift: await heardOnShift(db, shiftId),
    outcome: await findOutcome(db, shiftId),
    paces: await listPaces(db, shiftId),
    debrief: [
      await listDoorsToCorrect(db, shiftId),
      await listNamed(db, shiftId),
      await listPromises(db, shiftId),
    ],
  }
  const text = JSON.stringify(all).replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)/g, (at) =>
    dayOf(at, timeZone),
  )
  return JSON.parse(text) as object
}

test('whatever was told before its minutes went is told after, and counted anew it is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fact, { minLength: 8, maxLength: 24 }),
      fc.array(fact, { maxLength: 6 }),
      async (evening, late) => {
        const place = await aPlace()
        const { building } = place
        const read = () => asDesk((db) => told(db, place))
        for (const facts of [evening, late]) {
          await asDesk((db) => write(db, place, facts))
          const before = await read()
          await letMinutesGo()
          expect(await read()).toEqual(before)
          await asDesk(
            (db) => db.sql`select derive.recount(${building.units.map(({ id }) => id)}::uuid[], 'test')`,
          )
          expect(await read()).toEqual(before)
        }
        const left = await asDesk(
          (db) => db.sql`select 1 from knock where holding_id = ${building.holdingId}
          and (device_id is not null or to_char(at at time zone ${timeZone}, 'HH24:MI:SS.MS') <> '12:00:00.000')`,
        )
        expect(left).toEqual([])
      },
    ),
    { numRuns: 8 },
  )
}, 120_000)
