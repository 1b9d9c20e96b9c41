import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDrafts } from './drafts.ts'
import { NotSaved, type PhoneStatus } from './phone-types.ts'
import { createSaying } from './saying.ts'
import type { Store } from './store.ts'
import type { Vault } from './vault.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A store that answers each write when it likes. */
function aSlowStore(write: () => Promise<void>) {
  const vault = { state: () => 'open', hide: async (record: object) => record } as unknown as Vault
  const drafts = createDrafts({ write } as unknown as Store, vault, () => undefined)
  const said = createSaying()
  const told: PhoneStatus['notSaved'][] = []
  said.subscribe(({ notSaved }) => told.push(notSaved))
  const save = () => said.noting(() => drafts.save('account', 'unit', { note: 'x' }))
  return { said, told, save }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

test('a write that never ends is said not to be saved within a second, and no later write hides it', async () => {
  const { said, told, save } = aSlowStore(() => new Promise(() => {}))
  void save()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual(['slow'])
  await said.noting(async () => {})
  await vi.advanceTimersByTimeAsync(60_000)
  expect(said.status().notSaved).toBe('slow')
})

test('a write that ends after two seconds is said to be slow, then told to be saved', async () => {
  const { told, save } = aSlowStore(() => wait(2000))
  const saved = save()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual(['slow'])
  await vi.advanceTimersByTimeAsync(1000)
  await saved
  expect(told).toEqual(['slow', null])
})

test('a write that fails late is said to have failed; the next that ends takes it back', async () => {
  const { said, told, save } = aSlowStore(async () => {
    await wait(2000)
    throw new NotSaved('full')
  })
  const saved = save().catch(({ reason }) => reason)
  await vi.advanceTimersByTimeAsync(2000)
  expect(await saved).toBe('full')
  await said.noting(async () => {})
  expect(told).toEqual(['slow', 'full', null])
})

test('what is quick says nothing', async () => {
  const { told, save } = aSlowStore(() => wait(100))
  const saved = save()
  await vi.advanceTimersByTimeAsync(5000)
  await saved
  expect(told).toEqual([])
})
