import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdPage } from './hold-page.ts'

const page = new EventTarget()
beforeEach(() => {
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const asks = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }))

test('a reload asks first until the last row that waits is let go', () => {
  expect(asks()).toBe(false)
  const [one, two] = [holdPage(), holdPage()]
  expect(asks()).toBe(true)
  one()
  one()
  expect(asks()).toBe(true)
  two()
  expect(asks()).toBe(false)
})
