import { type ReactNode, useEffect, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { fieldId, useErrorText } from './field.tsx'

export type SummaryItem = { name: string; label?: ReactNode; message: string }

type SummaryProps = {
  items: readonly SummaryItem[]
  /** Changes with each refused try: then the focus comes here. */
  attempt?: unknown
}

export function ErrorSummary({ items, attempt }: SummaryProps) {
  const i18n = useI18n()
  const errorText = useErrorText()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (attempt) box.current?.focus()
  }, [attempt])

  if (items.length === 0) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="rounded-control border-2 border-amber bg-amber-tint px-4 py-3"
    >
      <p className="font-semibold">
        <span aria-hidden="true">△ </span>
        {i18n._('form.mend', { count: items.length })}
      </p>
      <ul className="mt-1">
        {items.map(({ name, label, message }) => (
          <li key={name}>
            {name === 'root' ? (
              errorText(message)
            ) : (
              <a href={`#${fieldId(name)}`} className="inline-block py-1 text-ink underline">
                {label && <>{label}: </>}
                {errorText(message)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
