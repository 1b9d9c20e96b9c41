import pg from 'pg'
import { expect, test } from 'vitest'
import { requireAppRole } from '#app/core/start/roles.ts'
import { testDatabase } from './database.ts'

test('the copy of the template is the app role’s to use and not to own', async () => {
  const { appUrl, ownerUrl } = await testDatabase()
  const app = new pg.Client(appUrl)
  await app.connect()
  await requireAppRole(app)
  await app.end()
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  await expect(requireAppRole(owner)).rejects.toThrow('is a superuser')
  await owner.end()
})
