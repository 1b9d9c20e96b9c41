import { type KeyboardEvent, useRef, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import { TextField } from '#app/ui/field.tsx'
import { EntryRow } from './entry-row.tsx'
import { boxCodes, boxes, comingKeys } from './paper.schema.ts'
import type { Sheet, SheetRow } from './paper.server.ts'
import { readRowCode } from './paper-code.ts'
import { comingKey, resultKey } from './paper-words.ts'
import { rowStep } from './row-step.ts'
import { type Draft, useEntries } from './use-entries.ts'

type EntryRowsProps = { sheet: Sheet; rows: SheetRow[]; firstDay: string; today: string }

const answers = ['yes', 'maybe', 'no'] as const

/** The sheet's rows in the sheet's order: a key for what happened, Enter, the next. */
export function EntryRows({ sheet, rows, firstDay, today }: EntryRowsProps) {
  const i18n = useI18n()
  const [day, setDay] = useState(() => (sheet.day > today ? today : sheet.day))
  const { entries, drafts, marks, isCut, write, enter, commit, takeBack } = useEntries(sheet.code, rows, day)
  const [active, setActive] = useState(() => rows.find(({ entry }) => !entry)?.n ?? 1)
  const [code, setCode] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const byCode = useRef<number | null>(null)
  const entered = rows.filter(({ n }) => entries.get(n)).length
  const wrongCode = code.trim().length >= 3 && readRowCode(sheet.code, code) === null

  const goTo = (n: number) => {
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${n}"]`)
    if (!row) return
    setActive(n)
    row.focus()
    row.scrollIntoView({ block: 'nearest' })
  }

  const draftOf = (n: number): Draft | undefined => {
    const entry = entries.get(n)
    const draft = drafts.get(n)
    if (draft || !entry?.disposition) return draft
    const { disposition, level, coming, note } = entry
    return {
      disposition,
      ...(level ? { level } : {}),
      ...(coming ? { coming } : {}),
      ...(note ? { note } : {}),
    }
  }

  const mayWrite = (n: number) => !sheet.closedAt && entries.get(n)?.own !== false
  const choose = (n: number, said: Partial<Draft>) => {
    const now = draftOf(n)
    const next = { ...now, ...said } as Draft
    if (mayWrite(n) && next.disposition) write(n, next)
  }
  const onKey = (event: KeyboardEvent<HTMLElement>, n: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const isTyping = (event.target as HTMLElement).tagName === 'INPUT'
    const onButton = (event.target as HTMLElement).tagName === 'BUTTON'
    const step = rowStep({ key: event.key, onButton, cameByCode: byCode.current === n })
    byCode.current = null
    if (step) {
      event.preventDefault()
      if (step === 'stay') return
      commit(n)
      return goTo(Math.min(rows.length, Math.max(1, n + step)))
    }
    if (isTyping) return
    const key = event.key.toUpperCase()
    const box = boxCodes.find((one) => boxes[one] === key)
    const isTalk = draftOf(n)?.disposition === 'conversation'
    const coming = answers.find((one) => comingKeys[one] === key)
    if (box) choose(n, { disposition: box })
    else if (key === 'U') takeBack(n)
    else if (isTalk && sheet.hasLevels && /^[1-5]$/.test(key)) choose(n, { level: Number(key) })
    else if (isTalk && sheet.meetingId && coming) choose(n, { coming })
    else return
    event.preventDefault()
  }

  return (
    <>
      <Beam
        total={rows.length}
        parts={[{ fill: 'solid', count: entered }]}
        text={i18n._('paper.progress', { entered, rows: rows.length })}
      />
      <div className="my-4 flex max-w-reading flex-wrap items-end gap-4">
        <TextField
          name="day"
          type="date"
          label={i18n._('paper.day')}
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
        {wrongCode && <span className="sr-only">{i18n._('paper.row.wrong')}</span>}
        {isCut && `△ ${i18n._('paper.cut')}`}
      </p>
      <p className="max-w-reading text-label text-ink-2">
        {boxCodes.map((box) => `${boxes[box]} ${i18n._(resultKey(box))}`).join(' · ')}.{' '}
        {sheet.meetingId && (
          <>
            {i18n._('paper.comingHead')}{' '}
            {answers.map((one) => `${comingKeys[one]} ${i18n._(comingKey(one))}`).join(' · ')}.{' '}
          </>
        )}
        {i18n._('paper.keys')}
      </p>
      <ol ref={list} className="mt-3 border-t border-hair">
        {rows.map((row) => (
          <EntryRow
            key={row.n}
            sheet={sheet}
            row={row}
            entry={entries.get(row.n) ?? null}
            draft={draftOf(row.n)}
            isOpen={drafts.has(row.n)}
            mark={marks.get(row.n)}
            isActive={active === row.n}
            mayWrite={mayWrite(row.n)}
            onActive={() => setActive(row.n)}
            onKey={(event) => onKey(event, row.n)}
            onChoose={(said) => choose(row.n, said)}
            onPick={(disposition) =>
              disposition === 'conversation' ? choose(row.n, { disposition }) : enter(row.n, { disposition })
            }
            onSave={() => commit(row.n)}
            onTakeBack={() => takeBack(row.n)}
          />
        ))}
      </ol>
    </>
  )
}
