import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { readChart } from '#app/buildings/chart.server.ts'

import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  doorAt,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { forgetPerson } from './forget-person.server.ts'
import { addPerson, moveOut } from './keep-people.server.ts'
import { findPerson, requirePeopleFile } from './people.server.ts'
import { type TieAct, undoOf } from './ties.schema.ts'
import { accountOf, changeTie, readTies, setAccount } from './ties.server.ts'

let committee: TestBody
let building: TestBuilding
let steward: TestAccount

beforeAll(async () => {
  committee = await aBody({ kind: 'committee' })
  steward = await anAccount({ bodyId: committee.id, role: 'steward', by: committee.secretary })
})

type Db = Parameters<Parameters<typeof actAs>[1]>[0]
const inFile = <T>(
  fn: (db: Db, file: Awaited<ReturnType<typeof requirePeopleFile>>) => Promise<T>,
  who = committee.secretary,
) => actAs(who, async (db) => fn(db, await requirePeopleFile(db, building.id)))

/** Rosa at 2A is with us; Ana at 1A and Bo at 1B live below. */
async function aStaircase() {
  building = await aBuilding({ in: committee })
  const unit = (label: string) => doorAt(building, label)
  const [rosa, ana, bo] = await inFile(async (db, file) => [
    await addPerson(db, file, { name: 'Rosa', unitId: unit('2A') }),
    await addPerson(db, file, { name: 'Ana', unitId: unit('1A') }),
    await addPerson(db, file, { name: 'Bo', unitId: unit('1B') }),
  ])
  await actAs(committee.secretary, async (db) => {
    await db.sql`
      insert into assessment (holding_id, id, person_id, unit_id, level, basis, account_id, day)
      values (${building.holdingId}, ${randomUUID()}, ${rosa}, ${unit('2A')}, 1, '{said}', ${db.actor.accountId}, ${today()})`
  })
  return { rosa: rosa ?? '', ana: ana ?? '', bo: bo ?? '' }
}
const change = (personId: string, act: TieAct) => inFile((db, file) => changeTie(db, file, personId, act))
const leaders = () =>
  actAs(committee.secretary, async (db) => {
    const [row] = await db.sql<{ leaders: number; floors: number }>`
      select leaders, floors_with_leader as floors from building_coverage where holding_id = ${building.holdingId}`
    const { chart } = await readChart(db, building.id, 'committee')
    expect(chart?.leaders.length).toBe(row?.leaders)
    return row
  })

test('two who live there make a leader; said from either end, taken back from either end', async () => {
  const { rosa, ana, bo } = await aStaircase()
  await change(ana, { intent: 'follows', other: rosa })
  expect(await leaders()).toEqual({ leaders: 0, floors: 0 })
  const act: TieAct = { intent: 'followedBy', other: bo }
  await change(rosa, act)
  await change(rosa, act)
  expect(await leaders()).toEqual({ leaders: 1, floors: 1 })

  const ties = await inFile((db, file) => readTies(db, file, rosa), steward)
  expect(ties.followedBy.map(({ name, doors }) => [name, doors])).toEqual([
    ['Ana', ['1A']],
    ['Bo', ['1B']],
  ])
  expect((await inFile((db, file) => readTies(db, file, bo))).follows[0]?.id).toBe(rosa)

  await change(rosa, undoOf(act))
  expect(await leaders()).toEqual({ leaders: 0, floors: 0 })
})

test('who moved out follows nobody there any more, and who is forgotten followed nobody', async () => {
  const { rosa, ana, bo } = await aStaircase()
  await change(ana, { intent: 'follows', other: rosa })
  await change(bo, { intent: 'follows', other: rosa })
  expect(await leaders()).toEqual({ leaders: 1, floors: 1 })
  await inFile(async (db, file) => {
    const home = (await findPerson(db, file, ana))?.residencies[0]?.id ?? ''
    await moveOut(db, { file, personId: ana }, { residencyId: home, until: today() })
  })
  expect(await leaders()).toEqual({ leaders: 0, floors: 0 })

  const again = await aStaircase()
  await change(again.ana, { intent: 'follows', other: again.rosa })
  await change(again.bo, { intent: 'follows', other: again.rosa })
  await inFile((db, file) => forgetPerson(db, file, again.ana))
  expect(await leaders()).toEqual({ leaders: 0, floors: 0 })
})

test('nobody follows themselves or somebody of another building, and a steward reads only', async () => {
  const { rosa, ana } = await aStaircase()
  const gone = { status: 404 }
  await expect(change(rosa, { intent: 'follows', other: rosa })).rejects.toMatchObject(gone)
  const before = building
  const { ana: elsewhere } = await aStaircase()
  building = before
  await expect(change(rosa, { intent: 'follows', other: elsewhere })).rejects.toMatchObject(gone)
  await expect(change(rosa, { intent: 'followedBy', other: elsewhere })).rejects.toMatchObject(gone)
  await expect(
    inFile((db, file) => changeTie(db, file, rosa, { intent: 'follows', other: ana }), steward),
  ).rejects.toMatchObject(gone)
})

test('a neighbor’s account is one of the body’s own', async () => {
  const { rosa } = await aStaircase()
  const stranger = (await aBody()).secretary.accountId
  const set = (accountId: string | null) => inFile((db, file) => setAccount(db, file, rosa, accountId))
  await set(steward.accountId)
  expect(await inFile((db, file) => accountOf(db, file, rosa))).toBe(steward.accountId)
  await expect(set(stranger)).rejects.toMatchObject({ status: 404 })
  await set(null)
  expect(await inFile((db, file) => accountOf(db, file, rosa))).toBeNull()
})
