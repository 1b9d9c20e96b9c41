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
