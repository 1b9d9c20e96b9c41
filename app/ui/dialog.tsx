import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'

type DialogProps = {
  open: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Verbs ("End sharing"), the safe one first: it gets the focus. */
  actions?: ReactNode
}

/** Only for what cannot be undone. Escape and the cross close it; nothing is done by closing. */
export function Dialog({ open, onClose, title, children, actions }: DialogProps) {
  const i18n = useI18n()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const verbs = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const element = dialog.current
    if (!element || element.open === open) return
    if (!open) return element.close()
    element.showModal()
    verbs.current?.querySelector<HTMLElement>('button, a')?.focus()
  }, [open])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="w-full max-w-lg rounded-dialog border border-edge bg-raised p-0 text-ink shadow-dialog"
    >
      <div className="flex items-start justify-between gap-4 px-6 pt-4">
        <h2 id={titleId} className="py-2">
          {title}
        </h2>
        <button
          type="button"
          aria-label={i18n._('ui.close')}
          onClick={() => dialog.current?.close()}
          className="grid size-12 shrink-0 place-items-center rounded-control hover:bg-sunk"
        >
          <X size={20} aria-hidden="true" />
        </button>
      </div>
      <div className="px-6 pb-6">{children}</div>
      {actions && (
        <div ref={verbs} className="flex flex-wrap justify-end gap-3 border-t border-hair px-6 py-4">
          {actions}
        </div>
      )}
    </dialog>
  )
}
