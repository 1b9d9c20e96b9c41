import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Handle } from '#app/core/actor.server.ts'
import { countStatements } from '#app/core/db.server.ts'
import {
  actAs,
  anAccount,
  asSession,
  aUnion,
  type TestAccount,
  type TestBody,
  today,
} from '#tests/factories.ts'
import { buildingEndpoint } from './building.endpoint.ts'
import { addBuilding } from './buildings.server.ts'
import { readChart } from './chart.server.ts'
import { lockDoors, recountDoors } from './coverage.server.ts'
import { findDoor } from './door-panel.server.ts'

let union: TestBody
let steward: TestAccount
let delegate: TestAccount
let canvasser: TestAccount
let buildingId: string

const canary = 'Canary Quetzal'

beforeAll(async () => {
  union = await aUnion()
  const by = union.secretary
  steward = await anAccount({ bodyId: union.id, role: 'steward', by })
  delegate = await anAccount({ bodyId: union.id, role: 'delegate', by })
  canvasser = await anAccount({ bodyId: union.id, role: 'canvasser', by })
  buildingId = await actAs(by, async (db) => {
    const labels = [1, 2, 3].flatMap((floor) => ['A', 'B'].map((line) => `${floor}${line}`))
    const added = await addBuilding(db, {
      address: '5 Chart Street',
      bodyId: union.id,
      doors: 'counted',
      labels,
    })
    if (!added.ok) throw new Error(added.reason)
    await talkAt(db, added, '2A')
    return added.buildingId
  })
})

/** Someone at 4 lives there, two neighbors follow them, a leak is open and a meeting was said yes to. */
async function talkAt(
  db: Handle,
  { buildingId: id, holdingId }: { buildingId: string; holdingId: string },
  key: string,
) {
  const [unit] = await db.sql<{
    id: string
  }>`select id from unit where building_id = ${id} and label_key = ${key}`
  const unitId = unit?.id ?? ''
  const me = db.actor.accountId
  await lockDoors(db, [unitId])
  const [person] = await db.sql<{ id: string }>`
    insert into person (holding_id, name) values (${holdingId}, ${canary}) returning id`
  const personId = person?.id ?? ''
  await db.sql`insert into residency (holding_id, person_id, unit_id) values (${holdingId}, ${personId}, ${unitId})`
  await db.sql`insert into knock (holding_id, id, unit_id, person_id, account_id, disposition, day)
    values (${holdingId}, ${randomUUID()}, ${unitId}, ${personId}, ${me}, 'conversation', ${today()})`
  await db.sql`insert into assessment (holding_id, id, person_id, unit_id, level, basis, account_id, day)
    values (${holdingId}, ${randomUUID()}, ${personId}, ${unitId}, 4, '{said}', ${me}, ${today()})`
  await db.sql`insert into grievance (holding_id, id, building_id, unit_id, category, severity, account_id, day)
    values (${holdingId}, ${randomUUID()}, ${id}, ${unitId}, 'leak', 'dangerous', ${me}, ${today()})`
  const [meeting] = await db.sql<{ id: string }>`
    insert into meeting (body_id, title, starts_at, place, made_by) values (${union.id}, 'Thursday', now() + interval '3 days', 'Laundry', ${me}) returning id`
  await db.sql`insert into ask (holding_id, id, unit_id, person_id, step, meeting_id, answer, account_id)
    values (${holdingId}, ${randomUUID()}, ${unitId}, ${personId}, 'meeting', ${meeting?.id}, 'yes', ${me})`
  await recountDoors(db, [unitId], 'test')
}

const chartFor = (account: TestAccount, view: 'committee' | 'room' | 'public' | null) =>
  actAs(account, (db) => readChart(db, buildingId, view))

const door = (page: Awaited<ReturnType<typeof chartFor>>) => page.chart?.doors.find(({ key }) => key === '2A')

test('the committee sees levels, the door’s repair and the answer', async () => {
  const page = await chartFor(union.secretary, null)
  expect(page.view).toBe('committee')
  expect(door(page)).toMatchObject({
    reach: 'talked',
    level: 4,
    repairs: 1,
    worst: 'dangerous',
    coming: 'yes',
    answer: 'yes',
  })
  expect(page.chart?.meeting?.title).toBe('Thursday')
  expect(page.doors).toBe(6)
})

test('the room sees no level, no repair and no name', async () => {
  const page = await chartFor(union.secretary, 'room')
  expect(door(page)).toEqual({
    key: '2A',
    label: '2A',
    floor: '2',
    floorRank: 2,
    line: 'A',
    lineRank: expect.any(Number),
    reach: 'talked',
    member: 'none',
    coming: 'yes',
    answer: 'yes',
  })
  expect(JSON.stringify(page)).not.toMatch(/level":|Canary|supporting":\d/)
})

test('the public sees counts and no door', async () => {
  const page = await chartFor(union.secretary, 'public')
  expect(page.chart).toBeNull()
  expect(page.counts).toMatchObject({ doors: 6, reached: 1, supporting: null, openRepairs: null })
})

test('a steward has the committee view without levels', async () => {
  const page = await chartFor(steward, 'committee')
  expect(door(page)).toMatchObject({ repairs: 1 })
  expect(JSON.stringify(page.chart?.doors)).not.toContain('"level":')
  const detail = await actAs(steward, (db) => findDoor(db, buildingId, '2A'))
  expect(detail).toMatchObject({ levels: null, people: [{ name: canary }] })
})

test('a delegate has counts alone, whatever view is asked for', async () => {
  for (const view of ['committee', 'room', 'public', null] as const) {
    const page = await chartFor(delegate, view)
    expect(page).toMatchObject({ view: 'public', chart: null, counts: { reached: 1 } })
  }
  expect(await actAs(delegate, (db) => findDoor(db, buildingId, '2A'))).toBeNull()
})

test('a canvasser has the address and nothing more', async () => {
  const page = await chartFor(canvasser, 'committee')
  expect(page).toMatchObject({ view: null, chart: null, counts: null, views: [] })
  expect(await actAs(canvasser, (db) => findDoor(db, buildingId, '2A'))).toBeNull()
})

test('page and endpoint take two statements, the page with an open door three', async () => {
  const page = await countStatements(() =>
    actAs(union.secretary, async (db) => {
      await readChart(db, buildingId, null)
      await findDoor(db, buildingId, '2A')
    }),
  )
  expect(page.statements).toHaveLength(3)
  const call = {
    params: { buildingId },
    query: new URLSearchParams(),
    header: () => undefined,
    readBody: never,
  }
  const { value, statements } = await countStatements(() =>
    buildingEndpoint.handle(call, asSession(union.secretary, 'endpoint')),
  )
  expect(statements.length).toBeLessThanOrEqual(3)
  const { units } = JSON.parse(String(value.body))
  expect(units).toHaveLength(6)
  expect(units[0]).toMatchObject({ label: '3A', floor: '3', level: null })
})

test('no machine hands a canvasser or a delegate a level', async () => {
  for (const account of [canvasser, delegate, steward]) {
    const call = {
      params: { buildingId },
      query: new URLSearchParams(),
      header: () => undefined,
      readBody: never,
    }
    const { body } = await buildingEndpoint.handle(call, asSession(account, 'endpoint'))
    expect(JSON.parse(String(body)).units.map(({ level }: { level: number | null }) => level)).toEqual(
      Array(6).fill(null),
    )
  }
})

test('a building that is not there is not there', async () => {
  await expect(actAs(union.secretary, (db) => readChart(db, randomUUID(), null))).rejects.toMatchObject({
    status: 404,
  })
})

async function never(): Promise<Uint8Array> {
  throw new Error('A read has no body')
}
