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

export function resolveTheme(headers: Headers): Theme {
  const chosen = readCookie(headers.get('cookie'), themeCookie)
  return isTheme(chosen) ? chosen : 'auto'
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
