import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runFaults } from './faults.ts'

const folder = join(import.meta.dirname, '..', '..', '.data', 'faults-in-test')
const started = Math.floor(Date.now() / 1000) % 1_000_000

test(`phones, ledger, facts and numbers are what the model says, whatever the network and whoever is killed (seed ${started})`, {
  timeout: 110_000,
}, async () => {
  const { failures, tally } = await runFaults({
    folder,
    seed: started,
    seeds: 16,
    shrinkMs: 5_000,
    mostMs: 50_000,
  })
  expect(failures, `npm run faults -- --seeds 1 --seed ${failures[0]?.seed}`).toEqual([])
  expect(tally).toMatchObject({ outbox: 0, created: tally.applied + tally.quarantine })
  expect(tally.created).toBeGreaterThan(20)
})

test.for([
  ['ack_before_commit', /calls a \w+ safe|waits for a look, and the server keeps none|lost/],
  ['pop_before_send', /neither here nor there|lost/],
] as const)('a planted bug is found: %s', { timeout: 100_000 }, async ([planted, said]) => {
  const found = { planted: false }
  for (let seed = 1; seed < 40 && !found.planted; seed += 4) {
    const { failures } = await runFaults({ folder, seed, seeds: 4, killsEvery: 0, planted, shrinkMs: 0 })
    found.planted = failures.some(({ error }) => said.test(error))
  }
  expect(found.planted).toBe(true)
})
