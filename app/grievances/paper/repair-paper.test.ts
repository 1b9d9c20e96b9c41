import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { sheetCode } from '#app/canvass/paper/paper-code.ts'
import { addDays } from '#app/core/days.ts'
import { aCanvasser } from '#tests/door-factories.ts'
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
import { asOwner } from '#tests/setup/database.ts'
import type { NewRepair } from '../repair.schema.ts'
import { addRepair, answerQuestion, logContact, recordTenantAnswer } from '../repair-case.server.ts'
import { findRepair, listRepairs } from '../repairs.server.ts'
import { rowsOf } from '../same-trouble.ts'
import { actOnRepairRow } from './enter-repair.server.ts'
import { listRepairLines } from './repair-lines.server.ts'
import { RepairEntry, type RepairRowAct } from './repair-paper.schema.ts'
import {
  closeRepairSheet,
  findRepairSheet,
  listOpenRepairSheets,
  makeRepairSheets,
} from './repair-sheets.server.ts'
import { isEntered } from './use-repair-entries.ts'

let body: TestBody
let steward: TestAccount
beforeAll(async () => {
  body = await aBody()
  steward = await anAccount({ bodyId: body.id, role: 'steward', by: body.secretary })
})

const repairAt = (unitId: string | null, said: Partial<NewRepair> = {}): NewRepair => ({
  category: 'leak',
  severity: 'dangerous',
  since: null,
  words: null,
  unitId,
  commonArea: unitId ? null : 'stairs',
  ...said,
})

/** Printed, and heard, the day before yesterday. */
async function twoDaysAgo(holdingId: string) {
  for (const table of ['repair_sheet', 'grievance_event'])
    await asOwner(`update ${table} set at = at - interval '2 days', day = day - 2 where holding_id = $1`, [
      holdingId,
    ])
}

async function aSheet({ doors = ['1A', '2B'] } = {}) {
  const building = await aBuilding({ in: body, floors: 3, lines: 2 })
  const unit = (label: string) => doorAt(building, label)
  const ids: string[] = []
  for (const label of doors) {
    const ref = await actAs(steward, (db) => addRepair(db, building.id, repairAt(unit(label))))
    ids.push(ref.grievanceId)
  }
  const [word = ''] = await actAs(steward, (db) => makeRepairSheets(db, building.id))
  return { building, unit, ids, code: sheetCode(word) }
}

const said = (n: number, more: Partial<RepairEntry> = {}): RepairEntry => ({
  kind: 'enter',
  id: randomUUID(),
  n,
  day: today(),
  fixed: 'yes',
  ...more,
})
const act = (by: TestAccount, code: string, row: RepairRowAct) =>
  actAs(by, (db) => actOnRepairRow(db, code, row))
const linesOf = (by: TestAccount, code: string) =>
  actAs(by, async (db) => listRepairLines(db, await findRepairSheet(db, code)))
const standing = ({ holdingId }: TestBuilding, grievanceId: string) =>
  actAs(steward, (db) => findRepair(db, { holdingId, grievanceId }))
const events = ({ holdingId }: TestBuilding, grievanceId: string) =>
  actAs(steward, async (db) => {
    const [row] = await db.sql<{ n: number }>`
      select count(*)::int as n from grievance_event where holding_id = ${holdingId} and grievance_id = ${grievanceId}`
    return row?.n
  })

test('what is open is on it from the top, what everyone uses first, and what is over is not', async () => {
  const building = await aBuilding({ in: body, floors: 3, lines: 2 })
  const unit = (label: string) => doorAt(building, label)
  for (const place of [unit('1A'), unit('3B'), null, unit('2A')])
    await actAs(steward, (db) => addRepair(db, building.id, repairAt(place)))
  const over = await actAs(steward, (db) => addRepair(db, building.id, repairAt(unit('1B'))))
  await actAs(steward, (db) => recordTenantAnswer(db, over, 'yes', null))
  const [word = ''] = await actAs(steward, (db) => makeRepairSheets(db, building.id))
  const lines = await linesOf(steward, sheetCode(word))
  expect(lines.map(({ repair }) => repair.door ?? repair.commonArea)).toEqual(['stairs', '3B', '2A', '1A'])
})

test('a row is entered once, however often and by whomever the sheet is entered', async () => {
  const { building, ids, code } = await aSheet({ doors: ['1A'] })
  const fixed = said(1, { fixed: 'yes', words: 'Works again' })
  for (let times = 0; times < 3; times++) expect(await act(steward, code, fixed)).toEqual({ ok: true })
  expect(await standing(building, ids[0] ?? '')).toMatchObject({ status: 'confirmed' })
  const count = await events(building, ids[0] ?? '')
  expect(await act(body.secretary, code, said(1, { fixed: 'no' }))).toEqual({ ok: false, why: 'done' })
  expect(await events(building, ids[0] ?? '')).toBe(count)
  expect((await linesOf(body.secretary, code))[0]?.entry).toMatchObject({
    fixed: 'yes',
    words: 'Works again',
  })
})

test('told to the landlord, with a day they named, and corrected by another who keeps repairs', async () => {
  const { building, ids, code } = await aSheet({ doors: ['1A'] })
  const promisedBy = addDays(today(), 4)
  const told = said(1, { fixed: undefined, channel: 'call', promisedBy, words: 'The plumber comes' })
  expect(await act(steward, code, told)).toEqual({ ok: true })
  expect(await standing(building, ids[0] ?? '')).toMatchObject({ status: 'scheduled', promisedBy })
  expect((await linesOf(steward, code))[0]).toMatchObject({ promise: 'The plumber comes' })
  const later = addDays(today(), 9)
  const right = said(1, { fixed: undefined, channel: 'call', promisedBy: later, instead: told.id })
  expect(await act(body.secretary, code, right)).toEqual({ ok: true })
  expect(await standing(building, ids[0] ?? '')).toMatchObject({ promisedBy: later })
  expect(await act(steward, code, said(1, { instead: told.id }))).toEqual({ ok: false, why: 'done' })
})

test('a sheet older than what happened says so in its row, and does not undo it', async () => {
  const { building, ids, code } = await aSheet()
  const ref = { holdingId: building.holdingId, grievanceId: ids[0] ?? '' }
  expect((await linesOf(steward, code)).map(({ since }) => since.length)).toEqual([0, 0])
  await actAs(steward, (db) => recordTenantAnswer(db, ref, 'yes', null))
  const line = (await linesOf(steward, code)).find(({ repair }) => repair.id === ref.grievanceId)
  expect(line?.since).toMatchObject([{ kind: 'asked_tenant', answer: 'yes', status: 'confirmed' }])
  // Said the same day by two ways: it is one word.
  const before = await events(building, ref.grievanceId)
  expect(await act(steward, code, said(line?.n ?? 0, { fixed: 'yes' }))).toEqual({ ok: true })
  expect(await events(building, ref.grievanceId)).toBe(before)
})

test('what a tenant lets us do with it is nothing that happened to the repair', async () => {
  const { building, ids, code } = await aSheet({ doors: ['1A'] })
  const ref = { holdingId: building.holdingId, grievanceId: ids[0] ?? '' }
  await actAs(steward, (db) => answerQuestion(db, ref, 'name_to_landlord', false))
  expect((await linesOf(steward, code))[0]?.since).toEqual([])
})

test('told, and then heard from the tenant: in this order, though both stand in one row', async () => {
  const { building, ids, code } = await aSheet({ doors: ['1A'] })
  const ref = { holdingId: building.holdingId, grievanceId: ids[0] ?? '' }
  await twoDaysAgo(ref.holdingId)
  const row = said(1, { fixed: 'yes', channel: 'call', day: addDays(today(), -1) })
  expect(await act(steward, code, row)).toEqual({ ok: true })
  const order = await actAs(
    steward,
    (db) => db.sql<{ kind: string }>`
      select kind from (select kind, at, lag(at) over (order by at) as before from grievance_event
        where holding_id = ${ref.holdingId} and grievance_id = ${ref.grievanceId}) e where at > before order by at`,
  )
  expect(order.map(({ kind }) => kind)).toEqual(['landlord_contact', 'asked_tenant'])
})

test('the same answer on another day is another entry of the row', () => {
  const entry = {
    id: '',
    day: '2026-11-21',
    by: null,
    fixed: 'yes',
    channel: null,
    promisedBy: null,
    words: null,
  } as const
  expect(isEntered(entry, { fixed: 'yes' }, '2026-11-21')).toBe(true)
  expect(isEntered(entry, { fixed: 'yes' }, '2026-11-20')).toBe(false)
  expect(isEntered(entry, { fixed: 'no' }, '2026-11-21')).toBe(false)
  expect(isEntered(null, {}, '2026-11-21')).toBe(true)
})

test('what stands on paper is of its day: what came after it stays', async () => {
  const { building, ids, code } = await aSheet({ doors: ['1A'] })
  const ref = { holdingId: building.holdingId, grievanceId: ids[0] ?? '' }
  await twoDaysAgo(ref.holdingId)
  await actAs(steward, (db) => logContact(db, ref, { channel: 'call', words: null, promisedBy: null }))
  await actAs(steward, (db) => recordTenantAnswer(db, ref, 'yes', null))
  expect(await act(steward, code, said(1, { fixed: 'no', day: addDays(today(), -1) }))).toEqual({ ok: true })
  expect(await standing(building, ref.grievanceId)).toMatchObject({ status: 'confirmed' })
  expect(await act(steward, code, said(1, { day: addDays(today(), -3) }))).toEqual({ ok: false, why: 'day' })
})

test('a repair heard on the way is a case, once, and one with the same on its line', async () => {
  const { building, unit, code } = await aSheet({ doors: ['1A'] })
  const heard = {
    kind: 'new',
    id: randomUUID(),
    n: 2,
    day: today(),
    place: unit('3A'),
    category: 'leak',
    words: 'From the ceiling',
  } as const
  for (let times = 0; times < 2; times++) expect(await act(steward, code, heard)).toEqual({ ok: true })
  expect(await act(steward, code, { ...heard, id: randomUUID() })).toEqual({ ok: false, why: 'done' })
  expect(await act(steward, code, { ...heard, id: randomUUID(), n: 7 })).toEqual({ ok: false, why: 'gone' })
  const common = { ...heard, id: randomUUID(), n: 3, place: 'stairs' }
  expect(await act(steward, code, common)).toEqual({ ok: true })
  const here = (await actAs(steward, listRepairs)).filter(({ buildingId }) => buildingId === building.id)
  expect(rowsOf(here).map(({ doors }) => doors)).toEqual(expect.arrayContaining([['1A', '3A'], []]))
  expect(here).toHaveLength(3)
  expect((await linesOf(steward, code)).map(({ isNew }) => isNew)).toEqual([false, true, true])
})

test('a sheet that was begun names what is missing; put away it takes no more, and who keeps no repairs finds none', async () => {
  const { code } = await aSheet({ doors: ['1A', '2B', '3A'] })
  const found = async () =>
    (await actAs(steward, listOpenRepairSheets)).find((sheet) => sheetCode(sheet.code) === code)
  expect(await found()).toMatchObject({ rows: 3, entered: 0, missing: [] })
  await act(steward, code, said(1))
  expect(await found()).toMatchObject({ rows: 3, entered: 1, missing: ['2B', '1A'] })
  await actAs(steward, (db) => closeRepairSheet(db, code, true))
  expect(await found()).toBeUndefined()
  expect(await act(steward, code, said(2))).toEqual({ ok: false, why: 'closed' })
  const canvasser = await aCanvasser(body)
  for (const who of [canvasser, (await aBody()).secretary])
    await expect(act(who, code, said(2))).rejects.toMatchObject({ status: 404 })
})

test.each([
  ['nothing', { fixed: undefined }],
  ['a day nobody promised', { promisedBy: '2026-12-01' }],
])('a row that says %s is not taken', (_, more) => {
  expect(RepairEntry.safeParse(said(1, more)).success).toBe(false)
})
