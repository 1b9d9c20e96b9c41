import pg from 'pg'
import { syncPermissions } from '#app/core/permissions-sync.server.ts'
import { migrate, readMigrations } from './migrate.ts'
import { ensureGrants, ensureRoles } from './roles.ts'
import { StartError } from './start-error.ts'

export async function withClient<Result>(url: string, fn: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw unreachable(url, error)
  }
  try {
    return await fn(client)
  } finally {
    await client.end()
  }
}

/** The address without the password, which a log must not hold. */
function unreachable(url: string, error: unknown) {
  const { hostname, port, pathname, username } = new URL(url)
  const { message, code } = error as { message: string; code?: string }
  return new StartError(
    `Cannot reach the database${pathname} at ${hostname}:${port || 5432} as ${username}: ${message || code || 'no answer'}`,
  )
}

/** Creates the database of a union if the server has none of that name. */
export async function ensureDatabase(serverUrl: string, name: string) {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    try {
      await client.query(`create database ${pg.escapeIdentifier(name)} encoding 'UTF8' template template0`)
    } catch (error) {
      if ((error as { code?: string }).code !== '42501') throw error
      throw new StartError(
        `The owner login may not create databases. Run as an administrator: create database ${name};`,
      )
    }
  })
}

/** Roles, grants, migrations and the permission table: a database ready to serve. */
export async function prepareDatabase({
  root,
  ownerUrl,
  appPassword,
}: {
  root: string
  ownerUrl: string
  appPassword: string
}) {
  return withClient(ownerUrl, async (client) => {
    await ensureRoles(client, { password: appPassword })
    await ensureGrants(client)
    const applied = await migrate(client, readMigrations(root))
    await client.query('set role lintel_owner')
    await syncPermissions(client)
    return applied
  })
}

export function appUrlFor(ownerUrl: string, password: string) {
  const url = new URL(ownerUrl)
  url.username = 'lintel_app'
  url.password = password
  return url.href
}
