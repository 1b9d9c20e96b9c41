import { type FormEvent, useState } from 'react'
import { useRevalidator } from 'react-router'
import type { Held, RowRefusal } from '#app/canvass/paper/paper.schema.ts'
import { rowCode } from '#app/canvass/paper/paper-code.ts'
import { unaddedKey } from '#app/canvass/paper/paper-words.ts'
import { postRow } from '#app/canvass/paper/use-queue.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { repairCategoryCodes } from '../categories.ts'
import { commonAreas } from '../repair.schema.ts'
import { areaKey, categoryKey } from '../repair-words.ts'
import type { RepairSheet } from './repair-sheets.server.ts'
import { rowPathOf } from './use-repair-entries.ts'

type HeardLineProps = {
  sheet: RepairSheet
  n: number
  day: string
  doors: { id: string; label: string }[]
}

/** A free line of the sheet: a repair heard on the way; then it is a case, and a row like the others. */
export function HeardLine({ sheet, n, day, doors }: HeardLineProps) {
  const i18n = useI18n()
  const { revalidate } = useRevalidator()
  const [id] = useState(() => crypto.randomUUID())
  const [isOpen, setIsOpen] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [why, setWhy] = useState<RowRefusal | Held | 'empty' | null>(null)
  const code = rowCode(sheet.code, n)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [place, category, since, words] = ['place', 'category', 'since', 'words'].map((name) =>
      String(form.get(name) ?? '').trim(),
    )
    if (!place || !category) return setWhy('empty')
    setIsSending(true)
    const act = { kind: 'new', id, n, day, place, category, ...(since && { since }), ...(words && { words }) }
    const answer = await postRow(rowPathOf(sheet.code), act)
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
          <SelectField
            name="place"
            id={`place-${n}`}
            label={i18n._('repairPaper.where')}
            empty={i18n._('form.choose')}
            ref={(field) => {
              if (field && !field.value) field.focus()
            }}
            options={[
              ...doors.map((door) => ({ value: door.id, label: door.label })),
              ...commonAreas.map((area) => ({ value: area, label: i18n._(areaKey(area)) })),
            ]}
          />
          <SelectField
            name="category"
            id={`category-${n}`}
            label={i18n._('repairPaper.kinds')}
            empty={i18n._('form.choose')}
            options={repairCategoryCodes.map((each, at) => ({
              value: each,
              label: `${at + 1} ${i18n._(categoryKey(each))}`,
            }))}
          />
          <TextField
            name="since"
            id={`since-${n}`}
            type="date"
            max={day}
            label={i18n._('repairPaper.sinceField')}
          />
          <TextField
            name="words"
            id={`heard-${n}`}
            label={i18n._('paper.note')}
            maxLength={2000}
            dir="auto"
            autoComplete="off"
          />
          <Button type="submit" variant="main" disabled={isSending}>
            {i18n._('repairPaper.addNew')}
          </Button>
        </form>
      ) : (
        <Button variant="quiet" onClick={() => setIsOpen(true)}>
          {i18n._('repairPaper.new', { code })}
        </Button>
      )}
      <p role="alert" className="text-label font-semibold text-amber">
        {why && i18n._(unaddedKey(why))}
      </p>
    </li>
  )
}
