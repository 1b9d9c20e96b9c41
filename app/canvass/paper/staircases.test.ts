import { expect, test } from 'vitest'
import { changeDoors } from '#app/buildings/doors.server.ts'
import { aBody, aBuilding, actAs } from '#tests/factories.ts'
import { makeSheets } from './make-sheets.server.ts'
import { sheetCode } from './paper-code.ts'
import { listRows } from './rows.server.ts'
import { findSheet } from './sheets.server.ts'

test('a sheet goes down one staircase after the other and names them, where there are two', async () => {
  const body = await aBody()
  const building = await aBuilding({ in: body, floors: 2, lines: 2 })
  const printed = () =>
    actAs(body.secretary, async (db) => {
      const [word = ''] = await makeSheets(db, {
        intent: 'print',
        buildingId: building.id,
        turfId: undefined,
        floors: [],
        levels: false,
        levelsMeant: false,
      })
      const rows = await listRows(db, await findSheet(db, sheetCode(word)))
      return rows.map(({ label, entrance }) => [label, entrance])
    })
  const put = (line: string, entrance: string) =>
    actAs(body.secretary, (db) =>
      changeDoors(db, building.id, { act: 'staircase', key: '', from: line, to: line, entrance }),
    )
  await put('A', '10')
  expect(await printed()).toEqual([
    ['2A', null],
    ['2B', null],
    ['1A', null],
    ['1B', null],
  ])
  await put('B', '9')
  expect(await printed()).toEqual([
    ['2B', '9'],
    ['1B', '9'],
    ['2A', '10'],
    ['1A', '10'],
  ])
})
