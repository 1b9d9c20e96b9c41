import { useRef, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from './button.tsx'

/** A link to hand on. Without script the field can still be marked and copied by hand. */
export function CopyLink({ label, value }: { label: string; value: string }) {
  const i18n = useI18n()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState('')

  async function copy() {
    field.current?.select()
    await navigator.clipboard.writeText(value)
    setCopied(value)
  }

  return (
    <div className="flex flex-wrap items-end gap-3">
      <label className="flex min-w-0 flex-1 basis-64 flex-col gap-1 text-label font-semibold">
        {label}
        <input
          ref={field}
          readOnly
          value={value}
          className="min-h-12 w-full rounded-control border border-edge bg-sunk px-3 text-body font-normal desk:min-h-10"
        />
      </label>
      <Button onClick={copy}>{i18n._('ui.copy')}</Button>
      <span role="status" className="text-label text-green">
        {copied === value && i18n._('ui.copied')}
      </span>
    </div>
  )
}
