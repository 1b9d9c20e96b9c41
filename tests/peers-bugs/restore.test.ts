import pg from 'pg'
import { expect, test } from 'vitest'
import { aPhone, aServer, notHome, theDoor } from '#app/canvass/offline/a-phone.ts'
import { aBody, aBuilding } from '#tests/factories.ts'
import { testDatabase } from '../setup/database.ts'

test('L22: a copy made by the app’s role fails aloud at each table behind a wall; no rows are left out in silence', async () => {
  await aBuilding({ in: await aBody() })
  const { appUrl, ownerUrl } = await testDatabase()
  const owner = new pg.Client(ownerUrl)
  const app = new pg.Client(appUrl)
  await Promise.all([owner.connect(), app.connect()])
  const { rows } = await owner.query<{ name: string; is_readable: boolean }>(
    `select relname as name, has_table_privilege('lintel_app', oid, 'select') as is_readable from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and relrowsecurity order by relname`,
  )
  const readable = rows.filter((row) => row.is_readable).map(({ name }) => name)
  expect(readable).toEqual(expect.arrayContaining(['building', 'knock', 'person']))
  // What a careless copy would do: no error, and nobody in it.
  expect((await app.query('select from holding')).rowCount).toBe(0)
  expect((await owner.query('select from holding')).rowCount).toBeGreaterThan(0)
  // What every good tool asks for first.
  await app.query('set row_security = off')
  const copied: string[] = []
  for (const name of readable)
    await app.query(`select from "${name}" limit 1`).then(
      () => copied.push(name),
      (error) => expect([name, error.code]).toEqual([name, '42501']),
    )
  await Promise.all([owner.end(), app.end()])
  expect(copied).toEqual([])
})

test('L22: a server that came back with nothing gets again what it had confirmed, each act once', async () => {
  const server = aServer()
  const phone = await aPhone(server)
  await phone.download()
  const door = await theDoor(phone)
  const opIds: string[] = []
  for (let n = 0; n < 3; n++) opIds.push(await phone.save(notHome(door)))
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 3 })

  server.applied.clear()
  server.epoch = 'another'
  opIds.push(await phone.save(notHome(door)))
  await phone.send()
  await phone.send()
  expect([...server.applied].toSorted()).toEqual(opIds.map((opId) => [opId, 1]).toSorted())
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 4, lost: 0 })
  phone.close()
})
