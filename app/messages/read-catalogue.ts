import { readFileSync } from 'node:fs'
import type { Locale } from '#app/core/locale.ts'

export type CatalogueEntry = { key: string; words: string }

/** The catalogue as it is written, for tests and for tools that run outside the build. */
export function readCatalogue(locale: Locale): CatalogueEntry[] {
  const entries: CatalogueEntry[] = []
  let field: 'key' | 'words' = 'key'

  for (const line of readFileSync(new URL(`./${locale}.po`, import.meta.url), 'utf8').split(/\r?\n/)) {
    const [, keyword, text] = line.match(/^(msgid|msgstr)?\s*"(.*)"$/) ?? []
    if (text === undefined) continue
    if (keyword === 'msgid') entries.push({ key: '', words: '' })
    if (keyword) field = keyword === 'msgid' ? 'key' : 'words'
    const entry = entries.at(-1)
    if (entry) entry[field] += unescaped(text)
  }
  return entries.filter(({ key }) => key !== '')
}

function unescaped(text: string) {
  return text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))
}
