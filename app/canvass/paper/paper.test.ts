import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aKnock, aServedPhone, aTurf } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  doorAt,
  type TestAccount,
  type TestBody,
  today,
} from '#tests/factories.ts'
import { aPastKnock } from '#tests/file-factories.ts'
import { aPlace, count, door, type Place, stateOf } from '#tests/place-factories.ts'
import { actOnRow } from './enter-row.server.ts'
import { listPrintPlaces, makeSheets } from './make-sheets.server.ts'
import type { Entry } from './paper.schema.ts'
import { sheetCode } from './paper-code.ts'
import { listAddedSince, listRows } from './rows.server.ts'
import { closeSheet, findSheet, listOpenSheets } from './sheets.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

const isThere = { status: 404 }

async function aSheet(
  by: TestAccount,
  { building, turfId }: Pick<Place, 'building'> & { turfId?: string },
  levels = false,
) {
  const [word = ''] = await actAs(by, (db) =>
    makeSheets(db, {
      intent: 'print',
      buildingId: building.id,
      turfId,
      floors: [],
      levels,
      levelsMeant: levels,
    }),
  )
  return sheetCode(word)
}

function entry(n: number, said: Partial<Entry> = {}): Entry {
  return { kind: 'enter', knockId: randomUUID(), n, day: today(), disposition: 'not_home', ...said }
}

const enter = (by: TestAccount, code: string, act: Entry) => actAs(by, (db) => actOnRow(db, code, act))
const rowsOf = (by: TestAccount, code: string) =>
  actAs(by, async (db) => listRows(db, await findSheet(db, code)))

test('a sheet has a row for each door, from the top, and no name', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const rows = await rowsOf(body.secretary, code)
  expect(rows.map(({ label }) => label)).toEqual(['3A', '3B', '2A', '2B', '1A', '1B'])
  expect(Object.keys(rows[0] ?? {})).not.toContain('name')
})

test('a row is entered once, however often it is sent', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place, true)
  const talk = entry(1, { disposition: 'conversation', level: 2, note: 'Works nights' })
  for (let times = 0; times < 3; times++)
    expect(await enter(body.secretary, code, talk)).toEqual({ ok: true })
  expect([
    await count(place, 'knock'),
    await count(place, 'assessment'),
    await count(place, 'person'),
  ]).toEqual([1, 1, 1])
  expect(await enter(body.secretary, code, entry(1))).toEqual({ ok: false, why: 'done' })
  const [first] = await rowsOf(body.secretary, code)
  expect(first?.entry).toMatchObject({
    disposition: 'conversation',
    own: true,
    said: { level: 2, note: 'Works nights' },
  })
})

test('what was entered wrong is taken back, and what stands instead of it counts', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const wrong = entry(1, { disposition: 'refused' })
  const right = entry(1, { disposition: 'conversation', instead: wrong.knockId })
  await enter(body.secretary, code, wrong)
  expect(await enter(body.secretary, code, right)).toEqual({ ok: true })
  const top = doorAt(place.building, '3A')
  expect(await stateOf(top, body)).toMatchObject({ tries: 1, last_disposition: 'conversation' })
  await actAs(body.secretary, (db) => actOnRow(db, code, { kind: 'takeBack', knockId: right.knockId }))
  expect(await stateOf(top, body)).toMatchObject({ tries: 0, last_disposition: null })
  expect((await rowsOf(body.secretary, code))[0]?.entry).toBeNull()
})

test('a day before the printing or after today is refused; a sheet put away takes no more', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  for (const day of ['2020-01-01', '2099-01-01'])
    expect(await enter(body.secretary, code, entry(1, { day }))).toEqual({ ok: false, why: 'day' })
  await actAs(body.secretary, (db) => closeSheet(db, code, true))
  expect(await enter(body.secretary, code, entry(1))).toEqual({ ok: false, why: 'closed' })
  const open = await actAs(body.secretary, listOpenSheets)
  expect(open.map((sheet) => sheetCode(sheet.code))).not.toContain(code)
})

test('only who may knock there finds the sheet: the file’s people, or whoever was given its turf', async () => {
  const building = await aBuilding({ in: body })
  const steward = await anAccount({ bodyId: body.id, role: 'steward', by: body.secretary })
  const stranger = (await aBody()).secretary
  const turfId = await aTurf({ in: body, building, to: steward, floors: ['2'] })
  const whole = await aSheet(body.secretary, { building })
  const own = await aSheet(steward, { building, turfId })
  expect((await rowsOf(steward, own)).map(({ label }) => label)).toEqual(['2A', '2B'])
  await expect(rowsOf(steward, whole)).rejects.toMatchObject(isThere)
  await expect(rowsOf(stranger, own)).rejects.toMatchObject(isThere)
  await expect(aSheet(stranger, { building })).rejects.toMatchObject(isThere)
  expect(await enter(steward, own, entry(1))).toEqual({ ok: true })
  // A colleague may read that it was entered; only who did takes it back, or who gives out doors.
  const colleague = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  expect(await enter(colleague, own, entry(1))).toEqual({ ok: false, why: 'done' })
  const [first] = await rowsOf(colleague, own)
  const back = { kind: 'takeBack', knockId: first?.entry?.knockId ?? '' } as const
  expect(await actAs(colleague, (db) => actOnRow(db, own, back))).toEqual({ ok: false, why: 'others' })
  expect(await actAs(body.secretary, (db) => actOnRow(db, own, back))).toEqual({ ok: true })
})

test('doors that changed since the printing: a new one is named, a struck one is still taken', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  const struck = door(place)
  const added = { kind: 'unit', unitId: randomUUID(), turfId: place.turfId, label: '3Z', floor: '3' } as const
  await place.phone.send(added)
  await actAs(body.secretary, (db) => db.sql`update unit set struck_reason = 'merged' where id = ${struck}`)
  const since = await actAs(body.secretary, async (db) => listAddedSince(db, await findSheet(db, code)))
  expect(since).toEqual([{ unitId: added.unitId, label: '3Z' }])
  const row = (await rowsOf(body.secretary, code)).find(({ unitId }) => unitId === struck)
  expect(row?.struck).toBe('merged')
  expect(await enter(body.secretary, code, entry(row?.n ?? 0))).toEqual({ ok: true })
  expect((await rowsOf(body.secretary, code)).filter((one) => one.entry)).toHaveLength(1)
})

test('a building handed over takes its sheets along: its new people enter them', async () => {
  const place = await aPlace(body)
  const code = await aSheet(body.secretary, place)
  await enter(body.secretary, code, entry(1))
  const next = await aBody({ kind: 'committee' })
  await actAs(
    body.secretary,
    (db) => db.sql`select auth.hand_over(${place.building.holdingId}, ${next.id}, ${today()}::date)`,
  )
  await expect(enter(body.secretary, code, entry(2))).rejects.toMatchObject(isThere)
  expect(await enter(next.secretary, code, entry(2))).toEqual({ ok: true })
  expect((await rowsOf(next.secretary, code)).filter((one) => one.entry)).toHaveLength(2)
})

test('a month on paper loses nothing: the same facts as from a phone, and entered twice no more of them', async () => {
  const [onPaper, onPhone] = [await aPlace(body), await aPlace(body)]
  const steward = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  const phone = await aServedPhone(onPhone.phone.account)
  const codes: string[] = []
  const acts: { code: string; act: Entry }[] = []
  const said = ['not_home', 'conversation', 'brief', 'refused', 'language', 'inaccessible'] as const
  let chance = 7
  const next = (below: number) => {
    chance = (chance * 1103515245 + 12345) % 2147483648
    return Math.floor((chance / 2147483648) * below)
  }
  const personOf = new Map<number, string>()
  for (let week = 0; week < 4; week++) {
    const code = await aSheet(steward, { building: onPaper.building }, true)
    codes.push(code)
    const rows = await rowsOf(steward, code)
    for (const { n, label } of rows) {
      if (next(5) === 0) continue
      const disposition = said[next(said.length)] as (typeof said)[number]
      const level = disposition === 'conversation' && next(2) ? 1 + next(5) : undefined
      const note = disposition === 'conversation' && next(2) ? `Week ${week}` : undefined
      acts.push({
        code,
        act: entry(n, { disposition, ...(level ? { level } : {}), ...(note ? { note } : {}) }),
      })
      const unitId = doorAt(onPhone.building, label)
      const personId = personOf.get(n) ?? randomUUID()
      const person = { personId, isNew: !personOf.has(n) }
      if (level) personOf.set(n, personId)
      const knock = aKnock(onPhone.turfId, unitId, {
        disposition,
        ...(level ? { person, level: { id: randomUUID(), level, basis: ['said'] } } : {}),
        ...(note ? { note } : {}),
      })
      expect((await phone.send(knock)).answers).toMatchObject([{ result: 'applied' }])
    }
  }
  for (const { code, act } of [...acts, ...acts])
    expect(await enter(steward, code, act)).toEqual({ ok: true })

  for (const table of ['knock', 'knock_note', 'assessment', 'person', 'residency', 'knock_retraction'])
    expect([table, await count(onPaper, table)]).toEqual([table, await count(onPhone, table)])
  expect(await count(onPaper, 'knock')).toBe(acts.length)
  expect(acts.length).toBeGreaterThan(12)
  for (const [at, { label }] of onPaper.building.units.entries())
    expect([label, await stateOf(door(onPaper, at), body)]).toEqual([
      label,
      await stateOf(door(onPhone, at), body),
    ])
  const open = await actAs(steward, listOpenSheets)
  const entered = open.filter((sheet) => codes.includes(sheetCode(sheet.code)))
  expect(entered.reduce((sum, sheet) => sum + sheet.entered, 0)).toBe(acts.length)
})

test('whoever refused is left in peace on paper too, ninety days from that day', async () => {
  const place = await aPlace(body)
  const refuse = (at: number, ago: number) =>
    aPastKnock({ in: body, building: place.building, unitId: door(place, at), disposition: 'refused', ago })
  await refuse(0, 89)
  await refuse(1, 90)
  await refuse(2, 0)
  const until = async (by: TestAccount, code: string) =>
    (await rowsOf(by, code)).filter(({ peaceUntil }) => peaceUntil).map((row) => [row.unitId, row.peaceUntil])
  const code = await aSheet(body.secretary, place)
  const tomorrow = addDays(today(), 1)
  expect(await until(body.secretary, code)).toEqual([[door(place, 0), tomorrow]])
  // A canvasser reads no knocks of the file: the doors they were given say it.
  const own = await aSheet(place.phone.account, place)
  expect(await until(place.phone.account, own)).toEqual([[door(place, 0), tomorrow]])
})

test('doors that were given say of which shift they are, the file’s own are all of the building', async () => {
  const { phone, building, turfId } = await aPlace(body)
  const places = (by: TestAccount) =>
    actAs(by, (db) => listPrintPlaces(db, { search: building.address })).then((all) =>
      all.map((one) => [one.turfId, Date.parse(one.startsAt ?? '') < Date.now()]),
    )
  expect(await places(phone.account)).toEqual([[turfId, true]])
  expect(await places(body.secretary)).toEqual([[null, false]])
})
