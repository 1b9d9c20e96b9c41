import { useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { scriptKey } from './talk-words.ts'

const thoughts = ['hello', 'problems', 'together', 'meeting', 'ask'] as const

const arrow = 'size-12 shrink-0 text-title disabled:text-hair'

/** One thought a screen, in letters that can be read at arm's length. */
export function ScriptLines() {
  const i18n = useI18n()
  const [at, setAt] = useState(0)
  const thought = thoughts[at] ?? thoughts[0]
  return (
    <section aria-label={i18n._('door.script')} className="-mx-3 flex items-center border-b border-hair">
      <button
        type="button"
        aria-label={i18n._('door.script.before')}
        disabled={at === 0}
        onClick={() => setAt(at - 1)}
        className={arrow}
      >
        <span aria-hidden="true">‹</span>
      </button>
      <p aria-live="polite" className="min-h-24 flex-1 content-center py-2 text-section">
        {i18n._(scriptKey(thought))}
      </p>
      <button
        type="button"
        aria-label={i18n._('door.script.next')}
        disabled={at === thoughts.length - 1}
        onClick={() => setAt(at + 1)}
        className={arrow}
      >
        <span aria-hidden="true">›</span>
      </button>
    </section>
  )
}
