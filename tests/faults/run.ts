import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { StartError } from '#app/core/start/start-error.ts'

/** npm run faults -- --seeds 500 --seed 1: prints what failed and how to see it again. */
export async function runFaultsCommand(root: string, rest: string[]) {
  const { seeds, seed } = read(rest)
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const isStretching = found.url.endsWith('/offline/stretch-pin.ts')
      return isStretching ? { ...found, url: new URL('cheap-pin.ts', import.meta.url).href } : found
    },
  })
  const { runFaults } = await import('./faults.ts')
  console.log(`${seeds} runs from seed ${seed}: 4 phones, 2 houses, every network there is`)
  let done = 0
  const report = await runFaults({
    folder: join(root, '.data', 'faults'),
    seed,
    seeds,
    told: (n, outcome) => {
      done++
      if ('error' in outcome) {
        console.log(`\nFAILED  seed ${n}, path ${outcome.path}\n${outcome.error}\n— ${outcome.commands}`)
        console.log(`Again:  npm run faults -- --seed ${n} --seeds 1`)
      } else if (done % 25 === 0) console.log(`${done} runs`)
    },
  })
  const { created, applied, outbox, quarantine, carried, photos, stored, waiting } = report.tally
  const minutes = report.ms / 60_000
  console.log(
    `\nRequests met: ${[...report.troubles].map(([fault, count]) => `${fault} ${count}`).join(', ')}\n` +
      `${created} acts made = ${applied} applied + ${outbox} in an outbox + ${quarantine} waiting for a look; ${carried} came in a file\n` +
      `${photos} photos taken = ${stored} stored + ${waiting} on a phone, of talks that were not taken\n` +
      `${report.failures.length} of ${seeds} runs failed; ${Math.round(seeds / minutes)} runs a minute`,
  )
  process.exit(report.failures.length === 0 ? 0 : 1)
}

function read(rest: string[]) {
  const { values } = parseArgs({
    args: rest,
    options: { seeds: { type: 'string', default: '40' }, seed: { type: 'string' } },
  })
  const seeds = Number(values.seeds)
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  if (!Number.isInteger(seeds) || seeds < 1 || !Number.isInteger(seed))
    throw new StartError('npm run faults takes two numbers, for example -- --seeds 500 --seed 1')
  return { seeds, seed }
}
