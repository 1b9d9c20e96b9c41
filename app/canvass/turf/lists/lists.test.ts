import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { recountDoors } from '#app/buildings/coverage.server.ts'
import { addDays } from '#app/core/days.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  doorAt,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { aPastKnock, aTenant } from '#tests/file-factories.ts'
import type { Disposition } from '../../lists.ts'
import { giveTurf } from '../given-turf.server.ts'
import { findPlan } from '../plan.server.ts'
import { addShift, findShift } from '../shifts.server.ts'
import { type Asked, Conditions } from './list.schema.ts'
import {
  countLeftOut,
  findDoors,
  findSaved,
  findSome,
  listBuildings,
  listSaved,
  planList,
  putAway,
  saveList,
} from './lists.server.ts'
import { readyLists } from './ready-lists.ts'
import { findStarts } from './starts.server.ts'

let local: TestBody
let building: TestBuilding

beforeAll(async () => {
  local = await aBody()
  building = await aBuilding({ in: local, floors: 3, lines: 3 })
})

const asDesk = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(local.secretary, fn)
const unit = (label: string) => doorAt(building, label)
const labels = async (asked: Asked, who = local.secretary) =>
  (await actAs(who, (db) => findDoors(db, local.id, Conditions.parse(asked))))
    .map(({ label }) => label)
    .join(' ')

const knock = (label: string, disposition: Disposition, ago = 1) =>
  aPastKnock({ in: local, building, unitId: unit(label), disposition, ago })
const lives = (label: string, language: string) =>
  aTenant({ in: local, building, unitId: unit(label), languages: [language] })

test('a list finds doors by their history, their language and their place', async () => {
  for (const ago of [9, 8, 7]) await knock('3A', 'not_home', ago)
  for (const ago of [9, 8, 7]) await knock('3B', 'not_home', ago)
  for (const ago of [20, 19]) await knock('2A', 'not_home', ago)
  await knock('2A', 'conversation', 10)
  await knock('2A', 'not_home', 9)
  await lives('3A', 'es')
  await lives('1A', 'es')
  expect(await labels({ notReachedIn: 3 })).toBe('3A 3B')
  expect(await labels({ notReachedIn: 3, languages: ['es'], floors: ['3'] })).toBe('3A')
  // Tries without an answer, a few days after a talk: somebody lives there who was reached.
  expect(await labels({ notReachedIn: 1 })).toBe('3A 3B')
  expect(await labels({ talked: 'never_talked', languages: ['es'] })).toBe('3A 1A')
  expect(await labels({ talked: 'never_tried' })).toBe('3C 2B 2C 1A 1B 1C')
  expect(await labels({ results: ['not_home'], resultWithin: 8, lines: ['A', 'B'] })).toBe('3A 3B')
  expect(await labels({ notKnockedFor: 8, floors: ['2', '3'] })).toBe('3C 2A 2B 2C')
})

test('a try that was taken back does not count, a door never to be knocked is on no list', async () => {
  const last = await knock('3C', 'not_home')
  await knock('3C', 'not_home')
  expect(await labels({ notReachedIn: 2, lines: ['C'] })).toBe('3C')
  await asDesk(
    (db) =>
      db.sql`insert into knock_retraction (holding_id, knock_id, account_id) values (${building.holdingId}, ${last}, ${db.actor.accountId})`,
  )
  expect(await labels({ notReachedIn: 2, lines: ['C'] })).toBe('')
  await knock('1C', 'do_not_knock')
  expect(await labels({ lines: ['C'] })).toBe('3C 2C')
})

test('refused long enough ago, and not knocked on since, is found again', async () => {
  await knock('1B', 'refused', 91)
  await knock('2B', 'refused', 60)
  expect(await labels(readyLists.refused_over)).toBe('1B')
})

test('tries count since the last talk, once it is a year ago', async () => {
  const old = await aBuilding({ in: local, floors: 1, lines: 1 })
  const tell = (disposition: Disposition, ago: number) =>
    aPastKnock({ in: local, building: old, unitId: doorAt(old, '1A'), disposition, ago })
  await tell('not_home', 500)
  await tell('conversation', 400)
  await tell('not_home', 5)
  expect(await labels({ notReachedIn: 2, buildingId: old.id })).toBe('')
  expect(await labels({ notReachedIn: 1, buildingId: old.id })).toBe('1A')
})

test('what any plan would pass over is counted before a shift is made of it', async () => {
  const found = await asDesk((db) => findDoors(db, local.id, Conditions.parse({ floors: ['1', '2'] })))
  expect(countLeftOut({ today: today() }, found)).toEqual([{ reason: 'refused', doors: 1 }])
})

test('who said yes and did not come', async () => {
  const person = await lives('2C', 'en')
  const meeting = randomUUID()
  await asDesk(async (db) => {
    await db.sql`
      insert into meeting (id, body_id, title, starts_at, place, made_by)
      values (${meeting}, ${local.id}, 'All', now() - interval '2 days', 'Yard', ${db.actor.accountId})`
    await db.sql`
      insert into ask (holding_id, id, unit_id, person_id, step, meeting_id, answer, account_id)
      values (${building.holdingId}, ${randomUUID()}, ${unit('2C')}, ${person}, 'meeting', ${meeting}, 'yes', ${db.actor.accountId})`
  })
  expect(await labels({ yesNotCame: true })).toBe('2C')
  await asDesk(
    (db) => db.sql`
      insert into attendance (holding_id, meeting_id, unit_id, person_id, came, account_id)
      values (${building.holdingId}, ${meeting}, ${unit('2C')}, ${person}, true, ${db.actor.accountId})`,
  )
  expect(await labels({ yesNotCame: true })).toBe('')
  const says = (outcome: string | null) =>
    asDesk(
      (db) => db.sql`
      insert into attendance (holding_id, meeting_id, unit_id, came, outcome, account_id, at)
      values (${building.holdingId}, ${meeting}, ${unit('2C')}, false, ${outcome}, ${db.actor.accountId}, clock_timestamp())`,
    )
  await says(null)
  expect(await labels({ yesNotCame: true })).toBe('2C')
  await says('excused')
  expect(await labels({ yesNotCame: true })).toBe('')
})

test('where they stand counts at its newest; who may not read the doors’ history finds none', async () => {
  const person = await lives('1A', 'en')
  const stand = (level: number) =>
    asDesk(
      (db) => db.sql`
        insert into assessment (holding_id, id, person_id, unit_id, level, basis, account_id, day, at)
        values (${building.holdingId}, ${randomUUID()}, ${person}, ${unit('1A')}, ${level}, '{said}', ${db.actor.accountId}, ${today()}::date,
          clock_timestamp())`,
    )
  await stand(4)
  expect(await labels({ levels: ['4'] })).toBe('1A')
  await stand(2)
  expect(await labels({ levels: ['4'] })).toBe('')
  expect(await labels({ levels: ['1', '2'] })).toBe('1A')
  const steward = await anAccount({ bodyId: local.id, role: 'steward', by: local.secretary })
  await expect(labels({ levels: ['1', '2'] }, steward)).rejects.toMatchObject({ status: 404 })
  const other = await aBody()
  await expect(labels({}, other.secretary)).rejects.toMatchObject({ status: 404 })
})

test('what is typed is a value, never a part of the statement', async () => {
  expect(await labels({ floors: [`3') or true --`] })).toBe('')
  expect(Conditions.safeParse({ results: ["x'; drop table knock"] }).success).toBe(false)
})

test('a list is saved in versions by its name, and put away', async () => {
  const save = (asked: Asked) =>
    asDesk((db) =>
      saveList(db, { bodyId: local.id, name: 'Third floor', conditions: Conditions.parse(asked) }),
    )
  await save({ floors: ['3'] })
  const id = await save({ floors: ['3'], notReachedIn: 2 })
  const saved = await asDesk((db) => listSaved(db, local.id))
  expect(saved).toMatchObject([
    { id, name: 'Third floor', n: 2, conditions: { floors: ['3'], notReachedIn: 2 } },
  ])
  const other = await aBody()
  await expect(actAs(other.secretary, (db) => findSaved(db, id))).rejects.toMatchObject({ status: 404 })
  await asDesk((db) => putAway(db, id))
  expect(await asDesk((db) => listSaved(db, local.id))).toEqual([])
})

test('the doors of a list become those of a shift', async () => {
  const shiftId = await asDesk((db) =>
    addShift(db, { bodyId: local.id, day: addDays(today(), 1), from: '17:00', to: '20:00', place: 'Steps' }),
  )
  const plan = () => asDesk((db) => planList(db, shiftId, Conditions.parse({ notReachedIn: 3 })))
  expect(await plan()).toEqual({ added: 2, already: 0 })
  const doors = await asDesk(async (db) => {
    const shift = await findShift(db, shiftId)
    return shift ? (await findPlan(db, shift)).doors.map(({ label }) => label) : []
  })
  expect(doors).toEqual(['3A', '3B'])
  expect(await plan()).toEqual({ added: 0, already: 2 })
})

test('doors that were given by hand are in the shift already', async () => {
  const house = await aBuilding({ in: local, floors: 2, lines: 2 })
  const ana = await aCanvasser(local)
  const shiftId = await asDesk((db) =>
    addShift(db, { bodyId: local.id, day: addDays(today(), 1), from: '17:00', to: '20:00', place: 'Steps' }),
  )
  await asDesk((db) =>
    giveTurf(db, shiftId, { buildingId: house.id, floors: ['2'], accountIds: [ana.accountId] }),
  )
  const asked = Conditions.parse({ buildingId: house.id })
  expect(await asDesk((db) => planList(db, shiftId, asked))).toEqual({ added: 2, already: 2 })
})

test('a list says when there are more doors than it holds', async () => {
  const all = (await asDesk((db) => findDoors(db, local.id, Conditions.parse({})))).length
  const some = (most: number) => asDesk((db) => findSome(db, local.id, Conditions.parse({}), most))
  expect((await some(all)).isCut).toBe(false)
  const cut = await some(all - 1)
  expect([cut.isCut, cut.doors.length]).toEqual([true, all - 1])
})

test('of each building on a list it is known where to start, and why', async () => {
  const fresh = await aBuilding({ in: local, floors: 2, lines: 1 })
  const only = await aBuilding({ in: local, floors: 1, lines: 2 })
  await aPastKnock({ in: local, building: fresh, unitId: doorAt(fresh, '1A'), ago: 3 })
  const starts = await asDesk(async (db) =>
    findStarts(db, local.id, await findDoors(db, local.id, Conditions.parse({}))),
  )
  expect(starts.get(fresh.id)).toEqual({
    floor: '2',
    doors: 1,
    reasons: [{ kind: 'never_tried', doors: 1 }],
  })
  expect(starts.has(only.id)).toBe(false)
})

test('where to start is a floor of one staircase, and of the leader’s stairs alone it is said', async () => {
  const house = await aBuilding({ in: local, floors: 2, lines: 4 })
  const livesAt = (label: string) => aTenant({ in: local, building: house, unitId: doorAt(house, label) })
  const lea = await livesAt('1D')
  const others = [await livesAt('2A'), await livesAt('2B')]
  const unitId = doorAt(house, '1D')
  await asDesk(async (db) => {
    await db.sql`update unit set entrance = case when line in ('A', 'B') then 'East' else 'West' end where building_id = ${house.id}`
    for (const id of others)
      await db.sql`insert into tie (holding_id, from_person_id, to_person_id, kind) values (${house.holdingId}, ${id}, ${lea}, 'follows')`
    await db.sql`
      insert into assessment (holding_id, id, person_id, unit_id, level, basis, account_id, day, at)
      values (${house.holdingId}, ${randomUUID()}, ${lea}, ${unitId}, 1, '{said}', ${db.actor.accountId}, ${today()}::date, clock_timestamp())`
    await recountDoors(db, [unitId], 'test', unitId)
  })
  const asked = Conditions.parse({ buildingId: house.id })
  const starts = await asDesk(async (db) => findStarts(db, local.id, await findDoors(db, local.id, asked)))
  expect(starts.get(house.id)).toEqual({
    entrance: 'West',
    floor: '1',
    doors: 2,
    reasons: [
      { kind: 'near_leader', doors: 2 },
      { kind: 'never_tried', doors: 2 },
    ],
  })
})

test('a building can be chosen, also one beyond those that are shown', async () => {
  const { buildings } = await asDesk((db) => listBuildings(db, local.id, []))
  const [first, ...others] = buildings
  const last = others.at(-1)
  expect(first && last).toBeTruthy()
  expect(await asDesk((db) => listBuildings(db, local.id, [last?.buildingId ?? ''], 1))).toEqual({
    buildings: [first, last],
    areMore: true,
  })
  const other = await aBody()
  await expect(actAs(other.secretary, (db) => listBuildings(db, local.id, []))).rejects.toMatchObject({
    status: 404,
  })
})
