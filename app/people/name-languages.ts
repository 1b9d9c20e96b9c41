import { namesOfLanguages } from '#app/core/language-name.ts'

export type LanguageNames = Record<string, string>

/**
 * The names of languages, by code. Made on the server and sent along: browsers know other names, and some fewer, and a page must
 * say the same in both.
 */
export function nameLanguages(locale: string, codes: readonly string[]): LanguageNames {
  const nameOf = namesOfLanguages(locale)
  return Object.fromEntries(codes.map((code) => [code, nameOf(code)]))
}
