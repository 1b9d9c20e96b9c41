import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { addPerson } from '#app/people/keep-people.server.ts'
import { requirePeopleFile } from '#app/people/people.server.ts'
import { changeTie, setAccount } from '#app/people/ties.server.ts'
import { aBody, aBuilding, actAs, anAccount, doorAt, today } from '#tests/factories.ts'
import { readCover } from './committee-cover.server.ts'
import { type CoverDoor, coverOf } from './committee-cover.ts'
import { lockDoors, recountDoors } from './coverage.server.ts'

const door = (floor: string, line: string, more: Partial<CoverDoor> = {}): CoverDoor => ({
  floor,
  floorRank: Number(floor),
  line,
  lineRank: line.charCodeAt(0),
  entrance: null,
  talked: false,
  supporting: false,
  leaders: [],
  committee: 0,
  member: false,
  ...more,
})

test('gaps come first and one door is one door, by floor and by line', () => {
  const { staircases, floors, lines, gaps } = coverOf([
    door('1', 'A', { talked: true, supporting: true, leaders: ['Rosa'], committee: 1, member: true }),
    door('1', 'B', { talked: true }),
    door('2', 'A'),
    door('2', 'C'),
    door('', ''),
  ])
  expect(staircases).toEqual([])
  expect(floors.map(({ place, doors }) => [place, doors])).toEqual([
    ['2', 2],
    ['1', 2],
  ])
  expect(lines.map(({ place, doors, talked }) => [place, doors, talked])).toEqual([
    ['A', 2, 1],
    ['B', 1, 1],
    ['C', 1, 0],
  ])
  expect(gaps).toEqual([
    { kind: 'noLeader', places: ['2'] },
    { kind: 'floorNotTalked', places: ['2'] },
    { kind: 'lineNotTalked', places: ['C'] },
    { kind: 'lineNobody', places: ['B'] },
    { kind: 'noCommittee', places: ['2'] },
  ])
})

test('each staircase is a row, and its floors and lines are its own', () => {
  const { staircases, floors, lines, gaps } = coverOf([
    door('1', 'A', { entrance: 'B', talked: true, supporting: true, leaders: ['Rosa'], committee: 1 }),
    door('2', 'A', { entrance: 'B', talked: true, supporting: true, leaders: ['Ana'], committee: 1 }),
    door('1', 'A', { entrance: 'C' }),
    door('9', 'Z'),
  ])
  expect(staircases.map(({ place, doors, talked }) => [place, doors, talked])).toEqual([
    ['B', 2, 2],
    ['C', 1, 0],
  ])
  expect(floors.map(({ place }) => place)).toEqual(['B · 2', 'B · 1', 'C · 1', '9'])
  expect(lines.map(({ place }) => place)).toEqual(['B · A', 'C · A', 'Z'])
  expect(gaps.slice(0, 3)).toEqual([
    { kind: 'staircaseNotTalked', places: ['C'] },
    { kind: 'staircaseNoLeader', places: ['C'] },
    { kind: 'noLeader', places: ['C · 1', '9'] },
  ])
})

test('from the facts of a building: its leader, and who of the committee lives there', async () => {
  const committee = await aBody({ kind: 'committee' })
  const building = await aBuilding({ in: committee, floors: 2, lines: 2 })
  const unit = (label: string) => doorAt(building, label)
  await actAs(committee.secretary, async (db) => {
    const file = await requirePeopleFile(db, building.id)
    const rosa = await addPerson(db, file, { name: 'Rosa', unitId: unit('2A') })
    for (const name of ['Ana', 'Bo']) {
      const follower = await addPerson(db, file, { name, unitId: unit('1A') })
      await changeTie(db, file, rosa, { intent: 'followedBy', other: follower })
    }
    await setAccount(db, file, rosa, committee.secretary.accountId)
    await lockDoors(db, [unit('2A')])
    await db.sql`
      insert into assessment (holding_id, id, person_id, unit_id, level, basis, account_id, day)
      values (${building.holdingId}, ${randomUUID()}, ${rosa}, ${unit('2A')}, 1, '{said}', ${db.actor.accountId}, ${today()})`
    await recountDoors(db, [unit('2A')], 'test')
  })
  const { floors } = await actAs(committee.secretary, (db) => readCover(db, building.id))
  expect(floors).toEqual([
    { place: '2', doors: 2, talked: 0, supporting: 1, members: 0, leaders: ['Rosa'], committee: 1 },
    { place: '1', doors: 2, talked: 0, supporting: 0, members: 0, leaders: [], committee: 0 },
  ])

  const steward = await anAccount({ bodyId: committee.id, role: 'steward', by: committee.secretary })
  await expect(actAs(steward, (db) => readCover(db, building.id))).rejects.toMatchObject({ status: 404 })
})
