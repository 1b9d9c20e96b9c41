import { expect, test } from 'vitest'
import { resolveLocale, resolveTheme } from './locale.ts'

const asked = (headers: Record<string, string>) => resolveLocale(new Headers(headers))

test('the chosen language wins over the browser', () => {
  expect(asked({ cookie: 'a=1; lintel-locale=es', 'accept-language': 'en' })).toBe('es')
})

test('a language that is not spoken here is passed over', () => {
  expect(asked({ cookie: 'lintel-locale=xx', 'accept-language': 'fr, es-MX;q=0.8, en;q=0.5' })).toBe('es')
  expect(asked({ 'accept-language': 'es;q=0, fr' })).toBe('en')
  expect(asked({})).toBe('en')
})

test('an unknown theme follows the device', () => {
  expect(resolveTheme(new Headers({ cookie: 'lintel-theme=pink' }))).toBe('auto')
  expect(resolveTheme(new Headers({ cookie: 'lintel-theme=dark' }))).toBe('dark')
})

test('one light for all pages: what was chosen, else the sun outdoors and the device at the desk', () => {
  const light = (path: string, cookie = '') => resolveTheme(new Headers({ cookie }), path)
  const outdoors = ['/doors', '/doors/turf/x', '/shift/join', '/shift/because']
  for (const path of outdoors) expect(light(path)).toBe('light')
  for (const path of ['/today', '/buildings/doors', '/doorsteps', '/shifts']) expect(light(path)).toBe('auto')
  for (const path of ['/doors', '/today'])
    for (const theme of ['auto', 'light', 'dark'] as const)
      expect(light(path, `lintel-theme=${theme}`)).toBe(theme)
})
