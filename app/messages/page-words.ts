import type { Locale } from '#app/core/locale.ts'
import { createI18n } from './i18n.tsx'

const parts = {
  en: { door: () => import('./en.po?door'), rest: () => import('./en.po?rest') },
  es: { door: () => import('./es.po?door'), rest: () => import('./es.po?rest') },
}

/** A phone at a door starts with the words of its own screens; every other page needs them all. */
const isDoorScreen = (pathname: string) => /^\/doors(?:\/turf\/[^/]+)?\/?$/.test(pathname)

let loadRest: (() => Promise<void>) | undefined

/** Before the page wakes up. */
export async function firstWords(locale: Locale, pathname: string) {
  const { door, rest } = parts[locale]
  const loading = isDoorScreen(pathname) ? undefined : rest()
  const i18n = createI18n(locale, { ...(await door()).messages, ...(await loading)?.messages })
  if (!loading) loadRest = async () => i18n.load(locale, (await rest()).messages)
  return i18n
}

/** Before another page is shown. */
export async function wordsFor(pathname: string) {
  if (!loadRest || isDoorScreen(pathname)) return
  await loadRest()
  loadRest = undefined
}

/** Both languages lie on a phone that said "ready". */
export async function doorWords(locale: Locale) {
  return createI18n(locale, (await parts[locale].door()).messages)
}
