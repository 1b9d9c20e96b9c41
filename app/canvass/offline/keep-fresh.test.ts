import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aLease, aPhone, aServer } from './a-phone.ts'
import { keepFresh } from './keep-fresh.ts'
import type { PhoneStatus } from './phone-types.ts'

const minute = 60_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }))
afterEach(() => void vi.useRealTimers())

function aPage() {
  const listeners = new Set<() => void>()
  const page = {
    visible: true,
    isInSight: () => page.visible,
    now: () => Date.now(),
    cameIntoSight(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lookAway() {
      page.visible = false
    },
    look() {
      page.visible = true
      for (const listener of listeners) listener()
    },
    listeners,
  }
  return page
}

function aFresh(lock: 'none' | 'open' = 'open', ended = false) {
  const download = vi.fn(async () => [])
  const page = aPage()
  const status = () => ({ ended }) as PhoneStatus
  return { download, page, stop: keepFresh({ download, lockState: () => lock, status }, page) }
}

test('the doors are asked for every few minutes while somebody looks, and when they look again', () => {
  const { download, page, stop } = aFresh()
  vi.advanceTimersByTime(9 * minute)
  expect(download).toHaveBeenCalledTimes(2)
  page.lookAway()
  vi.advanceTimersByTime(30 * minute)
  expect(download).toHaveBeenCalledTimes(2)
  page.look()
  page.look()
  expect(download).toHaveBeenCalledTimes(3)
  stop()
  vi.advanceTimersByTime(30 * minute)
  expect(download).toHaveBeenCalledTimes(3)
  expect(page.listeners.size).toBe(0)
})

test('a phone without a PIN, or whose session is over, asks for nothing', () => {
  const bare = aFresh('none')
  const ended = aFresh('open', true)
  vi.advanceTimersByTime(30 * minute)
  expect(bare.download).not.toHaveBeenCalled()
  expect(ended.download).not.toHaveBeenCalled()
})

test('what was given out or taken back meanwhile comes without a tap', async () => {
  vi.useRealTimers()
  const server = aServer(aLease())
  const phone = await aPhone(server)
  await phone.download()
  const page = aPage()
  let now = 0
  const stop = keepFresh({ ...phone, lockState: () => 'open' }, { ...page, now: () => now })
  const [door] = server.lease.turfs[0]?.doors ?? []
  if (door) Object.assign(door, { people: [{ personId: crypto.randomUUID(), name: 'Ana', languages: [] }] })
  now += minute
  page.look()
  await expect.poll(async () => (await phone.turfs())[0]?.doors[0]?.people[0]?.name).toBe('Ana')
  server.lease.turfs = []
  now += minute
  page.look()
  await expect.poll(() => phone.turfs()).toEqual([])
  stop()
})
