import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listRefused } from '#app/canvass/sync/refused-ops.server.ts'
import { withActor } from '#app/core/actor.server.ts'
import { type Role, roles } from '#app/core/permissions.ts'
import { aBody, actAs, anAccount, asSession, type TestAccount, type TestBody, today } from '../factories.ts'
import { testDatabase } from '../setup/database.ts'
import { type Planted, plant } from './plant.ts'
import { type Column, createRandom, randomQuery } from './random-query.ts'

/** A file in which something of every kind stands, given by its body to another. People who took no part in it look. */
let owner: pg.Client
let planted: Planted
let receiver: TestBody
let left: Map<Role, TestAccount>

beforeAll(async () => {
  receiver = await aBody({ kind: 'committee' })
  owner = new pg.Client((await testDatabase()).ownerUrl)
  await owner.connect()
  planted = await plant(owner)
  const { body, building } = planted
  left = new Map()
  for (const role of roles) left.set(role, await anAccount({ bodyId: body.id, role, by: body.secretary }))
  // What the body planned stays its own, so its words must not be those of the file.
  await owner.query(`update meeting set title = 'All', place = 'Yard' where body_id = $1`, [body.id])
  await owner.query(`update shift set place = 'Yard' where body_id = $1`, [body.id])
  await owner.query(`update shift_pair set name = 'Two' where shift_id = $1`, [planted.ids.shift])
  await owner.query(`update account_language set language = 'vi' where account_id = $1`, [
    planted.ids.canvasser,
  ])
  await owner.query(`update account set name = 'Guest' where joined_shift = $1`, [planted.ids.shift])
  await owner.query(`update meeting set agenda = 'Ours' where body_id = $1`, [body.id])
  await owner.query(`update saved_list set name = 'Asked', conditions = '{}' where body_id = $1`, [body.id])
  await owner.query(`update script set name = 'Ours' where body_id = $1`, [body.id])
  await owner.query(`update script_version set steps = '[]' where script_id = $1`, [planted.ids.script])
  await actAs(
    body.secretary,
    (db) => db.sql`select auth.hand_over(${building.holdingId}, ${receiver.id}, ${today()}::date)`,
  )
})
afterAll(() => owner.end())

/** Doors are the union’s common ground, a ledger’s entry is for who sent the act, and that something changed was told to the owner of then. */
const notOfTheFile = ['unit', 'unit_alias', 'op_ledger', 'change']

async function personalTables() {
  const { rows } = await owner.query<{ name: string }>(`
    select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'holding_id' and t.table_type = 'BASE TABLE' order by 1`)
  return rows.map(({ name }) => name).filter((name) => !notOfTheFile.includes(name))
}

async function countOf(account: TestAccount, table: string) {
  return actAs(account, async (db) => {
    const text = [`select count(*)::int as n from ${table} where holding_id = `, '']
    const [row] = await db.sql<{ n: number }>(Object.assign(text, { raw: text }), planted.building.holdingId)
    return row?.n ?? 0
  })
}

test('whoever gave a file away reads no row of it, in no table; who was given it reads all', async () => {
  const tables = await personalTables()
  expect(tables.length).toBeGreaterThan(20)
  for (const table of tables) {
    for (const [role, account] of left)
      expect({ table, role, rows: await countOf(account, table) }).toEqual({ table, role, rows: 0 })
    expect(await countOf(receiver.secretary, table), table).toBeGreaterThan(0)
  }
})

test('refused acts go with the file', async () => {
  const opIdsOf = (account: TestAccount) =>
    actAs(account, async (db) => (await listRefused(db)).map(({ opId, bodyId }) => ({ opId, bodyId })))
  expect(await opIdsOf(left.get('secretary') as TestAccount)).toEqual([])
  expect(await opIdsOf(receiver.secretary)).toEqual([{ opId: planted.ids.refused, bodyId: receiver.id }])
})

test('1,500 random statements of the body that gave the file away bring up none of its words', {
  timeout: 90_000,
}, async () => {
  const { rows: columns } = await owner.query<Column>(`
    select table_name::text as tab, column_name::text as col, data_type::text as type from information_schema.columns
    where table_schema = 'public' and table_name <> '_prisma_migrations' order by 1, ordinal_position`)
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)
  const random = createRandom(seed)
  const accounts = [...left]
  let answered = 0
  for (let n = 0; n < 1500; n++) {
    const [role, account] = random.pick(accounts)
    const query = randomQuery(random, columns, [planted])
    let seen = ''
    await withActor(asSession(account), 'self', async ({ sql }) => {
      seen = JSON.stringify(await sql(Object.assign([query], { raw: [query] })))
      answered += 1
      throw new Error('enough')
    }).catch((error: Partial<pg.DatabaseError>) => {
      seen += ` ${error.message} ${error.detail ?? ''}`
    })
    expect(seen.includes(planted.canary), `seed ${seed}, ${role}: ${query}`).toBe(false)
  }
  expect(answered).toBeGreaterThan(300)
})
