import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfChanged, generateIfChanged } from '#app/core/start/build-if-changed.ts'
import { entries as doorEntries } from './bench/entries/door.ts'
import { type Entry, judge } from './bench/harness.ts'
import { getBrowser } from './setup/browser.ts'

type Counts = { passed: number; failed: number; skipped: number }

const none: Counts = { passed: 0, failed: 0, skipped: 0 }
const bin = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
  reactRouter: 'node_modules/@react-router/dev/dist/cli/index.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
}

/** npm test: every check there is, all of them even when one fails, and one line at the end. */
export async function runTests(root: string) {
  const reports = join(root, 'test-results', 'reports')
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  await generateIfChanged(root)

  const results: Counts[] = []
  const check = async (name: string, fn: () => Promise<Counts>) => {
    const started = performance.now()
    console.log(`\n── ${name}`)
    const counts = await fn().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      return { ...none, failed: 1 }
    })
    console.log(
      `── ${name}: ${counts.failed ? 'failed' : 'passed'}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
    )
    results.push(counts)
    return counts.failed === 0
  }
  const one = async (...steps: string[][]) => {
    for (const step of steps) if ((await runNode(root, step)) !== 0) return { ...none, failed: 1 }
    return { ...none, passed: 1 }
  }

  await check('Format and lint', () => one([bin.biome, 'ci', '--max-diagnostics=60']))
  await check('Types', () => one([bin.reactRouter, 'typegen'], [bin.tsc]))
  await check('Nothing unused', () => one([bin.knip, '--no-config-hints']))
  await check('Unit and integration tests', async () => {
    const report = join(reports, 'vitest.json')
    const code = await runNode(root, [
      bin.vitest,
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ])
    return read(report, code, (found) => ({
      passed: found.numPassedTests,
      // A file that does not load has no test that could fail.
      failed: Math.max(found.numFailedTests, found.numFailedTestSuites > 0 ? 1 : 0),
      skipped: found.numPendingTests + found.numTodoTests,
    }))
  })
  const built = await check('Production build', async () => {
    await buildIfChanged(root)
    return { ...none, passed: 1 }
  })
  if (built) {
    await check('Bytes of the door', () => countEntries(doorEntries))
    await check('End-to-end tests in Chromium', async () => {
      await getBrowser()
      const report = join(reports, 'playwright.json')
      const code = await runNode(
        root,
        [bin.playwright, 'test', '--config=tests/e2e/playwright.config.ts', '--reporter=list,json'],
        { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      )
      return read(report, code, ({ stats }) => ({
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected,
        skipped: stats.skipped,
      }))
    })
  }

  const total = results.reduce((sum, { passed, failed, skipped }) => ({
    passed: sum.passed + passed,
    failed: sum.failed + failed,
    skipped: sum.skipped + skipped,
  }))
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exit(total.failed === 0 ? 0 : 1)
}

/** Counts and bytes are the same on every machine; ratios are the bench's alone. */
async function countEntries(entries: Entry[]) {
  const counts = { ...none }
  for (const entry of entries) {
    const { name, figure, unit, budget, ok } = judge(entry, await entry.run())
    console.log(`${ok ? 'ok  ' : 'OVER'}  ${name}  ${figure} ${unit}, goal ≤ ${budget}`)
    if (ok) counts.passed++
    else counts.failed++
  }
  return counts
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  numPendingTests: number
  numTodoTests: number
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

/** A run that ended badly without a failed test still failed. */
function read(path: string, code: number, count: (report: Report) => Counts): Counts {
  if (!existsSync(path)) return { ...none, failed: 1 }
  const counts = count(JSON.parse(readFileSync(path, 'utf8')) as Report)
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function runNode(root: string, args: string[], env: Record<string, string> = {}) {
  return new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
