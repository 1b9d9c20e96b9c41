import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '#app/core/start/start-error.ts'
import { type Entry, judge, type Line } from './harness.ts'

/** npm run bench [name…]: a name, or the first part of several ('knock'). */
export async function runBench(root: string, wanted: string[]) {
  const entries = await listEntries()
  const chosen =
    wanted.length === 0 ? entries : entries.filter(({ name }) => wanted.some((part) => isPart(part, name)))
  if (chosen.length === 0) {
    throw new StartError(
      `No measurement is called ${wanted.join(', ')}. There are: ${entries.map(({ name }) => name).join(', ')}`,
    )
  }
  const lines: Line[] = []
  const width = Math.max(...chosen.map(({ name }) => name.length))
  for (const entry of chosen) {
    const outcome = await entry.run()
    const line = judge(entry, outcome)
    lines.push(line)
    const range =
      outcome.low === undefined ? '' : ` (${outcome.low.toFixed(2)} to ${outcome.high?.toFixed(2)})`
    const goal = `${entry.unit === 'ratio' ? '≥' : '≤'} ${entry.budget}`
    console.log(
      `${line.ok ? 'ok  ' : 'OVER'}  ${entry.name.padEnd(width)}  ${line.figure} ${entry.unit}${range}, goal ${goal}${outcome.note ? `, ${outcome.note}` : ''}`,
    )
  }
  writeFileSync(join(root, 'bench.json'), `${JSON.stringify(lines, null, 2)}\n`)
  process.exit(lines.every(({ ok }) => ok) ? 0 : 1)
}

function isPart(part: string, name: string) {
  return name === part || name.startsWith(`${part}.`)
}

/** Each file of tests/bench/entries exports the measurements of one subject. */
async function listEntries(): Promise<Entry[]> {
  const folder = join(import.meta.dirname, 'entries')
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const found = await Promise.all(
    files.sort().map(async (file) => ((await import(join(folder, file))) as { entries: Entry[] }).entries),
  )
  return found.flat()
}
