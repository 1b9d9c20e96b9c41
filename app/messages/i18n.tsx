import { type I18n, type Messages, setupI18n } from '@lingui/core'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Locale } from '#app/core/locale.ts'
import { createFormat } from './format.ts'

const I18nContext = createContext<I18n | null>(null)
const TimeZoneContext = createContext('UTC')

/** One instance a request: two people in two languages share the server at the same moment. */
export function createI18n(locale: Locale, messages: Messages) {
  const i18n = setupI18n()
  i18n.loadAndActivate({ locale, messages })
  return i18n
}

export function MessagesProvider({ i18n, children }: { i18n: I18n; children: ReactNode }) {
  return <I18nContext value={i18n}>{children}</I18nContext>
}

/** Times below this point are told as the union's clock shows them, wherever the reader is. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>
}

export function useI18n() {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('useI18n needs a MessagesProvider above it')
  return i18n
}

export function useFormat() {
  const { locale } = useI18n()
  const timeZone = useContext(TimeZoneContext)
  return useMemo(() => createFormat(locale, timeZone), [locale, timeZone])
}
