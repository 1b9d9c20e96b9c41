import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { prepareDatabase, withClient } from '#app/core/start/database.ts'
import { startEmbeddedPostgres } from '#app/core/start/embedded-postgres.ts'
import { readMigrations } from '#app/core/start/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    database: { server: string; template: string; appPassword: string }
  }
}

const root = join(import.meta.dirname, '..', '..')

/** One PostgreSQL for the run, and one migrated database in it that every test file copies. */
export default async function setup(project: TestProject) {
  const server = await startEmbeddedPostgres({
    root,
    folder: process.env.TEST_DATA_DIR ?? join(root, '.data', 'test'),
    // Nothing here must outlive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  const url = server.url('postgres')
  const template = await makeTemplate(url, server.appPassword).catch(async (error) => {
    await server.stop()
    throw error
  })
  project.provide('database', { server: url, template, appPassword: server.appPassword })
  return () => server.stop()
}

/** Two runs at once share the template: one makes it, the other waits. */
function makeTemplate(server: string, appPassword: string) {
  const name = `template_${fingerprint()}`
  return withClient(server, async (client) => {
    await client.query('select pg_advisory_lock(71)')
    await dropLeft(client)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return name
    await client.query('drop database if exists template_next with (force)')
    await client.query("create database template_next encoding 'UTF8' template template0")
    await prepareDatabase({ root, ownerUrl: at(server, 'template_next'), appPassword })
    await client.query(`alter database template_next rename to ${name}`)
    return name
  })
}

/** Copies of a killed run, and templates of migrations that are gone. */
async function dropLeft(client: pg.Client) {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^(copy|template)_' and datname <> 'template_next' order by oid desc",
  )
  const templates = rows.filter(({ datname }) => datname.startsWith('template_')).slice(3)
  const copies = rows.filter(
    ({ datname }) => datname.startsWith('copy_') && !isAlive(Number(datname.split('_')[1])),
  )
  for (const { datname } of [...templates, ...copies]) {
    await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`)
  }
}

function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const { name, checksum } of readMigrations(root)) hash.update(`${name} ${checksum}\n`)
  for (const file of ['permissions.ts', 'permissions-sync.server.ts', 'start/roles.ts']) {
    const path = join(root, 'app', 'core', file)
    if (existsSync(path)) hash.update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}

export function at(server: string, database: string) {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
