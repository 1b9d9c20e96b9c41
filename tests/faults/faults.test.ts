import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { type Failure, runFaults } from './faults.ts'

vi.mock('#app/canvass/offline/stretch-pin.ts', () => import('./cheap-pin.ts'))

const folder = join(import.meta.dirname, '..', '..', '.data', 'faults-in-test')
/** Of all three under two minutes: so long runs begin, and then come those that are under way. */
const mostMs = { honest: 45_000, planted: 20_000 }
const started = Math.floor(Date.now() / 1000) % 1_000_000

test(`phones, ledger, facts and numbers are what the model says, whatever the network and whoever is killed (seed ${started})`, {
  timeout: 240_000,
}, async () => {
  const { failures, tally } = await runFaults({
    folder,
    seed: started,
    seeds: 16,
    shrinkMs: 5_000,
    mostMs: mostMs.honest,
  })
  expect(failures, `npm run faults -- --seeds 1 --seed ${failures[0]?.seed}`).toEqual([])
  expect(tally).toMatchObject({ outbox: 0, created: tally.applied + tally.quarantine })
  expect(tally.photos).toBe(tally.stored + tally.waiting)
  expect(tally.created).toBeGreaterThan(20)
})

// From runs of which most meet it: each one before would be so many seconds for nothing.
test.for([
  ['ack_before_commit', 12, /calls an act safe|waits for a look, and the server keeps none|lost/],
  ['pop_before_send', 1, /neither here nor there|lost/],
] as const)('a planted bug is found: %s', { timeout: 240_000 }, async ([planted, seed, said]) => {
  const isEnough = ({ error }: Failure) => said.test(error)
  const bounds = { mostMs: mostMs.planted, shrinkMs: 0 }
  const report = await runFaults({ folder, seed, seeds: 40, killsEvery: 0, planted, isEnough, ...bounds })
  expect(report.failures.some(isEnough)).toBe(true)
})
