import { useEffect, useState } from 'react'
import type { Locale } from '#app/core/locale.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { TextField } from '#app/ui/field.tsx'

/** What a meeting is called, and where it is, in one language. */
export type OwnWords = { title: string; place: string }

type FlyerWordsProps = {
  languages: { code: Locale; name: string }[]
  wordsIn: (language: Locale) => OwnWords
  onChange: (language: Locale, words: OwnWords) => void
}

/**
 * A meeting has one title and one place, in the language of whoever called it: the other half of the flyer says them as they are written
 * here. Drawn where there is script, which alone carries them to the paper; nothing of it is sent or kept.
 */
export function FlyerWords({ languages, wordsIn, onChange }: FlyerWordsProps) {
  const i18n = useI18n()
  const [isThere, setIsThere] = useState(false)
  useEffect(() => setIsThere(true), [])
  if (!isThere) return null
  return (
    <div className="mt-4">
      <p className="max-w-reading text-hint text-ink-2">{i18n._('meetingPaper.ownWords')}</p>
      <div className="mt-2 grid gap-4 desk:grid-cols-2">
        {languages.map(({ code, name }) => {
          const words = wordsIn(code)
          return (
            <fieldset key={code} className="flex min-w-0 flex-col gap-3">
              <legend className="mb-2 text-label font-semibold">{name}</legend>
              <TextField
                name={`title.${code}`}
                label={i18n._('meetingPaper.title')}
                lang={code}
                dir="auto"
                maxLength={120}
                autoComplete="off"
                value={words.title}
                onChange={({ target }) => onChange(code, { ...words, title: target.value })}
              />
              <TextField
                name={`place.${code}`}
                label={i18n._('meetingPaper.place')}
                lang={code}
                dir="auto"
                maxLength={120}
                autoComplete="off"
                value={words.place}
                onChange={({ target }) => onChange(code, { ...words, place: target.value })}
              />
            </fieldset>
          )
        })}
      </div>
    </div>
  )
}
