import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { Env } from '#app/core/env.ts'
import { readOrigins } from '#app/core/http/same-origin.ts'
import { generateIfChanged } from './build-if-changed.ts'
import { appUrlFor, ensureDatabase, prepareDatabase, withClient } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { requireWritable } from './folders.ts'
import { step } from './progress.ts'
import { whenAsked } from './stop.ts'
import { databaseOf } from './union-name.ts'

export type Prepared = {
  appUrl: string
  ownerUrl: string
  /** The demo union, whose people sign in with the passwords that are printed. */
  isDemo: boolean
  stop(): Promise<void>
}

type Wanted = { root: string; env: Env; union?: string | undefined }

/** A database that is there, migrated and, for the demo union, filled. */
export async function prepare({ root, env, union }: Wanted): Promise<Prepared> {
  requireWritable(resolve(root, env.DATA_DIR))
  await generateIfChanged(root)
  const database = env.DATABASE_OWNER_URL ? await useServer(env, union) : await useEmbedded(root, env, union)
  try {
    const { ownerUrl, appUrl, appPassword } = database
    await step('Applying migrations', () => prepareDatabase({ root, ownerUrl, appPassword }))
    const isDemo = servesDemo(env, union)
    if (isDemo) await seedIfEmpty(root, { ownerUrl, appUrl })
    return { appUrl, ownerUrl, isDemo, stop: database.stop }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/**
 * The made-up city lives in a database of Lintel's own and nowhere else: it is filled, and when that was stopped half-way
 * emptied, without asking. On an operator's server that would be somebody's union.
 */
export function servesDemo(
  env: Pick<Env, 'DATABASE_OWNER_URL' | 'PUBLIC_ORIGIN' | 'PORT'>,
  union: string | undefined,
) {
  return !union && !env.DATABASE_OWNER_URL && readOrigins(env.PUBLIC_ORIGIN, env.PORT).local
}

async function useEmbedded(root: string, env: Env, union: string | undefined) {
  const folder = join(resolve(root, env.DATA_DIR), 'postgres')
  const server = await step('Starting PostgreSQL', () => startEmbeddedPostgres({ root, folder }))
  whenAsked(server.stop)
  try {
    const name = databaseOf(union) ?? 'lintel_demo'
    await ensureDatabase(server.url('postgres'), name)
    const ownerUrl = server.url(name)
    return {
      ownerUrl,
      appUrl: appUrlFor(ownerUrl, server.appPassword),
      appPassword: server.appPassword,
      stop: server.stop,
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** The operator's own server. A named union has a database of its own there too. */
async function useServer({ DATABASE_URL = '', DATABASE_OWNER_URL = '' }: Env, union: string | undefined) {
  const named = databaseOf(union)
  const at = (text: string) => {
    const url = new URL(text)
    if (named) url.pathname = `/${named}`
    return url.href
  }
  if (named) await ensureDatabase(DATABASE_OWNER_URL, named)
  const appPassword = decodeURIComponent(new URL(DATABASE_URL).password)
  return { ownerUrl: at(DATABASE_OWNER_URL), appUrl: at(DATABASE_URL), appPassword, stop: async () => {} }
}

/** A seed that was stopped half-way leaves a union without the mark: it is emptied and made again. */
async function seedIfEmpty(root: string, urls: { ownerUrl: string; appUrl: string }) {
  const path = join(root, 'prisma', 'seed', 'seed.ts')
  if (!existsSync(path)) return
  const state = await withClient(urls.ownerUrl, async (client) => {
    const { rows } = await client.query<{ founded: boolean; mark: string | null }>(`
      select exists (select from public.union_profile) as founded,
        shobj_description((select oid from pg_database where datname = current_database()), 'pg_database') as mark`)
    return rows[0]
  })
  if (state?.mark === 'demo union complete') return openTonight(urls.appUrl)
  if (state?.founded && state.mark !== 'demo union begun') return
  if (state?.founded) await emptyDatabase(root, urls)
  await mark(urls.ownerUrl, 'demo union begun')
  const { seedDemo } = await import('#prisma/seed/seed.ts')
  await step('Filling the demo union', async () => seedDemo(urls))
  await mark(urls.ownerUrl, 'demo union complete')
}

/** Its shift is today's, whenever it is started. */
async function openTonight(appUrl: string) {
  const { refreshDemo } = await import('#prisma/seed/seed.ts')
  await refreshDemo({ appUrl })
}

/** Only the owner of a database may write on it; without the mark a founded union is taken for complete. */
async function mark(ownerUrl: string, text: string) {
  await withClient(ownerUrl, async (client) => {
    const database = pg.escapeIdentifier(client.database ?? '')
    await client
      .query(`comment on database ${database} is ${pg.escapeLiteral(text)}`)
      .catch((error: { code?: string }) => {
        if (error.code !== '42501') throw error
      })
  })
}

async function emptyDatabase(root: string, { ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }) {
  await withClient(ownerUrl, async (client) => {
    await client.query('drop schema if exists core, auth, derive, public cascade; create schema public')
    await client.query('grant usage on schema public to public')
  })
  await prepareDatabase({ root, ownerUrl, appPassword: decodeURIComponent(new URL(appUrl).password) })
}
