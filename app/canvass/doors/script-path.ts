import type { Said, TurfScript } from '../lease/turf.schema.ts'

/** Said where the union has no script of its own; the words are in the catalogue. */
export const usualThoughts = ['hello', 'problems', 'together', 'meeting', 'ask'] as const

/** The words in this language, else in the reader's, else whatever there is. */
export function saidIn(says: readonly Said[], languages: readonly string[]) {
  for (const language of languages) {
    const found = says.find((said) => said.language === language)
    if (found) return found
  }
  return says[0] ?? { language: languages[0] ?? 'en', text: '' }
}

/** Where a thought leads: to the one its answer names, else to the next in the list. Undefined at the end. */
export function thoughtAfter({ steps }: Pick<TurfScript, 'steps'>, at: string, to = '') {
  const here = steps.findIndex(({ id }) => id === at)
  return steps.find(({ id }) => id === to) ?? steps[here + 1]
}

/** Every language it can be said in from the first thought to the last. */
export function languagesOf({ steps }: Pick<TurfScript, 'steps'>) {
  const all = new Set(steps.flatMap(({ says }) => says.map(({ language }) => language)))
  return [...all].filter((language) =>
    steps.every(({ says }) => says.some((said) => said.language === language)),
  )
}
