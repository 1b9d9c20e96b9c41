import { mkdirSync } from 'node:fs'
import fc from 'fast-check'
import { withLock } from '#app/core/start/folder-lock.ts'
import { knockOnce } from './at-doors.ts'
import { commandsOf, type Stage } from './commands.ts'
import { judge, type Tally } from './judge.ts'
import { type Machine, type Planted, startMachine } from './machine.ts'
import type { Fault } from './proxy.ts'
import { type FaultsLocal, foundFaultsUnion } from './union.ts'
import { colleagueCount, createWorld, offlineAtFounding, offlineAtRevoke, type World } from './world.ts'

export type Failure = { seed: number; path: string | null; error: string; commands: string }
export type Report = {
  seeds: number
  ms: number
  tally: Tally
  failures: Failure[]
  /** How many requests met which trouble. */
  troubles: Map<Fault, number>
}

export type Wanted = {
  folder: string
  seed: number
  seeds: number
  /** Every so many seeds one in which the app's server and PostgreSQL are killed too; 0: none. */
  killsEvery?: number
  /** So many runs at a time: most of a run is waiting. Those with kills are alone. */
  lanes?: number
  planted?: Planted
  /** How long a failing run is made shorter. */
  shrinkMs?: number
  /** No run begins after this long, but for the first of each lane: a busy machine does fewer. */
  mostMs?: number
  told?(seed: number, tally: Tally | Failure): void
  /** No run begins after a failure that was looked for. */
  isEnough?(failure: Failure): boolean
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
  lanes = 6,
  planted,
  shrinkMs = 0,
  mostMs = Infinity,
  told,
  isEnough = () => false,
}: Wanted) {
  const started = performance.now()
  const machine = await startMachine(folder, planted)
  const report: Report = { seeds: 0, ms: 0, tally: noTally(), failures: [], troubles: new Map() }
  const all = Array.from({ length: seeds }, (_, n) => seed + n)
  const withKills = all.filter((n) => killsEvery > 0 && n % killsEvery === 0)
  const without = all.filter((n) => !withKills.includes(n))

  async function work(local: FaultsLocal, queue: number[], withKills: boolean) {
    const isOver = () => performance.now() - started >= mostMs || report.failures.some(isEnough)
    for (let n = queue.shift(); n !== undefined; n = isOver() ? undefined : queue.shift()) {
      const outcome = await runSeed({ machine, local, seed: n, withKills, planted, shrinkMs, report })
      report.seeds++
      if ('error' in outcome) report.failures.push(outcome)
      else for (const key of Object.keys(outcome) as (keyof Tally)[]) report.tally[key] += outcome[key]
      told?.(n, outcome)
    }
  }

  try {
    const union = await foundFaultsUnion(machine)
    const locals: FaultsLocal[] = []
    for (let n = 0; n < Math.min(lanes, seeds); n++) locals.push(await union.foundLocal(colleagueCount))
    if (locals[0]) await work(locals[0], withKills, true)
    await Promise.all(locals.map((local) => work(local, without, false)))
  } finally {
    await machine.stop()
  }
  return { ...report, ms: performance.now() - started }
}

function noTally(): Tally {
  return { created: 0, applied: 0, outbox: 0, quarantine: 0, carried: 0, photos: 0, stored: 0, waiting: 0 }
}

type Run = {
  machine: Machine
  local: FaultsLocal
  seed: number
  withKills: boolean
  planted: Planted | undefined
  shrinkMs: number
  report: Pick<Report, 'troubles'>
}

async function runSeed({
  machine,
  local,
  seed,
  withKills,
  planted,
  shrinkMs,
  report,
}: Run): Promise<Tally | Failure> {
  let tally: Tally | undefined
  let commands = ''
  let shrinkUntil = Infinity
  const stage = (most: number) => commandsOf(withKills, most)
  const property = fc.asyncProperty(stage(24), stage(36), stage(20), async (before, apart, after) => {
    if (Date.now() > shrinkUntil) return
    const world = await createWorld(machine, local, planted)
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
      for (const { proxy } of world.devices)
        for (const [fault, count] of proxy.counts)
          report.troubles.set(fault, (report.troubles.get(fault) ?? 0) + count)
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
  const away = [offlineAtFounding, offlineAtRevoke]
  for (const n of away) {
    await knockOnce(world, n)
    world.devices[n]?.become({ fault: 'off', n: 1 })
  }
  for (const n of away) await knockOnce(world, n)
  await world.found()
  await world.revoke()
  for (const n of away) await knockOnce(world, n)
}
