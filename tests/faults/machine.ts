import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { closeDatabase, openDatabase, requirePool } from '#app/core/db.server.ts'
import { appUrlFor, prepareDatabase, withClient } from '#app/core/start/database.ts'
import { startEmbeddedPostgres } from '#app/core/start/embedded-postgres.ts'
import { isAlive, pause } from '#app/core/start/folder-lock.ts'

const root = join(import.meta.dirname, '..', '..')

export type Planted = 'ack_before_commit' | 'pop_before_send'

/** The server's half of the world: a PostgreSQL and the app in a process of its own. Both can be killed and come back. */
export type Machine = {
  port: number
  /** Sees everything, for whoever judges. */
  ask<R extends object>(text: string, values?: unknown[]): Promise<R[]>
  killServer(): Promise<void>
  killPostgres(): Promise<void>
  /** What the server wrote where a log would be. */
  said(): string
  stop(): Promise<void>
}

export async function startMachine(folder: string, planted?: Planted): Promise<Machine> {
  // A process that is killed leaves its writes with the system: waiting for the disk would only cost time here.
  const startPostgres = () => startEmbeddedPostgres({ root, folder, settings: { fsync: 'off' } })
  let postgres = await startPostgres()
  const name = `faults_${process.pid}_${Date.now().toString(36)}`
  await withClient(postgres.url('postgres'), async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname ~ '^faults_' and not exists (select from pg_stat_activity a where a.datname = pg_database.datname)`,
    )
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
    await client.query(`create database ${name} encoding 'UTF8' template template0`)
  })
  const ownerUrl = postgres.url(name)
  await prepareDatabase({ root, ownerUrl, appPassword: postgres.appPassword })
  const appUrl = appUrlFor(ownerUrl, postgres.appPassword)
  openDatabase(appUrl, 4)
  const judge = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  judge.on('error', () => {})

  const port = await freePort()
  let said = ''
  let server = await launch()

  async function launch() {
    const env = { FAULTS_APP_URL: appUrl, FAULTS_PORT: String(port), FAULTS_PLANTED: planted ?? '' }
    const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', ...env },
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => {
        said = (said + part).slice(-200_000)
      })
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)))
    })
    return child
  }

  return {
    port,
    said: () => said,
    ask: async <R extends object>(text: string, values: unknown[] = []) =>
      (await judge.query<R>(text, values)).rows,

    async killServer() {
      await killed(server)
      server = await launch()
    },

    async killPostgres() {
      await killPostmaster(judge)
      postgres = await startPostgres()
      await answering(judge)
      await answering(requirePool())
    },

    async stop() {
      await killed(server)
      await judge.end()
      await closeDatabase()
      await withClient(postgres.url('postgres'), (client) =>
        client.query(`drop database if exists ${name} with (force)`),
      )
      await postgres.stop()
    },
  }
}

function killed(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

/** At once and without a word to its children: what starts next has to cope with them. */
async function killPostmaster(judge: pg.Pool) {
  const { rows } = await judge.query<{ file: string }>(`select pg_read_file('postmaster.pid') as file`)
  const pid = Number(rows[0]?.file.split('\n')[0])
  process.kill(pid, 'SIGKILL')
  while (isAlive(pid)) await pause(5)
}

/** What a pool kept open to the dead one is used up. */
async function answering(pool: pg.Pool) {
  for (let tries = 0; ; tries++) {
    try {
      await Promise.all(Array.from({ length: 4 }, () => pool.query('select 1')))
      return
    } catch (error) {
      if (tries > 20) throw error
      await pause(50)
    }
  }
}

function freePort() {
  return new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
