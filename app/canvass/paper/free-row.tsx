import { type FormEvent, useState } from 'react'
import { useRevalidator } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import type { Held, RowRefusal } from './paper.schema.ts'
import { rowCode, rowPath } from './paper-code.ts'
import { unaddedKey } from './paper-words.ts'
import type { Sheet } from './sheets.server.ts'
import { postRow } from './use-queue.ts'

/** A free line of the sheet: a door that was not on it, its number and its floor; then it is a row like the others. */
export function FreeRow({ sheet, n }: { sheet: Sheet; n: number }) {
  const i18n = useI18n()
  const { revalidate } = useRevalidator()
  const [unitId] = useState(() => crypto.randomUUID())
  const [isOpen, setIsOpen] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [why, setWhy] = useState<RowRefusal | Held | 'empty' | null>(null)
  const code = rowCode(sheet.code, n)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [label, floor] = ['label', 'floor'].map((name) => String(form.get(name)).trim())
    if (!label || !floor) return setWhy('empty')
    setIsSending(true)
    const answer = await postRow(rowPath(sheet.code), { kind: 'door', n, unitId, label, floor })
    setIsSending(false)
    if (typeof answer === 'string') return setWhy(answer)
    if (answer.ok) return void revalidate()
    setWhy(answer.why)
  }

  return (
    <li className="flex flex-wrap items-end gap-4 border-b border-hair px-2 py-2">
      <span className="w-12 shrink-0 self-center font-sign text-label text-ink-3">{code}</span>
      {isOpen ? (
        <form onSubmit={submit} noValidate className="flex min-w-0 flex-wrap items-end gap-3">
          <TextField
            name="label"
            id={`label-${n}`}
            label={i18n._('door.newLabel')}
            maxLength={20}
            autoComplete="off"
            ref={(field) => {
              if (field && !field.value) field.focus()
            }}
          />
          <TextField
            name="floor"
            id={`floor-${n}`}
            label={i18n._('door.newFloor')}
            maxLength={10}
            autoComplete="off"
          />
          <Button type="submit" variant="main" disabled={isSending}>
            {i18n._('paper.newDoor.add')}
          </Button>
        </form>
      ) : (
        <Button variant="quiet" onClick={() => setIsOpen(true)}>
          {i18n._('paper.newDoor', { code })}
        </Button>
      )}
      <p role="alert" className="text-label font-semibold text-amber">
        {why && i18n._(unaddedKey(why))}
      </p>
    </li>
  )
}
