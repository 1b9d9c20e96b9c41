import { afterEach, expect, test, vi } from 'vitest'
import { askForPractice, asksForPractice, endPractice } from '../joining/practice-flag.ts'
import { forget, recall, remember } from './remember.ts'

afterEach(() => vi.unstubAllGlobals())

test('on a phone without room, or whose browser keeps nothing, the door goes on without what it would remember', () => {
  const full = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  vi.stubGlobal('localStorage', { setItem: full, getItem: full, removeItem: full })
  remember('lintel-told', 'hold')
  forget('lintel-told')
  expect(recall('lintel-told')).toBeNull()
})

test('the practice that is over is offered no more, also on a phone that filled up since', () => {
  const kept = new Map<string, string>()
  const here = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  vi.stubGlobal('localStorage', here)
  askForPractice()
  expect(asksForPractice()).toBe(true)
  here.setItem = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  endPractice()
  expect(asksForPractice()).toBe(false)
})
