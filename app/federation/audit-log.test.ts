import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBody, actAs, anAccount, aUnion } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { findLogBreak, listLog, recordDeed } from './audit-log.server.ts'

let owner: pg.Client

beforeAll(async () => {
  await aUnion()
  owner = new pg.Client((await testDatabase()).ownerUrl)
  await owner.connect()
})
afterAll(() => owner.end())

test('deeds done at the same moment make one chain', async () => {
  const { id, secretary } = await aBody()
  const before = (await actAs(secretary, (db) => listLog(db, id, { limit: 1 })))[0]?.n ?? 0
  await Promise.all(Array.from({ length: 20 }, () => actAs(secretary, (db) => recordDeed(db, id, 'invited'))))
  await actAs(secretary, async (db) => {
    expect((await listLog(db, id, { limit: 1 }))[0]?.n).toBe(before + 20)
    expect(await findLogBreak(db, id)).toBeNull()
  })
})

test.each([
  ['an entry changed', "update audit_entry set action = 'joined' where body_id = $1 and n = 2", 2],
  ['an entry taken out', 'delete from audit_entry where body_id = $1 and n = 2', 3],
  ['a day moved', 'update audit_entry set day = day - 1 where body_id = $1 and n = 1', 1],
])('%s is found', async (_, tampering, brokenAt) => {
  const { id, secretary } = await aBody()
  await owner.query(tampering, [id])
  expect(await actAs(secretary, (db) => findLogBreak(db, id))).toBe(brokenAt)
})

test('a log whose end was cut off is found', async () => {
  const { id, secretary } = await aBody()
  const last = (await actAs(secretary, (db) => listLog(db, id, { limit: 1 })))[0]?.n
  await owner.query('delete from audit_entry where body_id = $1 and n = $2', [id, last])
  expect(await actAs(secretary, (db) => findLogBreak(db, id))).toBe(last)
})

test('nobody writes in the log of a body they do not work for', async () => {
  const { id } = await aBody()
  const other = await aBody()
  const stranger = await anAccount({ bodyId: other.id, role: 'member', by: other.secretary })
  await expect(actAs(stranger, (db) => recordDeed(db, id, 'invited'))).rejects.toMatchObject({
    code: '42501',
  })
})
