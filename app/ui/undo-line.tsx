import type { ReactNode } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'

/** A line, not a toast: it stays until the next act. */
export function UndoLine({ children, onUndo }: { children: ReactNode; onUndo?: () => void }) {
  const i18n = useI18n()
  return (
    <div role="status" className="flex min-h-10 items-center justify-between gap-3 text-label text-ink-2">
      <p>{children}</p>
      {onUndo && (
        <button
          type="button"
          onClick={onUndo}
          className="-my-1 min-h-12 shrink-0 rounded-control px-3 font-semibold text-enamel"
        >
          {i18n._('ui.undo')}
        </button>
      )}
    </div>
  )
}
