import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '#app/core/start/embedded-postgres.ts'
import { databaseOf } from '#app/core/start/union-name.ts'
import { startServer } from './fixtures/server.ts'

const root = join(import.meta.dirname, '..', '..')
const city = join(root, '..', 'shared', 'data')
const own = (name: string) => join(root, 'tests', 'data', name)

type Rows = { registry: string; header: string; truncated: string; counts: readonly string[]; added: number }

/** A real city's list where it lies beside the project, else a small one of our own; both counted by hand. */
export const lists: Rows = existsSync(city)
  ? {
      registry: join(city, 'berkeley-rent-registry.csv'),
      header: join(city, 'bad-header.csv'),
      truncated: join(city, 'bad-truncated.geojson'),
      counts: [
        '19,878 rows read',
        '2,223 buildings, 2,223 of them new',
        '17,795 doors, 17,795 of them new',
        '2,056 rows repeat one before and add nothing',
        '27 rows refused',
      ],
      added: 2223,
    }
  : {
      registry: own('rent-registry.csv'),
      header: own('bad-header.csv'),
      truncated: own('bad-truncated.geojson'),
      counts: [
        '12 rows read',
        '3 buildings, 3 of them new',
        '7 doors, 7 of them new',
        '2 rows repeat one before and add nothing',
        '3 rows refused',
      ],
      added: 3,
    }

export const ownLists = { point: own('first-point.geojson'), streets: own('streets.geojson') }

export type Union = {
  url: string
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  count(from: string): Promise<number>
  /** Nobody answers at the address any more, until it is brought back. */
  pullThePlug(): Promise<void>
  bringBack(): Promise<void>
  close(): Promise<void>
}

/** An empty union of its own, whose server can vanish; questions to its database go past the server. */
export async function openUnion(folder: string, name: string): Promise<Union> {
  let server = await startServer(folder, ['--union', name])
  const { url } = server
  const postgres = await startEmbeddedPostgres({ root, folder: join(root, '.data', folder, 'postgres') })
  const client = new pg.Client({ connectionString: postgres.url(databaseOf(name) ?? '') })
  client.on('error', () => {})
  await client.connect()
  return {
    url,
    sql: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await client.query<Row>(text, values)).rows,
    count: async (from) =>
      (await client.query<{ count: number }>(`select count(*)::int as count from ${from}`)).rows[0]?.count ??
      0,
    pullThePlug: () => server.kill(),
    async bringBack() {
      server = await startServer(folder, ['--union', name], Number(new URL(url).port))
    },
    async close() {
      await client.end()
      await server.stop()
      await postgres.stop()
    },
  }
}
