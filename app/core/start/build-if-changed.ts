import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withLock } from './folder-lock.ts'
import { step } from './progress.ts'
import { StartError } from './start-error.ts'

type Made = {
  root: string
  name: string
  sources: string[]
  result: string
  command: string[]
  env?: Record<string, string>
}

/** The client that Prisma writes from prisma/schema. */
export function generateIfChanged(root: string) {
  return makeIfChanged({
    root,
    name: 'Writing the database client',
    sources: ['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json'],
    result: 'app/core/.server/prisma/client.ts',
    command: ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
    // Generating needs no engine, but looks for one and would download it; any file that exists will do.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  })
}

export async function buildIfChanged(root: string) {
  await makeIfChanged({
    root,
    name: 'Building',
    sources: [
      'app',
      'public',
      'vite.config.ts',
      'react-router.config.ts',
      'lingui.config.ts',
      'package-lock.json',
    ],
    result: 'build/server/index.js',
    command: ['node_modules/@react-router/dev/dist/cli/index.js', 'build'],
    env: { NODE_ENV: 'production' },
  })
}

async function makeIfChanged({ root, name, sources, result, command, env }: Made) {
  const folder = join(root, 'node_modules', '.lintel')
  mkdirSync(folder, { recursive: true })
  const stamp = join(folder, `${result.replaceAll(/\W+/g, '-')}.stamp`)
  await withLock(`${stamp}.lock`, async () => {
    const wanted = fingerprint(root, sources)
    if (existsSync(join(root, result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
    await step(name, () => runNode(root, command, env))
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, wanted)
  })
}

function fingerprint(root: string, sources: string[]) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => listFiles(join(root, source)))) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return []
  if (/\.(?:ts|json)$/.test(path)) return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) => !file.includes('.server/prisma'.replace('/', process.platform === 'win32' ? '\\' : '/')),
    )
    .sort()
}

function runNode(root: string, command: string[], env: Record<string, string> = {}) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const keep = (part: Buffer) => {
      said += part
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new StartError(`${said.trim()}\n\n${command.join(' ')} failed`)),
    )
  })
}
