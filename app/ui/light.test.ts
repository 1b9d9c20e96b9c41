import { afterEach, expect, test, vi } from 'vitest'
import { chooseLight, isDarkNow, showLight } from './light.ts'

afterEach(() => void vi.unstubAllGlobals())

function aPage({ cookie = '', drawn = '', deviceIsDark = false }) {
  const dataset: { theme?: string } = drawn ? { theme: drawn } : {}
  const page = { cookie, documentElement: { dataset } }
  vi.stubGlobal('document', page)
  vi.stubGlobal('matchMedia', () => ({ matches: deviceIsDark }))
  return page
}

test('a page kept on the phone is shown in the light chosen since; without a choice it is the sun at the door, and the device at the desk', () => {
  const shown = (path: string, cookie: string, drawn = '') => {
    const page = aPage({ cookie, drawn })
    showLight(path)
    return page.documentElement.dataset.theme ?? 'auto'
  }
  expect(shown('/doors', 'a=1; lintel-theme=dark; b=2', 'light')).toBe('dark')
  expect(shown('/doors', '', 'dark')).toBe('light')
  expect(shown('/doors', 'lintel-theme=auto', 'light')).toBe('auto')
  // From the door to the desk.
  expect(shown('/today', '', 'light')).toBe('auto')
  expect(shown('/today', 'lintel-theme=dark', 'dark')).toBe('dark')
  expect(shown('/shift/because', 'other-lintel-theme=dark')).toBe('light')
})

test('what is chosen at a door is chosen for the other pages, and one switches from what is seen', () => {
  const page = aPage({ deviceIsDark: true })
  expect(isDarkNow()).toBe(true)
  chooseLight('light')
  expect(isDarkNow()).toBe(false)
  expect(page.cookie).toContain('lintel-theme=light; Path=/')
})
