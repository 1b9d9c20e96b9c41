import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { isLocale } from '#app/core/locale.ts'
import { readCatalogue } from '#app/messages/read-catalogue.ts'

/** The same words as on the page, in the operator's language. */
export function wordsFor(lang = '') {
  const wanted = lang.slice(0, 2).toLowerCase()
  const locale = isLocale(wanted) ? wanted : 'en'
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  const messages = Object.fromEntries(readCatalogue(locale).map(({ key, words }) => [key, words]))
  i18n.loadAndActivate({ locale, messages })
  return i18n
}
