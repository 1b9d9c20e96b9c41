import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { changeDoors } from '#app/buildings/doors.server.ts'
import { addDays } from '#app/core/days.ts'
import { moveRepair } from '#app/grievances/repair-case.server.ts'
import { listRepairs } from '#app/grievances/repairs.server.ts'
import { rowsOf as inboxRows } from '#app/grievances/same-trouble.ts'
import { aTurf } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestAccount, type TestBody, today } from '#tests/factories.ts'
import { aPlace, count, door, type Place, stateOf } from '#tests/place-factories.ts'
import { actOnRow } from './enter-row.server.ts'
import { makeSheets } from './make-sheets.server.ts'
import { Entry, type RowAct } from './paper.schema.ts'
import { sheetCode } from './paper-code.ts'
import { listRows } from './rows.server.ts'
import { findSheet, listOpenSheets } from './sheets.server.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

async function aSheet(
  by: TestAccount,
  { building, turfId }: { building: Place['building']; turfId?: string },
) {
  const [word = ''] = await actAs(by, (db) =>
    makeSheets(db, {
      intent: 'print',
      buildingId: building.id,
      turfId,
      floors: [],
      levels: true,
      levelsMeant: true,
    }),
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

/** Everything a row can say at once. */
const whole = (n: number) =>
  entry(n, {
    level: 2,
    basis: ['signed'],
    asks: [{ n: 0, answer: 'yes' }],
    languages: ['es'],
    heard: ['rent'],
    consents: [
      { purpose: 'keep', given: true },
      { purpose: 'contact', channel: 'text', given: true },
    ],
    join: true,
    listensTo: ['2B'],
    followUp: { what: 'The letter', due: addDays(today(), 3) },
    repairs: [{ category: 'leak', since: 'today', words: 'Under the sink' }],
    name: 'Ana R.',
    phone: '510 555 0100',
    note: 'Works nights',
  })

const act = (by: TestAccount, code: string, said: RowAct) => actAs(by, (db) => actOnRow(db, code, said))
const rowsOf = (by: TestAccount, code: string) =>
  actAs(by, async (db) => listRows(db, await findSheet(db, code)))

const tables = [
  'knock',
  'person',
  'contact',
  'membership',
  'assessment',
  'ask',
  'follow_up',
  'grievance',
  'grievance_words',
  'knock_note',
  'person_language',
  'naming',
]

test('all that a talk says is entered once, and read back as it was written', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const said = whole(1)
  expect(Entry.safeParse(said).success).toBe(true)
  for (let times = 0; times < 3; times++) expect(await act(body.secretary, code, said)).toEqual({ ok: true })
  for (const table of tables) expect([table, await count(place, table)]).toEqual([table, 1])
  expect(await count(place, 'consent')).toBe(2)
  const [first] = await rowsOf(body.secretary, code)
  const { kind: _, knockId: __, n: ___, day: ____, disposition: _____, ...written } = said
  expect(first?.entry?.said).toEqual({
    ...written,
    consents: expect.arrayContaining(written.consents ?? []),
  })
  const repairs = await actAs(body.secretary, listRepairs)
  expect(repairs.filter(({ buildingId }) => buildingId === place.building.id)).toMatchObject([
    { category: 'leak', severity: 'dangerous', since: today(), atTheDoor: true, person: 'Ana R.' },
  ])
})

test('a row entered anew is about the same person, and adds no second name or number', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const first = whole(1)
  await act(body.secretary, code, first)
  const again = { ...whole(1), level: 3, instead: first.knockId }
  expect(await act(body.secretary, code, again)).toEqual({ ok: true })
  for (const table of [
    'person',
    'contact',
    'residency',
    'live_assessment',
    'live_grievance',
    'live_ask',
    'live_naming',
  ])
    expect([table, await count(place, table)]).toEqual([table, 1])
  expect(await count(place, 'second_value')).toBe(0)
  expect((await rowsOf(body.secretary, code))[0]?.entry?.said).toMatchObject({ level: 3, name: 'Ana R.' })
})

test('every result of the phone can be entered, and one that says nothing about a person takes nothing along', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const results = ['moved', 'vacant', 'wrong_unit', 'hostile_unsafe', 'landlord_agent', 'deceased'] as const
  for (const [at, disposition] of results.entries())
    expect(await act(body.secretary, code, entry(at + 1, { disposition }))).toEqual({ ok: true })
  expect(await stateOf(door(place, 4), body)).toMatchObject({ last_disposition: 'moved' })
  for (const said of [
    { note: 'So' },
    { listensTo: ['2B'] },
    { repairs: [{ category: 'heat', since: 'today' } as const] },
  ])
    expect(Entry.safeParse(entry(1, { disposition: 'moved', ...said })).success).toBe(false)
  const back = entry(1, { disposition: 'brief', followUp: { what: 'Come back' } })
  expect(Entry.safeParse(back).success).toBe(true)
})

test.each([
  ['a name nobody said may be kept', { name: 'Ana' }],
  ['a number nobody may call', { phone: '555' }],
  ['a note of somebody who said no', { note: 'So', consents: [{ purpose: 'keep' as const, given: false }] }],
  ['joining without a name', { join: true as const }],
])('%s is not taken', (_, said) => {
  expect(Entry.safeParse(entry(1, said)).success).toBe(false)
})

test('the same trouble on one line is one row of the inbox, on another line it is its own', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const rows = await rowsOf(body.secretary, code)
  const n = (label: string) => rows.find((row) => row.label === label)?.n ?? 0
  const leak = [{ category: 'leak', since: 'longer' } as const]
  for (const label of ['1A', '3A', '2B'])
    expect(await act(body.secretary, code, entry(n(label), { repairs: leak }))).toEqual({ ok: true })
  // A month later the same door says it once more.
  const later = await aSheet(body.secretary, place)
  expect(await act(body.secretary, later, entry(n('1A'), { repairs: leak }))).toEqual({ ok: true })
  const repairs = await actAs(body.secretary, listRepairs)
  const here = repairs.filter(({ buildingId }) => buildingId === place.building.id)
  expect(here).toHaveLength(4)
  expect(inboxRows(here).map(({ doors }) => doors)).toEqual(expect.arrayContaining([['1A', '3A'], ['2B']]))
  expect(inboxRows(here)).toHaveLength(2)
})

test('a row whose repair went on is not taken back with it', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const said = entry(1, { repairs: [{ category: 'heat', since: 'today' }] })
  await act(body.secretary, code, said)
  const repair = (await actAs(body.secretary, listRepairs)).find(
    ({ buildingId }) => buildingId === place.building.id,
  )
  const ref = { holdingId: place.building.holdingId, grievanceId: repair?.id ?? '' }
  await actAs(body.secretary, (db) => moveRepair(db, ref, 'verified', null))
  const refused = { ok: false, why: 'worked' }
  expect(await act(body.secretary, code, { kind: 'takeBack', knockId: said.knockId })).toEqual(refused)
  expect(await act(body.secretary, code, entry(1, { instead: said.knockId }))).toEqual(refused)
})

test('what another entered is corrected by who gives out doors or led the evening, and by nobody else', async () => {
  const place = await aPlace(body)
  const typist = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  const lead = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  const turfId = await aTurf({ in: body, building: place.building, to: typist })
  await actAs(
    body.secretary,
    (db) =>
      db.sql`update shift set lead_id = ${lead.accountId} where id = (select shift_id from turf where id = ${turfId})`,
  )
  const code = await aSheet(typist, { building: place.building, turfId })
  const other = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  let standing = entry(1, { note: 'First' })
  expect(await act(typist, code, standing)).toEqual({ ok: true })
  const anew = () => entry(1, { note: 'Anew', instead: standing.knockId })
  expect(await act(other, code, anew())).toEqual({ ok: false, why: 'others' })
  for (const who of [lead, body.secretary]) {
    const next = anew()
    expect(await act(who, code, next)).toEqual({ ok: true })
    standing = next
  }
  expect((await rowsOf(lead, code))[0]?.entry).toMatchObject({ own: false, said: { note: 'Anew' } })
  expect(await count(place, 'knock')).toBe(3)
  expect(await stateOf((await rowsOf(lead, code))[0]?.unitId ?? '', body)).toMatchObject({ tries: 1 })
  expect(await act(lead, code, { kind: 'takeBack', knockId: standing.knockId })).toEqual({ ok: true })
})

test('a door found on the way gets a free line, once, and counts', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const found = { kind: 'door', n: 7, unitId: randomUUID(), label: '3Z', floor: '3' } as const
  for (let times = 0; times < 2; times++) expect(await act(body.secretary, code, found)).toEqual({ ok: true })
  expect(await act(body.secretary, code, entry(7, { disposition: 'not_home' }))).toEqual({ ok: true })
  expect((await rowsOf(body.secretary, code)).at(-1)).toMatchObject({
    n: 7,
    isNew: true,
    label: '3Z',
    entry: { disposition: 'not_home' },
  })
  const again = { ...found, n: 8, unitId: randomUUID() }
  expect(await act(body.secretary, code, again)).toEqual({ ok: false, why: 'onSheet' })
  expect(await act(body.secretary, code, { ...again, n: 10, label: '3Y' })).toEqual({
    ok: false,
    why: 'gone',
  })
})

test('a door found on the way is on the staircase its label says, else on that of the door above its line', async () => {
  const place = await aPlace(body)
  const { id: buildingId } = place.building
  for (const [key, entrance] of [
    ['1A', 'North'],
    ['1B', 'South'],
    ['2A', 'South'],
    ['2B', 'South'],
    ['3A', 'South'],
    ['3B', 'South'],
  ] as const)
    await actAs(body.secretary, async (db) => {
      const [there] =
        await db.sql`select 1 from unit where building_id = ${buildingId} and label_key = ${key}`
      if (there) await changeDoors(db, buildingId, { act: 'staircase', key, from: '', to: '', entrance })
    })
  const code = await aSheet(body.secretary, place)
  const above = (await rowsOf(body.secretary, code)).filter(({ isNew }) => !isNew)
  const free = above.length + 1
  for (const [n, label] of [
    [free, '3Z'],
    [free + 1, 'Esc Q 3Y'],
  ] as const)
    expect(
      await act(body.secretary, code, { kind: 'door', n, unitId: randomUUID(), label, floor: '3' }),
    ).toEqual({ ok: true })
  const found = await actAs(
    body.secretary,
    (db) => db.sql<{ label: string; line: string; entrance: string | null }>`
      select label, line, entrance from unit where building_id = ${buildingId} and label like '%3_' and line in ('Z', 'Y') order by line`,
  )
  expect(found).toEqual([
    { label: 'Esc Q 3Y', line: 'Y', entrance: 'Q' },
    { label: '3Z', line: 'Z', entrance: above.at(-1)?.entrance },
  ])
  expect(above.at(-1)?.entrance).toBeTruthy()
})

test('a sheet that was begun names the doors that are missing', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const found = async () =>
    (await actAs(body.secretary, listOpenSheets)).find((sheet) => sheetCode(sheet.code) === code)
  expect(await found()).toMatchObject({ entered: 0, missing: [] })
  for (const n of [1, 2, 4]) await act(body.secretary, code, entry(n, { disposition: 'not_home' }))
  expect(await found()).toMatchObject({ entered: 3, missing: ['2A', '1A', '1B'] })
})
