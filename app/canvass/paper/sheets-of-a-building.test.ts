import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Handle } from '#app/core/actor.server.ts'
import { addDays } from '#app/core/days.ts'
import { cancelMeeting, meetingColumns, planAction } from '#app/federation/meetings/meetings.server.ts'
import { aTurf } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestAccount, type TestBody, today } from '#tests/factories.ts'
import { aPlace, type Place } from '#tests/place-factories.ts'
import { actOnRow } from './enter-row.server.ts'
import { makeSheets } from './make-sheets.server.ts'
import type { Entry, RowAct } from './paper.schema.ts'
import { sheetCode } from './paper-code.ts'
import { listRows } from './rows.server.ts'
import { closeSheet, findSheet } from './sheets.server.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

async function aSheet(
  by: TestAccount,
  { building, turfId, actionId }: { building: Place['building']; turfId?: string; actionId?: string },
) {
  const said = { intent: 'print', floors: [], levels: false, levelsMeant: false } as const
  const [word = ''] = await actAs(by, (db) =>
    makeSheets(db, { ...said, floors: [], buildingId: building.id, turfId, actionId }),
  )
  return sheetCode(word)
}

const entry = (n: number, said: Partial<Entry> = {}): Entry => ({
  kind: 'enter',
  knockId: randomUUID(),
  n,
  day: today(),
  disposition: 'conversation',
  ...said,
})

const act = (by: TestAccount, code: string, said: RowAct) => actAs(by, (db) => actOnRow(db, code, said))
const rowsOf = (by: TestAccount, code: string) =>
  actAs(by, async (db) => listRows(db, await findSheet(db, code)))

test('whoever may knock at the file’s doors adds one from a free line; who was given some, those of their floors', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const committee = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  const found = (n: number, label: string) =>
    ({ kind: 'door', n, unitId: randomUUID(), label, floor: label[0] ?? '' }) as const
  expect(await act(committee, code, found(7, '3Z'))).toEqual({ ok: true })
  expect(await act(committee, code, entry(7, { disposition: 'not_home' }))).toEqual({ ok: true })
  expect((await rowsOf(committee, code)).at(-1)).toMatchObject({
    label: '3Z',
    entry: { disposition: 'not_home' },
  })
  // Outside of paper a committee keeps no list of doors.
  const bare = (db: Handle) => db.sql`
    insert into unit (holding_id, building_id, label, label_key, floor, floor_rank, line, line_rank)
    values (${place.building.holdingId}, ${place.building.id}, '9Z', '9Z', '9', 9, 'Z', 26)`
  await actAs(body.secretary, (db) => closeSheet(db, code, true))
  await expect(actAs(committee, bare)).rejects.toMatchObject({ code: '42501' })

  const steward = await anAccount({ bodyId: body.id, role: 'steward', by: body.secretary })
  const turfId = await aTurf({ in: body, building: place.building, to: steward, floors: ['2'] })
  const own = await aSheet(steward, { building: place.building, turfId })
  expect(await act(steward, own, found(3, '1Z'))).toEqual({ ok: false, why: 'noDoor' })
  expect(await act(steward, own, found(3, '2Z'))).toEqual({ ok: true })
  // A typist of the file enters a door of that turf for whoever wrote it down.
  expect(await act(committee, own, found(4, '2Y'))).toEqual({ ok: true })
  await expect(rowsOf(steward, code)).rejects.toMatchObject({ status: 404 })
})

test('what is asked for on a building’s sheet counts at the action it was printed for, until that is called off', async () => {
  const place = await aPlace(body)
  const actionId = await actAs(body.secretary, (db) =>
    planAction(db, { bodyId: body.id, kind: 'petition', title: 'Heat now', day: addDays(today(), 9) }),
  )
  const print = (wanted: string) => aSheet(body.secretary, { building: place.building, actionId: wanted })
  const code = await print(actionId)
  const sheet = await actAs(body.secretary, (db) => findSheet(db, code))
  expect(sheet).toMatchObject({ actionTitle: 'Heat now', actionStep: 'sign_petition' })
  expect(sheet.asks).toHaveLength(3)
  expect(sheet.asks[0]).toBe('sign_petition')
  const asks = [
    { n: 0, answer: 'yes' as const },
    { n: 1, answer: 'no' as const },
  ]
  expect(await act(body.secretary, code, entry(1, { asks }))).toEqual({ ok: true })
  expect((await rowsOf(body.secretary, code))[0]?.entry?.said).toEqual({ asks })
  const asked = () => actAs(body.secretary, (db) => meetingColumns(db, actionId, place.building.holdingId))
  expect(await asked()).toMatchObject([{ asked: true, answer: 'yes', outcome: null }])

  await actAs(body.secretary, (db) => cancelMeeting(db, actionId))
  expect(await act(body.secretary, code, entry(2, { asks }))).toEqual({ ok: true })
  expect(await asked()).toHaveLength(1)
  await expect(print(actionId)).rejects.toMatchObject({ status: 404 })
})

test('a turf’s sheet is printed for the action of its shift, and its asks are read back', async () => {
  const place = await aPlace(body)
  const actionId = await actAs(body.secretary, (db) =>
    planAction(db, { bodyId: body.id, kind: 'button_day', title: 'Button day', day: addDays(today(), 2) }),
  )
  await actAs(
    body.secretary,
    (db) => db.sql`update shift set action_id = ${actionId}, asks = '{wear_button}'
      where id = (select shift_id from turf where id = ${place.turfId})`,
  )
  const code = await aSheet(body.secretary, { building: place.building, turfId: place.turfId })
  const asks = [{ n: 0, answer: 'maybe' as const }]
  expect(await act(body.secretary, code, entry(1, { asks }))).toEqual({ ok: true })
  expect((await rowsOf(body.secretary, code))[0]?.entry?.said).toEqual({ asks })
  const asked = await actAs(body.secretary, (db) => meetingColumns(db, actionId, place.building.holdingId))
  expect(asked).toMatchObject([{ answer: 'maybe' }])
})
