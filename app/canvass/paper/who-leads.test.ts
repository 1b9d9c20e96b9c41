import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { makeRepairSheets } from '#app/grievances/paper/repair-sheets.server.ts'
import { aKnock, aTurf } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  type TestAccount,
  type TestBody,
  today,
} from '#tests/factories.ts'
import { aPlace, door } from '#tests/place-factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { actOnRow } from './enter-row.server.ts'
import { makeSheets } from './make-sheets.server.ts'
import type { Entry } from './paper.schema.ts'
import { sheetCode } from './paper-code.ts'
import { findSheet } from './sheets.server.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

const aSheet = (by: TestAccount, buildingId: string, turfId?: string) =>
  actAs(by, async (db) => {
    const said = {
      intent: 'print',
      buildingId,
      turfId,
      floors: [],
      levels: false,
      levelsMeant: false,
    } as const
    const [code = ''] = await makeSheets(db, { ...said, floors: [] })
    return sheetCode(code)
  })

/** Somebody leads the evening of a turf that is theirs, too; another has entered its first row. */
async function anEvening() {
  const place = await aPlace(body)
  const typist = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  const lead = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  const turfId = await aTurf({ in: body, building: place.building, to: lead })
  await asOwner('update shift set lead_id = $1 where id = (select shift_id from turf where id = $2)', [
    lead.accountId,
    turfId,
  ])
  const code = await aSheet(lead, place.building.id, turfId)
  const row: Entry = { kind: 'enter', knockId: randomUUID(), n: 1, day: today(), disposition: 'not_home' }
  expect(await actAs(typist, (db) => actOnRow(db, code, row))).toEqual({ ok: true })
  const takeBack = { kind: 'takeBack', knockId: row.knockId } as const
  const mayCorrect = () => actAs(lead, async (db) => (await findSheet(db, code)).mayCorrect)
  return { place, lead, turfId, code, takeBack, mayCorrect }
}

test('a row of paper names a knock of whoever enters it: what came from a phone cannot be made one of paper', async () => {
  const { place, lead, code } = await anEvening()
  const knock = aKnock(place.turfId, door(place))
  expect((await place.phone.send(knock)).answers).toMatchObject([{ result: 'applied' }])
  const { holdingId } = place.building
  for (const who of [lead, body.secretary])
    await expect(
      actAs(
        who,
        async (db) => db.sql`
          insert into print_entry (holding_id, knock_id, sheet_id, n, account_id)
          values (${holdingId}, ${knock.knockId}, ${(await findSheet(db, code)).id}, 2, ${who.accountId})`,
      ),
    ).rejects.toMatchObject({ code: '42501' })
})

test('whoever led an evening and has no role any more takes nothing back of it', async () => {
  const { lead, code, takeBack, mayCorrect } = await anEvening()
  expect(await mayCorrect()).toBe(true)
  await asOwner('update role_grant set revoked_at = now() where account_id = $1', [lead.accountId])
  expect(await mayCorrect()).toBe(false)
  expect(await actAs(lead, (db) => actOnRow(db, code, takeBack))).toEqual({ ok: false, why: 'others' })
})

test('an evening is led for the month in which its doors can be entered', async () => {
  const { lead, turfId, code, takeBack, mayCorrect } = await anEvening()
  const ended = `update shift set starts_at = now() - interval '40 days', ends_at = now() - $2 * interval '1 day'
    where id = (select shift_id from turf where id = $1)`
  await asOwner(ended, [turfId, 29])
  expect(await mayCorrect()).toBe(true)
  await asOwner(ended, [turfId, 31])
  expect(await mayCorrect()).toBe(false)
  expect(await actAs(lead, (db) => actOnRow(db, code, takeBack))).toEqual({ ok: false, why: 'others' })
})

test('a code is of one sheet, of doors or of repairs, whoever printed it', async () => {
  const building = await aBuilding({ in: body, floors: 1, lines: 1 })
  const doors = (await aSheet(body.secretary, building.id)).slice(0, 6)
  const [repairs = ''] = await actAs(body.secretary, (db) => makeRepairSheets(db, building.id))
  const other = await aBody()
  const free = (words: string[]) =>
    actAs(other.secretary, async (db) => {
      const [row] = await db.sql<{
        word: string | null
      }>`select auth.free_sheet_code(${words}::text[]) as word`
      return row?.word
    })
  expect(await free([doors, repairs])).toBeNull()
  expect(await free([doors, 'NOSHEE', repairs, 'NONE'])).toBe('NOSHEE')
})
