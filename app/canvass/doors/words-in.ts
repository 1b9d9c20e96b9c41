import { useEffect, useState } from 'react'
import type { Locale } from '#app/core/locale.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { doorWords } from '#app/messages/page-words.ts'

/** The door's words in another language than the reader's; until they are there, in the reader's. */
export function useWordsIn(locale: Locale) {
  const mine = useI18n()
  const [words, setWords] = useState(mine)

  useEffect(() => {
    let gone = false
    void doorWords(locale).then((i18n) => !gone && setWords(i18n))
    return () => {
      gone = true
    }
  }, [locale])

  return words
}

/** What a language is called by those who speak it. */
export function ownName(language: string) {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}
