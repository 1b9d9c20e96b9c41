import { type KeyboardEvent, useRef, useState } from 'react'
import { readRowCode } from '#app/canvass/paper/paper-code.ts'
import { heldKey } from '#app/canvass/paper/paper-words.ts'
import { rowStep } from '#app/canvass/paper/row-step.ts'
import { useArrival } from '#app/canvass/paper/use-arrival.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import { TextField } from '#app/ui/field.tsx'
import { tenantAnswers } from '../grievance-status.ts'
import { channels } from '../repair.schema.ts'
import { HeardLine } from './heard-line.tsx'
import { RepairEntryRow } from './repair-entry-row.tsx'
import type { RepairLine } from './repair-lines.server.ts'
import { channelKeys, fixedKeys } from './repair-paper.schema.ts'
import { allLines, FootCodes } from './repair-sheet.tsx'
import type { RepairSheet } from './repair-sheets.server.ts'
import { useRepairEntries } from './use-repair-entries.ts'

type RepairEntryRowsProps = {
  sheet: RepairSheet
  lines: RepairLine[]
  doors: { id: string; label: string }[]
  firstDay: string
  today: string
}

/** The sheet's rows in the sheet's order: a key for what was said, Enter, the next. */
export function RepairEntryRows({ sheet, lines, doors, firstDay, today }: RepairEntryRowsProps) {
  const i18n = useI18n()
  const [day, setDay] = useState(today)
  const { entries, drafts, marks, held, draftIn, write, commit } = useRepairEntries(sheet.code, lines, day)
  const old = lines.filter(({ isNew }) => !isNew)
  const open = old.find(({ entry }) => !entry)?.n
  const [active, setActive] = useState(open ?? 1)
  const [code, setCode] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const byCode = useRef<number | null>(null)
  useArrival(list, sheet.mayWrite ? open : undefined)
  const entered = old.filter(({ n }) => entries.get(n)).length
  const wrongCode = code.trim().length >= 3 && readRowCode(sheet.code, code) === null

  const goTo = (n: number) => {
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${n}"]`)
    if (!row) return
    setActive(n)
    row.focus()
    row.scrollIntoView({ block: 'nearest' })
  }

  const onKey = (event: KeyboardEvent<HTMLElement>, n: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const on = (event.target as HTMLElement).tagName
    const step = rowStep({ key: event.key, onButton: on === 'BUTTON', cameByCode: byCode.current === n })
    byCode.current = null
    if (step) {
      // The arrows of a day's own field turn its numbers.
      if (event.key !== 'Enter' && on === 'INPUT') return
      event.preventDefault()
      if (step === 'stay') return
      commit(n)
      return goTo(Math.min(old.at(-1)?.n ?? 1, Math.max(1, n + step)))
    }
    if (on === 'INPUT' || !sheet.mayWrite) return
    const key = event.key.toUpperCase()
    const fixed = tenantAnswers.find((one) => fixedKeys[one] === key)
    const channel = channels.find((one) => channelKeys[one] === key)
    if (fixed) write(n, { fixed })
    else if (channel) write(n, { channel })
    else if (key === '/' || key === '.')
      list.current?.querySelector<HTMLElement>(`[data-row="${n}"] input`)?.focus()
    else return
    event.preventDefault()
  }

  return (
    <>
      <Beam
        total={old.length}
        parts={[{ fill: 'solid', count: entered }]}
        text={i18n._('paper.progress', { entered, rows: old.length })}
      />
      <div className="my-4 flex max-w-reading flex-wrap items-end gap-4">
        <TextField
          name="day"
          type="date"
          label={i18n._('repairPaper.day')}
          value={day}
          min={firstDay}
          max={today}
          onChange={(event) => event.target.value && setDay(event.target.value)}
        />
        <TextField
          name="row"
          label={i18n._('paper.row')}
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          error={wrongCode ? 'paper.row.wrong' : ''}
          onChange={(event) => {
            const n = readRowCode(sheet.code, event.target.value)
            setCode(n ? '' : event.target.value)
            if (!n) return
            goTo(n)
            byCode.current = n
          }}
        />
      </div>
      <p role="alert" className="text-label font-semibold text-amber">
        {held && `△ ${i18n._(heldKey(held))}`}
      </p>
      <p className="max-w-reading text-label text-ink-2">{i18n._('repairPaper.keys')}</p>
      <details className="max-w-reading text-label">
        <summary className="min-h-12 cursor-pointer py-3 font-semibold text-enamel desk:min-h-10 desk:py-2">
          {i18n._('paper.codes')}
        </summary>
        <FootCodes />
      </details>
      <ol ref={list} className="mt-3 border-t border-hair">
        {allLines(lines).map((line) =>
          'repair' in line ? (
            <RepairEntryRow
              key={line.n}
              sheet={sheet}
              line={line}
              entry={entries.get(line.n) ?? null}
              draft={draftIn(line.n)}
              isOpen={drafts.has(line.n)}
              mark={marks.get(line.n)}
              isActive={active === line.n}
              onActive={() => setActive(line.n)}
              onKey={(event) => onKey(event, line.n)}
              onChoose={(said) => sheet.mayWrite && write(line.n, said)}
              onSave={() => commit(line.n)}
            />
          ) : (
            sheet.mayWrite && <HeardLine key={line.n} sheet={sheet} n={line.n} day={day} doors={doors} />
          ),
        )}
      </ol>
    </>
  )
}
