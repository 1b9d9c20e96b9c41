import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { withActor } from '#app/core/actor.server.ts'
import { aCanvasser, aKnock, aTalk } from '#tests/door-factories.ts'
import { anEvening, aVisitor, shiftOf } from '#tests/evening-factories.ts'
import { aBody, actAs, asSession, type TestBody } from '#tests/factories.ts'
import { aPlace, door } from '#tests/place-factories.ts'
import { actOnRow } from '../paper/enter-row.server.ts'
import { makeSheets } from '../paper/make-sheets.server.ts'
import { sheetCode } from '../paper/paper-code.ts'
import { listRows } from '../paper/rows.server.ts'
import { findSheet } from '../paper/sheets.server.ts'
import { listRefused } from '../sync/refused-ops.server.ts'
import { actByHand } from '../turf/by-hand/by-hand.server.ts'
import { actParts } from '../turf/by-hand/read-act.ts'
import { listPairs, putInPair } from '../turf/pairs.server.ts'
import { findBoard, leadShift } from './board.server.ts'
import { pairsOut } from './is-back.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

test('whoever comes in by the code goes with a pair that is out, and with none where all are back', async () => {
  const cleo = await aCanvasser(body, 'Cleo')
  const evening = await anEvening({ in: body })
  const { shiftId, pairs } = evening
  await actAs(body.secretary, (db) => putInPair(db, shiftId, { accountId: cleo.accountId, pairId: pairs[0] }))
  const first = await aVisitor(evening, 'Maya')
  const say = (intent: 'back' | 'notBack', ...accountIds: string[]) =>
    actAs(body.secretary, (db) => leadShift(db, shiftId, { intent, accountIds }))
  const read = () => actAs(body.secretary, async (db) => (await findBoard(db, shiftId))?.teams ?? [])
  const people = async () => (await read()).map((team) => team.people.map(({ name }) => name).join())
  expect(await people()).toEqual(['Cleo', 'Maya'])

  // The second pair has as few people, and stands before none: it is back.
  await say('back', first.accountId)
  await aVisitor(evening, 'Theo')
  expect(await people()).toEqual(['Cleo,Theo', 'Maya'])
  expect(pairsOut(await read()).map(({ id }) => id)).toEqual([pairs[0]])
  const desk = await actAs(body.secretary, (db) => listPairs(db, { id: shiftId, bodyId: body.id }))
  expect(desk.pairs.map(({ isBack }) => isBack)).toEqual([false, true])

  await say('back', ...(await read()).flatMap((team) => team.people.map(({ id }) => id)))
  await aVisitor(evening, 'Juno')
  expect((await people()).slice(0, 2)).toEqual(['Cleo,Theo', 'Maya'])
  expect((await read()).at(-1)).toMatchObject({ name: null, people: [{ name: 'Juno' }], doors: 0 })
})

test('what somebody writes down for a pair is a door done, and no word from it', async () => {
  const place = await aPlace(body, { floors: ['1'] })
  const shiftId = await shiftOf(body, place.turfId)
  const team = () =>
    actAs(body.secretary, async (db) => (await findBoard(db, shiftId))?.teams.find(({ doors }) => doors > 0))
  const elsewhere = place.building.units.find(({ floor }) => floor === '3')?.id ?? ''
  const { answers } = await place.phone.send(aTalk(place.turfId, elsewhere))
  const context = asSession(body.secretary, 'page')
  await withActor(context, 'turf.assign', async (db) => {
    const act = (await listRefused(db)).find(({ opId }) => opId === answers[0]?.opId)
    const written = await actByHand(db, context, act?.id ?? '', {
      intent: 'knock',
      unitId: door(place),
      disposition: 'conversation',
      day: db.today,
      parts: [...actParts],
    })
    expect(written).toMatchObject({ ok: true })
  })
  expect(await team()).toMatchObject({ done: 1, heard: null })

  await actAs(body.secretary, async (db) => {
    const [word = ''] = await makeSheets(db, {
      intent: 'print',
      buildingId: place.building.id,
      turfId: place.turfId,
      floors: [],
      levels: false,
      levelsMeant: false,
    })
    const code = sheetCode(word)
    const row = (await listRows(db, await findSheet(db, code))).find(({ unitId }) => unitId === door(place))
    await actOnRow(db, code, {
      kind: 'enter',
      knockId: randomUUID(),
      n: row?.n ?? 0,
      day: db.today,
      disposition: 'not_home',
    })
  })
  expect(await team()).toMatchObject({ done: 1, heard: null })
  await place.phone.send(aKnock(place.turfId, door(place, 1)))
  expect(await team()).toMatchObject({ done: 2, heard: { floor: '1', minutes: 0 } })
})
