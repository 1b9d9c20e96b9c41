import { locales } from '#app/core/locale.ts'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n } from '#app/messages/i18n.tsx'
import { usualThoughts } from '../doors/script-path.ts'
import { scriptKey } from '../doors/talk-words.ts'
import type { ScriptStep } from '../lease/turf.schema.ts'

const words = locales.map((locale) => createI18n(locale, catalogues[locale]))

/** What phones say without a script of the union: where a new one begins. */
export const usualSteps = (): ScriptStep[] =>
  usualThoughts.map((id) => ({
    id,
    says: words.map((i18n) => ({ language: i18n.locale, text: i18n._(scriptKey(id)) })),
    answers: [],
  }))
