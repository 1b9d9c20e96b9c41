import { join } from 'node:path'
import { RouterContextProvider } from 'react-router'
import { foundUnion, openSession } from '#app/account/accounts.server.ts'
import { type Handle, withActor, withAnyone } from '#app/core/actor.server.ts'
import { closeDatabase, openDatabase } from '#app/core/db.server.ts'
import { sessionContext } from '#app/core/request-context.ts'
import { appUrlFor, prepareDatabase, withClient } from '#app/core/start/database.ts'
import { startEmbeddedPostgres } from '#app/core/start/embedded-postgres.ts'

const root = join(import.meta.dirname, '..', '..')

export type BenchPerson = { accountId: string; sessionId: string; token: string }
export type BenchUnion = {
  bodyId: string
  secretary: BenchPerson
  ownerUrl: string
  appUrl: string
  actAs<T>(person: BenchPerson, fn: (db: Handle) => Promise<T>): Promise<T>
}

/** A fresh union on a PostgreSQL that writes to the disk as in earnest, for as long as `fn` takes. */
export async function withBenchUnion<T>(fn: (union: BenchUnion) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ root, folder: join(root, '.data', 'bench') })
  const name = `bench_${process.pid}`
  const at = server.url('postgres')
  const ownerUrl = server.url(name)
  try {
    await withClient(at, (client) =>
      client.query(`create database ${name} encoding 'UTF8' template template0`),
    )
    await prepareDatabase({ root, ownerUrl, appPassword: server.appPassword })
    const appUrl = appUrlFor(ownerUrl, server.appPassword)
    openDatabase(appUrl, 10)
    const { bodyId, ...secretary } = await withAnyone(async (db) => {
      const { accountId, bodyId } = await foundUnion(
        db,
        { unionName: 'Bench', timeZone: 'America/Los_Angeles', locales: ['en'] },
        { name: 'Rosa', passwordHash: 'none', locale: 'en' },
      )
      return { bodyId, accountId, ...(await openSession(db, accountId, 'bench')) }
    })
    return await fn({ bodyId, secretary, ownerUrl, appUrl, actAs })
  } finally {
    await closeDatabase()
    await withClient(at, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.stop()
  }
}

function actAs<T>(person: BenchPerson, fn: (db: Handle) => Promise<T>) {
  const context = new RouterContextProvider()
  context.set(sessionContext, person.sessionId)
  return withActor(context, 'self', fn)
}
