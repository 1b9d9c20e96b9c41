import type { LanguageCode } from '#app/canvass/lists.ts'
import { saveCard } from '#app/canvass/scripts/cards.server.ts'
import { readyCards } from '#app/canvass/scripts/ready-cards.ts'
import { as, type Cast } from './cast.ts'

/** Neighbors who speak it at home read the cards of the languages most spoken on the stairs. */
const readers: Partial<Record<LanguageCode, string>> = { es: 'Luz Ortega', yue: 'Mei Chan', cmn: 'Mei Chan' }

export async function reviewCards({ union }: Pick<Cast, 'union'>, at: Date) {
  await as(union.person, at, async (db) => {
    for (const { language, text } of readyCards) {
      const reviewedBy = readers[language]
      if (reviewedBy) await saveCard(db, union.bodyId, { language, text, reviewedBy })
    }
  })
}
