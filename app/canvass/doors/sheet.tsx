import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'

/** One of a list to choose from. */
export const sheetRow = 'min-h-14 w-full border-t border-hair py-2 text-left text-section font-semibold'

/** Comes up from below, within reach of the thumb. Escape and the cross close it. */
export function Sheet({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const i18n = useI18n()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="mx-auto mt-auto mb-0 max-h-[90dvh] w-full max-w-xl border-t-2 border-ink bg-sheet p-0 text-ink"
    >
      <div className="flex items-center justify-between pl-3">
        <h2 id={titleId}>{title}</h2>
        <button
          type="button"
          aria-label={i18n._('ui.close')}
          onClick={onClose}
          className="size-12 text-section"
        >
          <span aria-hidden="true">✕</span>
        </button>
      </div>
      <div className="px-3 pb-3 safe-bottom">{children}</div>
    </dialog>
  )
}
