import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import {
  findBinaries,
  findDataFolder,
  findRunner,
  ownFolder,
  plainEnvironment,
  type Runner,
  run,
  runAs,
} from './embedded-binaries.ts'
import { isAlive, pause, withLock } from './folder-lock.ts'
import { StartError } from './start-error.ts'

const owner = 'lintel_root'

export type EmbeddedPostgres = {
  /** The connection address of a database of this server, for its owner. */
  url(database: string): string
  /** The app's role signs in with it; made from the owner's secret, so it is kept nowhere else. */
  appPassword: string
  wasRunning: boolean
  stop(): Promise<void>
}

type Settings = { root: string; folder: string; settings?: Record<string, string> }

/** Starts PostgreSQL in a folder, or takes over the one that a killed process left running there. */
export async function startEmbeddedPostgres({
  root,
  folder: wanted,
  settings = {},
}: Settings): Promise<EmbeddedPostgres> {
  const runner = findRunner()
  const folder = findDataFolder(wanted, runner)
  const bin = findBinaries(root, runner)
  ownFolder(folder, runner)
  return withLock(join(folder, 'lock'), async () => {
    const data = join(folder, 'data')
    if (!existsSync(join(data, 'PG_VERSION')) || !existsSync(join(folder, 'secret')))
      initialise(bin, folder, runner)
    const secret = readFileSync(join(folder, 'secret'), 'utf8').trim()
    const urlAt = (port: number) => (database: string) =>
      `postgresql://${owner}:${secret}@127.0.0.1:${port}/${database}`

    const left = findLeftServer(data)
    if (left && (await answers(urlAt(left.port)('postgres'))))
      return share(folder, secret, urlAt(left.port), left.pid, true)
    if (left) await stopByPid(left.pid)
    rmSync(join(data, 'postmaster.pid'), { force: true })

    const port = await rememberPort(folder)
    const until = Date.now() + 10_000
    for (;;) {
      const child = launch({ bin, data, folder, port, runner, settings })
      try {
        await untilReady(child, urlAt(port)('postgres'), folder)
        return share(folder, secret, urlAt(port), child.pid as number, false)
      } catch (error) {
        if (!isStillHeld(folder) || Date.now() > until) throw error
        await pause(100)
      }
    }
  })
}

function initialise(bin: string, folder: string, runner: Runner) {
  rmSync(join(folder, 'data'), { recursive: true, force: true })
  const secret = join(folder, 'secret')
  writeFileSync(secret, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  chmodSync(secret, 0o600)
  if (runner) chownSync(secret, runner.uid, runner.gid)
  try {
    run(
      join(bin, 'initdb'),
      [
        '-D',
        join(folder, 'data'),
        '-U',
        owner,
        '-A',
        'scram-sha-256',
        `--pwfile=${secret}`,
        '-E',
        'UTF8',
        '--locale=C',
      ],
      runner,
      folder,
    )
  } catch (error) {
    rmSync(join(folder, 'data'), { recursive: true, force: true })
    throw error
  }
}

/** Two processes may serve two unions from one server: the last to leave stops it. */
function share(
  folder: string,
  secret: string,
  url: (database: string) => string,
  server: number,
  wasRunning: boolean,
): EmbeddedPostgres {
  const users = join(folder, 'users')
  mkdirSync(users, { recursive: true })
  writeFileSync(join(users, String(process.pid)), '')
  let isHere = true
  const leave = async () => {
    if (!isHere) return
    isHere = false
    rmSync(join(users, String(process.pid)), { force: true })
    const others = readdirSync(users).filter((pid) => isAlive(Number(pid)))
    if (others.length === 0) await stopByPid(server)
  }
  const appPassword = createHmac('sha256', secret).update('lintel_app').digest('base64url')
  return { url, appPassword, wasRunning, stop: () => withLock(join(folder, 'lock'), leave) }
}

/** First lines of postmaster.pid: process id, data folder, start time, port. */
function findLeftServer(data: string) {
  const path = join(data, 'postmaster.pid')
  if (!existsSync(path)) return null
  const [pid, , , port] = readFileSync(path, 'utf8').split('\n').map(Number)
  return pid && port && isPostgres(pid, data) ? { pid, port } : null
}

/** A process id is used again after a restart of the machine; do not stop a stranger. */
function isPostgres(pid: number, data: string) {
  if (!isAlive(pid)) return false
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)
  } catch {
    return process.platform !== 'linux'
  }
}

async function stopByPid(pid: number) {
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGKILL', 2_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < patience; waited += 20) {
      if (!isAlive(pid)) return
      await pause(20)
    }
  }
}

async function rememberPort(folder: string) {
  const path = join(folder, 'port')
  const known = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  const port = known > 0 && (await isFree(known)) ? known : await freePort()
  if (port !== known) writeFileSync(path, `${port}\n`)
  return port
}

function listen(port: number) {
  return new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}

const freePort = () => listen(0)
const isFree = (port: number) =>
  listen(port).then(
    () => true,
    () => false,
  )

type Launch = {
  bin: string
  data: string
  folder: string
  port: number
  runner: Runner
  settings: Record<string, string>
}

function launch({ bin, data, folder, port, runner, settings }: Launch) {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A statement can carry what a tenant said; the log keeps errors without their values.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
    ...settings,
  }
  const log = openSync(join(folder, 'postgres.log'), 'a', 0o600)
  const child = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // A session of its own: Ctrl-C must reach the server after the app has closed its connections, not before.
    { ...runAs(runner), cwd: folder, detached: true, stdio: ['ignore', log, log], env: plainEnvironment() },
  )
  child.unref()
  return child
}

async function untilReady(child: ChildProcess, url: string, folder: string) {
  let ended: string | null = null
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code) => {
    ended = `it ended with code ${code}`
  })
  const until = Date.now() + 60_000
  while (Date.now() < until && ended === null) {
    if (await answers(url)) return
    await pause(25)
  }
  const log = readFileSync(join(folder, 'postgres.log'), 'utf8').trim().split('\n').at(-1) ?? ''
  if (child.pid && ended === null) await stopByPid(child.pid)
  throw new StartError(`The embedded PostgreSQL did not start: ${ended ?? 'no answer in a minute'}. ${log}`)
}

/** The children of one that was killed outright end a moment after it; until then nobody else may use its files. */
function isStillHeld(folder: string) {
  const last = readFileSync(join(folder, 'postgres.log'), 'utf8').trim().split('\n').slice(-12)
  return last.some((line) => /shared memory block .* is still in use/.test(line))
}

async function answers(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
