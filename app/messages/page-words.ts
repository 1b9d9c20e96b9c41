import type { Locale } from '#app/core/locale.ts'
import { createI18n } from './i18n.tsx'

const parts = {
  en: {
    door: () => import('./en.po?door'),
    list: () => import('./en.po?list'),
    phone: () => import('./en.po?phone'),
    rest: () => import('./en.po?rest'),
  },
  es: {
    door: () => import('./es.po?door'),
    list: () => import('./es.po?list'),
    phone: () => import('./es.po?phone'),
    rest: () => import('./es.po?rest'),
  },
}

type Part = 'door' | 'list' | 'phone' | 'rest'

/** A phone at a door starts with the words of that screen; the pages beside it work without network too; every other page needs all. */
function partOf(pathname: string): Part {
  if (/^\/doors\/turf\/[^/]+\/?$/.test(pathname)) return 'door'
  if (/^\/doors\/?$/.test(pathname)) return 'list'
  return /^\/doors\/(?!needs-a-look)/.test(pathname) ? 'phone' : 'rest'
}

let load: ((part: Part) => Promise<void>) | undefined

/** Before the page wakes up. */
export async function firstWords(locale: Locale, pathname: string) {
  const first = partOf(pathname)
  const words = parts[locale]
  const [door, more] = await Promise.all([words.door(), first === 'door' ? undefined : words[first]()])
  const i18n = createI18n(locale, { ...door.messages, ...more?.messages })
  const has = new Set<Part>(['door', first])
  load = async (part) => {
    // The rest has the words of the phone's pages too.
    if (has.has(part) || has.has('rest')) return
    i18n.load(locale, (await words[part]()).messages)
    has.add(part)
  }
  return i18n
}

/** Before another page is shown. */
export async function wordsFor(pathname: string) {
  await load?.(partOf(pathname))
}

/** Both languages lie on a phone that said "ready". */
export async function doorWords(locale: Locale) {
  return createI18n(locale, (await parts[locale].door()).messages)
}
