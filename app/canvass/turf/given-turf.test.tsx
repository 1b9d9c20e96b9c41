import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { aCanvasser, aTurf } from '#tests/door-factories.ts'
import { shiftOf } from '#tests/evening-factories.ts'
import { aBody, aBuilding, actAs } from '#tests/factories.ts'
import { handBack } from '../board/hand-back.server.ts'
import { foldGiven } from './fold-given.ts'
import { countShiftDoors, type GivenTurf, listGivenTurf } from './given-turf.server.ts'
import { GivenTurfTable } from './given-turf.tsx'
import { addPair, giveDoorsOfPair } from './pairs.server.ts'
import { ShiftAct } from './shift.schema.ts'

const draw = (given: GivenTurf[]) => {
  const Page = createRoutesStub([
    { path: '/', Component: () => <GivenTurfTable given={given} isOver={false} /> },
  ])
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Page />
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
}

test('a pair and its doors are one row, and what it handed back is folded away', async () => {
  const body = await aBody()
  const building = await aBuilding({ in: body, floors: 2, lines: 2 })
  const [ana, ben, eva] = [
    await aCanvasser(body, 'Ana'),
    await aCanvasser(body, 'Ben'),
    await aCanvasser(body, 'Eva'),
  ]
  const turfId = await aTurf({ in: body, building, to: ana })
  const shiftId = await shiftOf(body, turfId)
  await actAs(body.secretary, async (db) => {
    const pairId = await addPair(db, shiftId, [ana.accountId, ben.accountId, eva.accountId])
    await db.sql`update turf set pair_id = ${pairId} where id = ${turfId}`
    await giveDoorsOfPair(db, pairId)
  })
  const read = () => actAs(body.secretary, (db) => listGivenTurf(db, shiftId))
  const rows = ({ held, back }: ReturnType<typeof foldGiven>) =>
    [held, back].map((all) => all.map(({ people, doors }) => [people.map(({ who }) => who).sort(), doors]))
  const pair = ['Ana', 'Ben', 'Eva']
  expect(rows(foldGiven(await read()))).toEqual([[[pair, 4]], []])

  await actAs(ben, (db) => handBack(db, { turfId, why: 'no_time' }))
  const given = await read()
  expect(given.length).toBe(3)
  expect(rows(foldGiven(given))).toEqual([[], [[pair, 4]]])
  // They are still to do, and the page of the shift says so.
  const counts = await actAs(body.secretary, (db) => countShiftDoors(db, shiftId))
  expect(counts).toEqual({ doors: 4, knocked: 0 })
  const html = draw(given)
  expect(html).toContain('Nobody has doors now.')
  expect(html).toContain('1 set of doors came back')
  expect(html).toContain('handed back at')
  expect(html).not.toContain('Print')
})

const of = (assignmentId: string, who: string, more: Partial<GivenTurf> = {}): GivenTurf => ({
  assignmentId,
  turfId: 'turf',
  accountId: assignmentId,
  who,
  buildingId: 'building',
  address: '418 Alder St',
  floors: null,
  byOne: false,
  staircases: null,
  whole: false,
  doors: 21,
  knocked: 7,
  expiresAt: '2026-11-22T20:00:00Z',
  revokedAt: null,
  handedBack: false,
  ...more,
})

test('two people of one name are two, one who came again is one, and how the last of them gave the doors back is said', () => {
  const taken = { revokedAt: '2026-11-22T18:00:00Z' }
  const last = { revokedAt: '2026-11-22T19:00:00Z', handedBack: true }
  const { back } = foldGiven([
    of('one', 'Ana', taken),
    of('two', 'Ana', last),
    of('three', 'Ana', { ...taken, accountId: 'one' }),
  ])
  expect(back).toMatchObject([{ ...last, people: [{ accountId: 'one' }, { accountId: 'two' }] }])
})

test('they are taken back from all of a pair, or from one of it', () => {
  const html = draw([of('one', 'Ana'), of('two', 'Ben')])
  expect(html.match(/Take 418 Alder St back from Ana and Ben/g)).toHaveLength(1)
  const act = { intent: 'takeBack', assignmentIds: crypto.randomUUID() }
  expect(ShiftAct.safeParse(act).success).toBe(true)
  expect(ShiftAct.safeParse({ ...act, assignmentIds: [] }).success).toBe(false)
})
