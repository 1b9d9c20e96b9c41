import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { StartError } from './start-error.ts'

const lock = 7_206_546_835

export type Migration = { name: string; sql: string; checksum: string }

export function readMigrations(root: string): Migration[] {
  const folder = join(root, 'prisma', 'migrations')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** Applies what is new, each in a transaction of its own, recorded as Prisma would record it. */
export async function migrate(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [lock])
  try {
    await client.query('set role lintel_owner')
    await client.query(record)
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    )
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]))
    const fresh = migrations.filter((migration) => !isApplied(migration, applied.get(migration.name)))
    for (const migration of fresh) await apply(client, migration)
    return fresh.map((migration) => migration.name)
  } finally {
    await client.query('reset role')
    await client.query('select pg_advisory_unlock($1)', [lock])
  }
}

function isApplied({ name, checksum }: Migration, known: string | undefined) {
  if (known === undefined) return false
  if (known !== checksum) {
    throw new StartError(
      `Migration ${name} was changed after it was applied to this database. Restore the file and put the change into a new migration`,
    )
  }
  return true
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  try {
    await client.query('begin')
    const started = new Date()
    await client.query(sql)
    await client.query('set local role lintel_owner')
    await client.query(
      `insert into public._prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ($1, $2, now(), $3, $4, 1)`,
      [randomUUID(), checksum, name, started],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    const { message, position } = error as { message: string; position?: string }
    const line = position ? `:${sql.slice(0, Number(position)).split('\n').length}` : ''
    throw new StartError(`prisma/migrations/${name}/migration.sql${line}: ${message}`)
  }
}

const record = `create table if not exists public._prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`
