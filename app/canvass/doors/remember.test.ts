import { afterEach, expect, test, vi } from 'vitest'
import { recall, remember } from './remember.ts'

afterEach(() => vi.unstubAllGlobals())

test('on a phone without room, or whose browser keeps nothing, the door goes on without what it would remember', () => {
  const full = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  vi.stubGlobal('localStorage', { setItem: full, getItem: full })
  remember('lintel-door-light', 'dark')
  expect(recall('lintel-door-light')).toBeNull()
})
