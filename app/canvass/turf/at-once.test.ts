import { beforeAll, expect, test } from 'vitest'
import { aCanvasser } from '#tests/door-factories.ts'
import { anEvening, aVisitor } from '#tests/evening-factories.ts'
import { aBody, aBuilding, actAs, type TestAccount, type TestBody } from '#tests/factories.ts'
import { addPair, listPairs } from './pairs.server.ts'
import type { PlanAct } from './plan.schema.ts'
import { changePlan } from './plan.server.ts'

let body: TestBody
let cleo: TestAccount

beforeAll(async () => {
  body = await aBody()
  cleo = await aCanvasser(body, 'Cleo Marsh')
})

const act = (shiftId: string, what: PlanAct) => actAs(body.secretary, (db) => changePlan(db, shiftId, what))

test('two desks that plan at once lose nothing of each other’s', async () => {
  const { shiftId } = await anEvening({ in: body })
  const buildings = []
  for (let n = 0; n < 4; n++) buildings.push((await aBuilding({ in: body })).id)
  await Promise.all(buildings.map((id) => act(shiftId, { intent: 'addBuildings', buildingIds: [id] })))
  const [kept] = await actAs(
    body.secretary,
    (db) =>
      db.sql<{
        buildings: string[]
      }>`select plan -> 'buildings' as buildings from shift_plan where shift_id = ${shiftId}`,
  )
  expect(kept?.buildings.toSorted()).toEqual(buildings.toSorted())
})

test('doors that are given by a double tap are given once', async () => {
  const { shiftId } = await anEvening({ in: body })
  const building = await aBuilding({ in: body })
  await actAs(body.secretary, (db) => addPair(db, shiftId, [cleo.accountId]))
  await act(shiftId, { intent: 'addBuildings', buildingIds: [building.id] })
  await Promise.all([1, 2, 3].map(() => act(shiftId, { intent: 'give' })))
  const turfs = await actAs(
    body.secretary,
    (db) =>
      db.sql<{ units: number }>`
      select count(*)::int as units from turf t join unit u on u.building_id = t.building_id and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
      where t.shift_id = ${shiftId} and t.building_id = ${building.id}`,
  )
  expect(turfs).toEqual([{ units: building.units.length }])
})

test('pairs that are made while people join have places of their own, and everybody stays in theirs', async () => {
  const evening = await anEvening({ in: body })
  const [came] = await Promise.all([
    Promise.all(['Noor', 'Theo', 'Maya'].map((name) => aVisitor(evening, name))),
    ...[1, 2, 3].map(() => actAs(body.secretary, (db) => addPair(db, evening.shiftId, [cleo.accountId]))),
  ])
  const { pairs } = await actAs(body.secretary, (db) =>
    listPairs(db, { id: evening.shiftId, bodyId: body.id }),
  )
  expect(pairs.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5])
  const people = pairs.flatMap((pair) => pair.people.map(({ accountId }) => accountId))
  expect(people.toSorted()).toEqual([cleo, ...came].map(({ accountId }) => accountId).toSorted())
})
