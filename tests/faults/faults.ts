import { mkdirSync } from 'node:fs'
import fc from 'fast-check'
import { withLock } from '#app/core/start/folder-lock.ts'
import { commandsOf, type Stage } from './commands.ts'
import { judge, type Tally } from './judge.ts'
import { type Machine, type Planted, startMachine } from './machine.ts'
import { type FaultsUnion, foundFaultsUnion } from './union.ts'
import { accountCount, createWorld, offlineAtFounding, offlineAtRevoke, type World } from './world.ts'

export type Failure = { seed: number; path: string | null; error: string; commands: string }
export type Report = { seeds: number; ms: number; tally: Tally; failures: Failure[] }

export type Wanted = {
  folder: string
  seed: number
  seeds: number
  /** Every so many seeds one in which the app's server and PostgreSQL are killed too; 0: none. */
  killsEvery?: number
  planted?: Planted
  /** How long a failing run is made shorter. */
  shrinkMs?: number
  /** No run begins after this long: a busy machine does fewer. */
  mostMs?: number
  told?(seed: number, tally: Tally | Failure): void
}

/** So many runs, each with a seed of its own, on one PostgreSQL and one server. */
export async function runFaults(wanted: Wanted): Promise<Report> {
  mkdirSync(wanted.folder, { recursive: true })
  // Two at once would kill each other's PostgreSQL.
  return withLock(`${wanted.folder}.lock`, () => run(wanted))
}

async function run({
  folder,
  seed,
  seeds,
  killsEvery = 4,
  planted,
  shrinkMs = 20_000,
  mostMs = Infinity,
  told,
}: Wanted) {
  const started = performance.now()
  const machine = await startMachine(folder, planted)
  const report: Report = {
    seeds: 0,
    ms: 0,
    tally: { created: 0, applied: 0, outbox: 0, quarantine: 0 },
    failures: [],
  }
  try {
    const union = await foundFaultsUnion(machine, accountCount)
    for (let n = seed; n < seed + seeds && performance.now() - started < mostMs; n++) {
      report.seeds++
      const withKills = killsEvery > 0 && n % killsEvery === 0
      const outcome = await runSeed({ machine, union, seed: n, withKills, planted, shrinkMs })
      if ('error' in outcome) report.failures.push(outcome)
      else for (const key of Object.keys(outcome) as (keyof Tally)[]) report.tally[key] += outcome[key]
      told?.(n, outcome)
    }
  } finally {
    await machine.stop()
  }
  return { ...report, ms: performance.now() - started }
}

type Run = {
  machine: Machine
  union: FaultsUnion
  seed: number
  withKills: boolean
  planted: Planted | undefined
  shrinkMs: number
}

async function runSeed({
  machine,
  union,
  seed,
  withKills,
  planted,
  shrinkMs,
}: Run): Promise<Tally | Failure> {
  let tally: Tally | undefined
  let commands = ''
  let shrinkUntil = Infinity
  const stage = (most: number) => commandsOf(withKills, most)
  const property = fc.asyncProperty(stage(24), stage(36), stage(20), async (before, apart, after) => {
    if (Date.now() > shrinkUntil) return
    const world = await createWorld(machine, union, planted)
    const during = (name: Stage, what: typeof before) =>
      fc.asyncModelRun(() => ({ model: { stage: name }, real: world }), what)
    try {
      await during('before', before)
      await partTwo(world)
      await during('apart', apart)
      await during('after', after)
      tally = await judge(world)
    } catch (error) {
      commands = [before, apart, after].map(String).join('\n— ')
      shrinkUntil = Math.min(shrinkUntil, Date.now() + shrinkMs)
      throw error
    } finally {
      await world.close()
    }
  })
  const details = await fc.check(property, {
    seed,
    numRuns: 1,
    // The first of many runs would be a small one; here it is the only one.
    unbiased: true,
  })
  if (!details.failed && tally) return tally
  const cause = details.errorInstance
  const error = cause instanceof Error ? cause.message : String(cause)
  return { seed, path: details.counterexamplePath, error, commands }
}

/** Two phones lose their network; meanwhile a committee takes its file over and a turf is taken back. */
async function partTwo(world: World) {
  for (const n of [offlineAtFounding, offlineAtRevoke]) world.devices[n]?.become({ fault: 'off', n: 1 })
  await world.found()
  await world.revoke()
}
