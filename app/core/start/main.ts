import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { StartError } from './start-error.ts'
import { isStopping } from './stop.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const [command = 'start', ...rest] = process.argv.slice(2)

function readUnion() {
  try {
    const { values } = parseArgs({ args: rest, options: { union: { type: 'string' } } })
    if (values.union === undefined || values.union.trim()) return values.union?.trim()
  } catch {
    // Told below, in our own words.
  }
  throw new StartError(
    `npm ${command === 'start' ? 'start' : `run ${command}`} takes one option, for example -- --union riverside`,
  )
}

const commands: Record<string, () => Promise<unknown>> = {
  start: async () => (await import('./start.ts')).start(root, readUnion()),
  dev: async () => (await import('./dev.ts')).dev(root, readUnion()),
  test: async () => (await import('#tests/run.ts')).runTests(root),
  bench: async () => {
    // Before anything loads React, which chooses its half by it.
    process.env.NODE_ENV = 'production'
    return (await import('#tests/bench/run.ts')).runBench(root, rest)
  },
  faults: async () => (await import('#tests/faults/run.ts')).runFaultsCommand(root, rest),
  import: async () => runScript('app/buildings/imports/import-cli.ts'),
}

/** Another part's own command line: it reads its arguments itself. */
async function runScript(path: string) {
  if (!existsSync(join(root, path))) throw new StartError(`${path} is missing from this copy of Lintel`)
  process.argv = [process.argv[0] ?? 'node', join(root, path), ...rest]
  await import(join(root, path))
}

try {
  const run = commands[command]
  if (!run)
    throw new StartError(`There is no command ${command}. There are: ${Object.keys(commands).join(', ')}`)
  await run()
} catch (error) {
  // Ended while it was starting: the one who ended it knows, and what is being stopped is waited for.
  if (isStopping()) await new Promise(() => {})
  // By name: the built server carries its own copy of the class.
  console.error(error instanceof Error && error.name === 'StartError' ? error.message : error)
  process.exit(1)
}
