import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aCanvasser, aServedPhone, aTalk, aTurf, type TestPhone } from '#tests/door-factories.ts'
import { shiftOf } from '#tests/evening-factories.ts'
import { aBody, aBuilding, actAs, anAccount, type TestBody, type TestBuilding } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import type { Heard } from '../lists.ts'
import { agendaOf, heardInBody, heardInBuilding, heardOnShift, sheetsOf } from './heard.server.ts'

let local: TestBody
let large: TestBuilding
let small: TestBuilding
let phone: TestPhone
let turfs: { large: string; small: string }

const bare = {
  asks: [],
  join: undefined,
  followUp: undefined,
  repairs: undefined,
  level: undefined,
  consents: undefined,
}
const unsaid = { ...bare, person: undefined, contact: undefined, languages: ['es' as const], note: undefined }

function said(turfId: string, unitId: string, heard: Heard[], knockId = randomUUID()) {
  return aTalk(turfId, unitId, { ...unsaid, heard, knockId })
}

/** Rent at six doors of the large house and three of the small one, heat at four and three, childcare at one. */
beforeAll(async () => {
  local = await aBody()
  large = await aBuilding({ in: local, floors: 4, lines: 2 })
  small = await aBuilding({ in: local, floors: 2, lines: 2 })
  const canvasser = await aCanvasser(local)
  turfs = {
    large: await aTurf({ in: local, building: large, to: canvasser }),
    small: await aTurf({ in: local, building: small, to: canvasser }),
  }
  phone = await aServedPhone(canvasser)
  const taken = randomUUID()
  const at = (house: TestBuilding, nth: number) => house.units[nth]?.id ?? ''
  const ops = [
    ...[0, 1, 2, 3].map((nth) => said(turfs.large, at(large, nth), ['rent', 'heat'])),
    said(turfs.large, at(large, 4), ['rent']),
    said(turfs.large, at(large, 5), ['rent', 'childcare']),
    // The same door once more, and a talk that was none.
    said(turfs.large, at(large, 0), ['rent']),
    said(turfs.large, at(large, 7), ['rent', 'heat'], taken),
    { kind: 'retract' as const, knockId: taken, unitId: at(large, 7) },
    ...[0, 1, 2].map((nth) => said(turfs.small, at(small, nth), ['rent', 'heat'])),
  ]
  const { answers } = await phone.send(...ops)
  expect(new Set(answers.map(({ result }) => result))).toEqual(new Set(['applied']))
})

const asSecretary = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(local.secretary, fn)

test('a building tells what five doors said; the rest is one line without a number', async () => {
  expect(await asSecretary((db) => heardInBuilding(db, large.id))).toMatchObject({
    talks: 6,
    lines: [{ code: 'rent', doors: 6 }],
    more: true,
  })
  expect(await asSecretary((db) => heardInBuilding(db, small.id))).toMatchObject({
    talks: 3,
    lines: [],
    more: true,
  })
})

test('of the area nothing can be taken away that leaves the small house alone', async () => {
  const heard = await asSecretary((db) => heardInBody(db, local.id))
  // Rent: nine doors said it, but nine less six would be the three of the small house. Heat: four and three are seven of two houses.
  expect(heard).toMatchObject({
    talks: 9,
    lines: [
      { code: 'heat', doors: 7 },
      { code: 'rent', doors: 6 },
    ],
    more: true,
  })
  expect(heard.buildings.map(({ lines }) => lines.length).toSorted()).toEqual([0, 1])
})

test('where the map has areas, area by area, and nothing of a small one can be taken from the whole', async () => {
  const square = (at: number) => [
    [at, at],
    [at + 1, at],
    [at + 1, at + 1],
    [at, at + 1],
    [at, at],
  ]
  const areaAround = async (house: TestBuilding, name: string, at: number) => {
    await asOwner('update building set lon = $2, lat = $2, cell = 0 where id = $1', [house.id, at + 0.5])
    const [area] = await asOwner<{ id: string }>(
      'insert into area (name, geometry) values ($1, $2) returning id',
      [name, { type: 'Polygon', coordinates: [square(at)] }],
    )
    return area?.id ?? ''
  }
  const docks = await areaAround(large, 'Docks', 70)
  const hill = await areaAround(small, 'Hill', 72)
  const heard = await asSecretary((db) => heardInBody(db, local.id))
  expect(heard.areas).toMatchObject([
    { id: docks, name: 'Docks', talks: 6, lines: [{ code: 'rent', doors: 6 }], more: true },
    { id: hill, name: 'Hill', talks: 3, lines: [], more: true },
  ])
  // Four and three doors with heat are seven of the whole: neither area tells its own.
  expect(heard.lines).toEqual([
    { code: 'heat', doors: 7 },
    { code: 'rent', doors: 6 },
  ])
  const one = await asSecretary((db) => heardInBody(db, local.id, docks))
  expect(one).toMatchObject({ area: { name: 'Docks' }, talks: 6, areas: [], lines: [{ code: 'rent' }] })
  expect(one.buildings.map(({ buildingId }) => buildingId)).toEqual([large.id])
  const nowhere = asSecretary((db) => heardInBody(db, local.id, randomUUID()))
  await expect(nowhere).rejects.toMatchObject({ status: 404 })
  await asOwner('delete from area where id = any ($1)', [[docks, hill]])
  expect((await asSecretary((db) => heardInBody(db, local.id))).areas).toEqual([])
})

test('of one shift only what was heard on it', async () => {
  const heardAt = async (turfId: string) => {
    const shiftId = await shiftOf(local, turfId)
    return asSecretary((db) => heardOnShift(db, shiftId))
  }
  expect(await heardAt(turfs.large)).toEqual({ lines: [{ code: 'rent', doors: 6 }], more: true })
  expect(await heardAt(turfs.small)).toEqual({ lines: [], more: true })
})

test('the sheet says the same in each language, and the agenda in one', async () => {
  await asSecretary(async (db) => {
    const sheets = sheetsOf(db, large.address, await heardInBuilding(db, large.id))
    expect(sheets.map(({ locale, lines }) => [locale, lines])).toEqual([
      ['en', ['Rent (6 doors)']],
      ['es', ['Renta (6 puertas)']],
    ])
    expect(await agendaOf(db, local.id, 'en')).toBe('Heat (7 doors)\nRent (6 doors)')
  })
})

test('only who reads what was said at the doors of this body', async () => {
  const steward = await anAccount({ bodyId: local.id, role: 'steward', by: local.secretary })
  const other = await aBody()
  for (const who of [steward, other.secretary]) {
    await expect(actAs(who, (db) => heardInBuilding(db, large.id))).rejects.toMatchObject({ status: 404 })
    await expect(actAs(who, (db) => heardInBody(db, local.id))).rejects.toMatchObject({ status: 404 })
  }
})
