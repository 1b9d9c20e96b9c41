import { expect, test } from 'vitest'
import { actAs, aUnion } from '#tests/factories.ts'
import { testDatabase } from '../setup/database.ts'
import { entries } from './entries/turf.ts'
import { downloadTwice } from './turf-sides.ts'

const budgets = Object.fromEntries(entries.map(({ name, budget }) => [name, budget]))

test('a turf of ten thousand doors comes in the requests and bytes the bench allows, and one change in a kilobyte', {
  timeout: 120_000,
}, async () => {
  const { id: bodyId, secretary } = await aUnion()
  const { whole, change, units } = await downloadTwice({
    bodyId,
    secretary,
    actAs,
    ...(await testDatabase()),
  })
  expect(units).toBe(10_000)
  expect(whole.requests).toBeLessThanOrEqual(budgets['turf.requests'] ?? 0)
  expect(whole.bytes / units).toBeLessThanOrEqual(budgets['turf.download'] ?? 0)
  expect(change.requests).toBe(1)
  expect(change.bytes).toBeLessThanOrEqual(budgets['turf.again'] ?? 0)
  // The one who was met, and nobody else.
  const named = (lease: typeof whole.lease) =>
    lease.turfs.flatMap(({ doors }) => doors.flatMap(({ people }) => people))
  expect(named(change.lease)).toHaveLength(named(whole.lease).length + 1)
})
