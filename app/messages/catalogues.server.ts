import type { Messages } from '@lingui/core'
import type { Locale } from '#app/core/locale.ts'
import { messages as en } from './en.po'
import { messages as es } from './es.po'

/** The server speaks every language; a browser loads only its own (entry.client.tsx). */
export const catalogues: Record<Locale, Messages> = { en, es }
