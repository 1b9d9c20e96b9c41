import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { useOnline } from './online.ts'

/** A desk form sent without a network would lose what was typed: it is held, said so, and everything stays where it is. */
export function HoldOffline({ children }: { children: ReactNode }) {
  const i18n = useI18n()
  const online = useOnline()
  const [held, setHeld] = useState(false)

  useEffect(() => {
    if (online) setHeld(false)
  }, [online])

  const hold = (event: FormEvent<HTMLElement>) => {
    const form = event.target as HTMLFormElement
    if (navigator.onLine || form.method !== 'post') return
    event.preventDefault()
    event.stopPropagation()
    setHeld(true)
  }

  return (
    <div onSubmitCapture={hold}>
      <div role="alert" className="print:hidden">
        {held && (
          <p className="sticky top-0 z-10 mb-4 rounded-control bg-amber-tint px-3 py-2 text-label font-semibold">
            <span aria-hidden="true">△ </span>
            {i18n._('ui.offline.held')}
          </p>
        )}
      </div>
      {children}
    </div>
  )
}
