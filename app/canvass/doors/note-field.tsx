import { useEffect, useId, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { riskyWords, withoutWord } from './scan-note.ts'
import { riskyKey } from './talk-words.ts'

/** Warns while one writes, on this phone alone; it never blocks. */
export function NoteField({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const i18n = useI18n()
  const id = useId()
  const warning = useRef<HTMLDivElement>(null)
  const risky = riskyWords(note)
  const found = risky.length

  // The keyboard leaves little room: what is said about the note has to come into sight.
  useEffect(() => {
    if (found > 0) warning.current?.scrollIntoView({ block: 'nearest' })
  }, [found])

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-label font-semibold">
        {i18n._('door.note')}
      </label>
      <textarea
        id={id}
        name="note"
        rows={3}
        value={note}
        dir="auto"
        maxLength={2000}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
        className="rounded-control border border-edge bg-sheet px-3 py-2 text-body"
      />
      <p id={`${id}-hint`} className="text-hint text-ink-2">
        {i18n._('door.note.hint')}
      </p>
      <div ref={warning} role="status">
        {risky.map(({ word, kind }) => (
          <p
            key={word}
            className="mt-1 flex items-center justify-between gap-2 rounded-tile bg-amber-tint pl-2 text-label"
          >
            <span>
              <span aria-hidden="true">△ </span>
              {i18n._(riskyKey(kind), { word })}
            </span>
            <button
              type="button"
              onClick={() => onChange(withoutWord(note, word))}
              className="min-h-12 shrink-0 px-3 font-semibold text-enamel"
            >
              {i18n._('door.note.remove', { word })}
            </button>
          </p>
        ))}
      </div>
    </div>
  )
}
