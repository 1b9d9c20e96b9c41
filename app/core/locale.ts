import { readCookie } from './cookie.ts'

export const locales = ['en', 'es'] as const
export type Locale = (typeof locales)[number]

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const localeCookie = 'lintel-locale'
export const themeCookie = 'lintel-theme'

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

export function isTheme(value: unknown): value is Theme {
  return themes.some((theme) => theme === value)
}

/** What the person chose, else what their browser asks for, else English. */
export function resolveLocale(headers: Headers): Locale {
  const chosen = readCookie(headers.get('cookie'), localeCookie)
  return isLocale(chosen) ? chosen : (wantedLocales(headers.get('accept-language')).find(isLocale) ?? 'en')
}

/** What was chosen, on whatever page; else as the device has it, but in the sun where one stands in it. */
export function resolveTheme(headers: Headers, path = '/'): Theme {
  const chosen = readCookie(headers.get('cookie'), themeCookie)
  return isTheme(chosen) ? chosen : isOutdoors(path) ? 'light' : 'auto'
}

/** The doors, and where one comes into a shift or goes from it. */
export function isOutdoors(path: string) {
  return /^\/(?:doors|shift)\b/.test(path)
}

function wantedLocales(header: string | null) {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';')
      const weight = options.find((option) => option.trim().startsWith('q='))
      return { language: tag.split('-')[0], weight: weight ? Number(weight.trim().slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language)
}
