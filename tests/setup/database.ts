import pg from 'pg'
import { inject } from 'vitest'
import { appUrlFor, withClient } from '#app/core/start/database.ts'

type TestDatabase = { appUrl: string; ownerUrl: string }

let made: { name: string; database: Promise<TestDatabase> } | undefined
let owner: Promise<pg.Client> | undefined
let count = 0

/** A database of this test file's own, with every migration applied; dropped when the file ends. */
export function testDatabase(): Promise<TestDatabase> {
  made ??= copyTemplate()
  return made.database
}

/** Runs a statement as the owner of this test file's database, whom no wall holds. */
export async function asOwner<Row extends object>(text: string, values: unknown[] = []) {
  owner ??= connectOwner()
  return (await (await owner).query<Row & pg.QueryResultRow>(text, values)).rows
}

/** Once for the whole file: to sign in takes longer than most statements. */
async function connectOwner() {
  const client = new pg.Client((await testDatabase()).ownerUrl)
  await client.connect()
  return client
}

function copyTemplate() {
  const { server, template, appPassword } = inject('database')
  const name = `copy_${process.pid}_${Date.now().toString(36)}_${count++}`
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = withClient(server, async (client) => {
    await client.query(`create database ${name} template ${template} strategy file_copy`)
    // Grants on a database do not come along with its copy.
    await client.query(
      `grant connect, create on database ${name} to lintel_owner; grant connect on database ${name} to lintel_app, lintel_jobs`,
    )
    return { ownerUrl: url.href, appUrl: appUrlFor(url.href, appPassword) }
  })
  return { name, database }
}

export async function dropTestDatabase() {
  if (!made) return
  const { name, database } = made
  await (await owner)?.end()
  made = owner = undefined
  await database
  await withClient(inject('database').server, (client) =>
    client.query(`drop database if exists ${name} with (force)`),
  )
}
