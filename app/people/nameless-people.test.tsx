import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { beforeAll, expect, test } from 'vitest'
import { findDoor } from '#app/buildings/door-panel.server.ts'
import { unnamed } from '#app/canvass/lists.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { aBody, aBuilding, actAs, doorAt, type TestBody, type TestBuilding } from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import { foldNameless } from './fold-nameless.ts'
import { addPerson, askToJoin } from './keep-people.server.ts'
import { NamelessPeople } from './nameless-people.tsx'
import { listPeople, type PeopleFile, type PersonRow, requirePeopleFile } from './people.server.ts'
import { changeTie, readTies } from './ties.server.ts'

let body: TestBody
let building: TestBuilding

beforeAll(async () => {
  body = await aBody({ kind: 'committee' })
})

const inFile = <T,>(fn: (db: Handle, file: PeopleFile) => Promise<T>) =>
  actAs(body.secretary, async (db) => fn(db, await requirePeopleFile(db, building.id)))
const at = (label: string, name: string) =>
  inFile((db, file) => addPerson(db, file, { name, unitId: doorAt(building, label) }))
const labels = (people: PersonRow[]) => people.map(({ name, doors }) => [name, ...doors])

test('who gave no name stands apart from the neighbors, until something is to be done for them', async () => {
  building = await aBuilding({ in: body })
  await at('1A', 'Ana')
  const nameless = await at('1A', unnamed)
  const fold = async () => foldNameless(await inFile((db, { holdingId }) => listPeople(db, holdingId)))
  const before = await fold()
  expect([labels(before.listed), labels(before.nameless)]).toEqual([[['Ana', '1A']], [[null, '1A']]])
  await inFile((db, file) => askToJoin(db, { file, personId: nameless }))
  const after = await fold()
  expect([labels(after.listed), after.nameless]).toEqual([
    [
      [null, '1A'],
      ['Ana', '1A'],
    ],
    [],
  ])
})

test('nobody is offered somebody without a name to follow; a tie with one that is there can be taken back', async () => {
  building = await aBuilding({ in: body })
  const ana = await at('1A', 'Ana')
  const bo = await at('1B', 'Bo')
  const nameless = await at('1B', unnamed)
  const others = async () =>
    (await inFile((db, file) => readTies(db, file, ana))).others.map(({ id }) => id).sort()
  expect(await others()).toEqual([bo])
  await inFile((db, file) => changeTie(db, file, ana, { intent: 'followedBy', other: nameless }))
  expect(await others()).toEqual([bo, nameless].sort())
  expect((await inFile((db, file) => readTies(db, file, ana))).followedBy).toMatchObject([{ id: nameless }])
})

test('a door names those it knows first', async () => {
  building = await aBuilding({ in: body })
  const unitId = doorAt(building, '1A')
  for (const name of [unnamed, 'Ana']) await aTenant({ in: body, building, unitId, name })
  const door = await actAs(body.secretary, (db) => findDoor(db, building.id, '1A'))
  expect(door?.people.map(({ name }) => name)).toEqual(['Ana', unnamed])
})

test('they are counted, and named by their door', () => {
  const one = (id: string, doors: string[], movedOut = false) => ({ id, doors, movedOut }) as PersonRow
  const people = [one('p1', ['6B']), one('p2', [], true), one('p3', [])]
  const Page = createRoutesStub([
    {
      path: '/',
      Component: () => <NamelessPeople buildingId="b" people={people} />,
    },
  ])
  const html = renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Page />
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
  expect(html).toContain('3 people gave no name')
  expect(html).toContain('Somebody at 6B, no name')
  expect(html).toContain('href="/buildings/b/people/p1"')
  expect(html).toContain('Somebody who lives here no more, no name')
  expect(html).toContain('>Somebody, no name')
})
