import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { changeDoors } from '#app/buildings/doors.server.ts'
import { addDays } from '#app/core/days.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { doorsGivenTo } from '#tests/evening-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { aPastKnock } from '#tests/file-factories.ts'
import type { Disposition } from '../lists.ts'
import { leftOutOf } from './change-plan.ts'
import { giveTurf, listGivenTurf, takeBack } from './given-turf.server.ts'
import { addPair, setLanguages } from './pairs.server.ts'
import type { PlanAct } from './plan.schema.ts'
import { changePlan, findPlan } from './plan.server.ts'
import { viewOfPlan } from './plan-view.ts'
import { addShift, findShift } from './shifts.server.ts'

let local: TestBody
let ana: TestAccount
let bo: TestAccount

beforeAll(async () => {
  local = await aBody()
  ana = await aCanvasser(local, 'Ana')
  bo = await aCanvasser(local, 'Bo')
})

const asDesk = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(local.secretary, fn)

async function aPlannedShift(to = '20:00') {
  const shiftId = await asDesk((db) =>
    addShift(db, {
      bodyId: local.id,
      day: addDays(today(), 1),
      from: '17:00',
      to: '20:00',
      backBy: to,
      place: 'Steps',
    }),
  )
  const one = await asDesk((db) => addPair(db, shiftId, [ana.accountId]))
  const two = await asDesk((db) => addPair(db, shiftId, [bo.accountId]))
  const act = (what: PlanAct) => asDesk((db) => changePlan(db, shiftId, what))
  const plan = () =>
    asDesk(async (db) => {
      const shift = await findShift(db, shiftId)
      if (!shift) throw new Error('No shift')
      const found = await findPlan(db, shift)
      const label = new Map(found.doors.map((door) => [door.unitId, door.label]))
      return {
        parts: found.plan.parts.map(({ units }) => units.map((id) => label.get(id)).join(' ')),
        leftOut: leftOutOf(found.plan, found).map((door) => `${door.label} ${door.reason}`),
        buildings: found.buildings,
        pairs: found.pairs,
        given: viewOfPlan(found).pairs.map(({ given }) => given.map(({ doors }) => doors).join()),
      }
    })
  return { shiftId, one, two, act, plan }
}

const knock = (building: TestBuilding, door: number, disposition: Disposition, ago = 0) =>
  aPastKnock({ in: local, building, unitId: building.units[door]?.id ?? '', disposition, ago })

type Move = Extract<PlanAct, { intent: 'move' }>
const move = (from: string, buildingId: string, to: string, what: Partial<Move>): Move => ({
  intent: 'move',
  from,
  buildingId,
  to,
  stairs: [],
  floors: [],
  lines: [],
  units: [],
  ...what,
})

test('a building that is added is shared, what must not be knocked is passed over with its reason', async () => {
  const building = await aBuilding({ in: local, floors: 2, lines: 2 })
  await knock(building, 0, 'do_not_knock')
  await knock(building, 1, 'refused', 60)
  await knock(building, 1, 'not_home', 50)
  const { act, plan, one, two } = await aPlannedShift()
  await act({ intent: 'addBuildings', buildingIds: [building.id] })
  expect(await plan()).toMatchObject({ parts: ['2A 2B', ''], leftOut: ['1A do_not_knock', '1B refused'] })

  await act({ intent: 'putBack', unitId: building.units[1]?.id ?? '', to: two })
  expect(await plan()).toMatchObject({ parts: ['2A 2B', '1B'], leftOut: ['1A do_not_knock'] })
  await act({ intent: 'putBack', unitId: building.units[0]?.id ?? '', to: two })
  expect(await plan()).toMatchObject({ parts: ['2A 2B', '1B'], leftOut: ['1A do_not_knock'] })

  await act(move(one, building.id, two, { lines: ['B'] }))
  expect(await plan()).toMatchObject({ parts: ['2A', '1B 2B'] })
  await act(move(two, building.id, 'nobody', { units: [building.units[3]?.id ?? ''] }))
  expect(await plan()).toMatchObject({ parts: ['2A', '1B'], leftOut: ['2B by_hand', '1A do_not_knock'] })
})

test('a door knocked this very day is passed over as knocked today, not as days ago', async () => {
  const building = await aBuilding({ in: local, floors: 1, lines: 3 })
  await knock(building, 0, 'not_home')
  await knock(building, 1, 'not_home', 1)
  const { act, plan } = await aPlannedShift()
  await act({ intent: 'addBuildings', buildingIds: [building.id] })
  expect(await plan()).toMatchObject({ leftOut: ['1A today', '1B recently'] })
})

test('given doors are on the phones of their pair, whole floors as floors', async () => {
  const building = await aBuilding({ in: local, floors: 3, lines: 2 })
  const { act, plan, one, two, shiftId } = await aPlannedShift()
  await act({ intent: 'addBuildings', buildingIds: [building.id] })
  await act(move(one, building.id, two, { floors: ['1'] }))
  await act(move(one, building.id, 'nobody', { units: [building.units[2]?.id ?? ''] }))
  await act({ intent: 'give' })
  expect(await doorsGivenTo(ana)).toEqual(['2B', '3A', '3B'])
  expect(await doorsGivenTo(bo)).toEqual(['1A', '1B'])
  const turfs = await asDesk(
    (db) => db.sql`select floors, cardinality(units) as n from turf where shift_id = ${shiftId} order by n`,
  )
  expect(turfs).toEqual([
    { floors: null, n: 3 },
    { floors: ['1'], n: null },
  ])
  const given = await asDesk((db) => listGivenTurf(db, shiftId))
  expect(given.map(({ who, byOne, doors, staircases }) => ({ who, byOne, doors, staircases }))).toEqual(
    expect.arrayContaining([
      { who: 'Ana', byOne: true, doors: 3, staircases: null },
      { who: 'Bo', byOne: false, doors: 2, staircases: null },
    ]),
  )
  expect(await plan()).toMatchObject({
    parts: [],
    leftOut: ['3A given', '3B given', '2A by_hand', '2B given', '1A given', '1B given'],
  })
  await act({ intent: 'propose', knockedWithin: 3 })
  expect(await plan()).toMatchObject({ parts: ['2A', ''] })
})

test('what a pair has already is told, whichever way it was given, until it is taken back', async () => {
  const building = await aBuilding({ in: local, floors: 2, lines: 2 })
  const { act, plan, one, two, shiftId } = await aPlannedShift()
  await act({ intent: 'addBuildings', buildingIds: [building.id] })
  await act(move(one, building.id, 'nobody', { floors: ['1'] }))
  await act({ intent: 'give' })
  await asDesk((db) =>
    giveTurf(db, shiftId, { buildingId: building.id, floors: ['1'], accountIds: [bo.accountId] }),
  )
  expect(await plan()).toMatchObject({ parts: [], given: ['2', '2'] })
  for (const { assignmentId } of await asDesk((db) => listGivenTurf(db, shiftId)))
    await asDesk((db) => takeBack(db, shiftId, assignmentId))
  expect((await plan()).given).toEqual(['', ''])
  await act({ intent: 'propose', knockedWithin: 3 })
  await act(move(one, building.id, two, { floors: ['2'] }))
  await act({ intent: 'give' })
  expect((await plan()).given).toEqual(['2', '2'])
})

test('minutes are until everyone is to be back; the rate is the building’s own once it is known', async () => {
  const building = await aBuilding({ in: local, floors: 5, lines: 5 })
  for (let door = 0; door < 20; door++)
    await knock(building, door, door < 5 ? 'conversation' : 'not_home', 40)
  const { act, plan } = await aPlannedShift('18:30')
  await act({ intent: 'addBuildings', buildingIds: [building.id] })
  const { pairs, buildings } = await plan()
  expect(pairs[0]).toMatchObject({ minutes: 90, people: 1, languages: ['en'] })
  expect(buildings).toMatchObject([{ rate: 0.25 }])
})

test('languages said of a person count for the pair', async () => {
  const { shiftId, plan } = await aPlannedShift()
  await asDesk((db) => setLanguages(db, shiftId, { accountId: ana.accountId, languages: ['es'] }))
  expect((await plan()).pairs.map(({ languages }) => languages)).toEqual([['es'], ['en']])
})

test('buildings, pairs and doors of others are refused', async () => {
  const other = await aBody()
  const theirs = await aBuilding({ in: other })
  const mine = await aBuilding({ in: local })
  const { act, one, plan } = await aPlannedShift()
  await expect(act({ intent: 'addBuildings', buildingIds: [theirs.id] })).rejects.toMatchObject({
    status: 404,
  })
  await act({ intent: 'addBuildings', buildingIds: [mine.id] })
  await expect(act(move(one, mine.id, randomUUID(), {}))).rejects.toMatchObject({ status: 404 })
  await act({ intent: 'putBack', unitId: theirs.units[0]?.id ?? '', to: one })
  expect((await plan()).parts.join(' ').trim()).toBe('3A 3B 2A 2B 1A 1B')
})

test('a staircase is given to a pair as a whole, moved as a whole, and comes to its phones', async () => {
  const building = await aBuilding({ in: local, floors: 4, lines: 4 })
  const lines = (from: string, to: string, entrance: string) =>
    asDesk((db) => changeDoors(db, building.id, { act: 'staircase', key: '', from, to, entrance }))
  await lines('A', 'B', 'North')
  const { act, plan, one, two, shiftId } = await aPlannedShift()
  await act({ intent: 'addBuildings', buildingIds: [building.id] })
  expect((await plan()).parts).toEqual(['4A 3A 2A 1A 4B 3B 2B 1B', '4C 3C 2C 1C 4D 3D 2D 1D'])

  await lines('C', 'D', 'South')
  await act({ intent: 'propose', knockedWithin: 3 })
  const [north, south] = ['4A 4B 3A 3B 2A 2B 1A 1B', '4C 4D 3C 3D 2C 2D 1C 1D']
  expect((await plan()).parts).toEqual([north, south])
  await act(move(two, building.id, one, { stairs: ['South'] }))
  expect((await plan()).parts).toEqual([`${north} ${south}`, ''])
  await act(move(one, building.id, two, { stairs: ['South'] }))
  await act(move(two, building.id, 'nobody', { floors: ['North · 1', 'South · 1'] }))
  expect((await plan()).parts).toEqual([north, '4C 4D 3C 3D 2C 2D'])
  await act({ intent: 'give' })
  const given = await asDesk((db) => listGivenTurf(db, shiftId))
  expect(given.map(({ doors, staircases, whole }) => ({ doors, staircases, whole }))).toEqual(
    expect.arrayContaining([
      { doors: 8, staircases: ['North'], whole: true },
      { doors: 6, staircases: ['South'], whole: false },
    ]),
  )
  expect(await doorsGivenTo(ana)).toEqual(expect.arrayContaining(north.split(' ')))
  expect(await doorsGivenTo(bo)).not.toEqual(expect.arrayContaining(['1C']))
})
