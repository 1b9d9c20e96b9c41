import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { UndoLine } from '#app/ui/undo-line.tsx'
import type { Undoable } from './door-card.tsx'

/** Nothing is left to go on to. The way out stands where no act stood: a second tap of the last one does not hit it. */
export function EndCard({ undo }: { undo: Undoable | null }) {
  const i18n = useI18n()
  return (
    <section className="shrink-0 border-t-2 border-ink bg-sheet px-3 safe-bottom">
      {undo && <UndoLine onUndo={undo.onUndo}>{undo.text}</UndoLine>}
      <div className="flex items-center gap-2 py-3">
        <h2 tabIndex={-1} className="min-w-0 flex-1 text-section">
          {i18n._('door.end')}
        </h2>
        <Link to="/doors" className="grid min-h-12 shrink-0 content-center px-1 font-semibold text-enamel">
          {i18n._('doors.title')}
        </Link>
      </div>
    </section>
  )
}
