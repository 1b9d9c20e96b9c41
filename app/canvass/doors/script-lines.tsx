import { useState } from 'react'
import { isLocale, locales } from '#app/core/locale.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import type { TurfScript } from '../lease/turf.schema.ts'
import { LanguageRow } from './language-row.tsx'
import { languagesOf, saidIn, thoughtAfter, usualThoughts } from './script-path.ts'
import { scriptKey } from './talk-words.ts'
import { useWordsIn } from './words-in.ts'

const arrow = 'size-12 shrink-0 text-title disabled:text-hair'

type ScriptProps = {
  script?: Pick<TurfScript, 'steps'> | undefined
  /** What is spoken behind this door. */
  spoken?: readonly string[]
}

/** One thought a screen, in letters that can be read at arm's length and in the language of whoever listens. */
export function ScriptLines({ script, spoken = [] }: ScriptProps) {
  const i18n = useI18n()
  const offered = script ? languagesOf(script) : locales
  const [language, setLanguage] = useState(
    () => [...spoken, i18n.locale].find((each) => offered.some((one) => one === each)) ?? offered[0] ?? 'en',
  )
  const usual = useWordsIn(isLocale(language) ? language : 'en')
  const said = script ?? {
    steps: usualThoughts.map((id) => ({
      id,
      says: [{ language: usual.locale, text: usual._(scriptKey(id)) }],
      answers: [],
    })),
  }
  const [path, setPath] = useState<string[]>([])
  const step = said.steps.find(({ id }) => id === path.at(-1)) ?? said.steps[0]
  if (!step) return null

  const next = thoughtAfter(said, step.id)
  const go = (to: string | undefined) => to && setPath([...path, to])
  const words = saidIn(step.says, [language, i18n.locale])
  return (
    <section aria-label={i18n._('door.script')} className="-mx-3 border-b border-hair">
      <div className="px-3">
        <LanguageRow languages={offered} chosen={language} onChoose={setLanguage} />
      </div>
      <div className="flex items-center">
        <button
          type="button"
          aria-label={i18n._('door.script.before')}
          disabled={path.length === 0}
          onClick={() => setPath(path.slice(0, -1))}
          className={arrow}
        >
          <span aria-hidden="true">‹</span>
        </button>
        <p
          aria-live="polite"
          lang={words.language}
          dir="auto"
          className="min-h-24 flex-1 content-center py-2 text-section"
        >
          {words.text}
        </p>
        <button
          type="button"
          aria-label={i18n._('door.script.next')}
          // Also past answers: people say what no answer foresaw.
          disabled={!next}
          onClick={() => go(next?.id)}
          className={arrow}
        >
          <span aria-hidden="true">›</span>
        </button>
      </div>
      {step.answers.length > 0 && (
        <div className="flex flex-wrap gap-2 px-3 pb-3">
          {step.answers.map(({ says, to }) => {
            const answer = saidIn(says, [language, i18n.locale])
            return (
              <button
                key={`${to} ${answer.text}`}
                type="button"
                lang={answer.language}
                dir="auto"
                onClick={() => go(thoughtAfter(said, step.id, to)?.id)}
                className="min-h-12 flex-1 rounded-control border-2 border-edge bg-sheet px-3 font-semibold"
              >
                {answer.text}
              </button>
            )
          })}
        </div>
      )}
    </section>
  )
}
