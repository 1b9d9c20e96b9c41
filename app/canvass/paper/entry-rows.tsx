import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import { TextField } from '#app/ui/field.tsx'
import { dispositionCodes } from '../lists.ts'
import { AllCodes } from './code-list.tsx'
import { type Beside, type Draft, takesMore } from './draft.ts'
import { EntryRow } from './entry-row.tsx'
import { linesOf } from './floor-sheet.tsx'
import { FreeRow } from './free-row.tsx'
import { comingKeys, resultLetters } from './paper.schema.ts'
import { readRowCode } from './paper-code.ts'
import { heldKey } from './paper-words.ts'
import { rowStep } from './row-step.ts'
import type { SheetRow } from './rows.server.ts'
import type { Sheet } from './sheets.server.ts'
import { useArrival } from './use-arrival.ts'
import { useEntries } from './use-entries.ts'

type EntryRowsProps = {
  sheet: Sheet
  rows: SheetRow[]
  doors: Beside['doors']
  firstDay: string
  today: string
}

const answers = ['yes', 'maybe', 'no'] as const

/** The sheet's rows in the sheet's order: a key for what happened, Enter, the next. */
export function EntryRows({ sheet, rows, doors, firstDay, today }: EntryRowsProps) {
  const i18n = useI18n()
  const [day, setDay] = useState(() => (sheet.day > today ? today : sheet.day))
  const { entries, drafts, marks, held, draftIn, readIn, write, enter, commit, takeBack } = useEntries(
    sheet,
    rows,
    doors,
    day,
  )
  const open = rows.find(({ entry }) => !entry)?.n
  const [active, setActive] = useState(open ?? 1)
  const [code, setCode] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const byCode = useRef<number | null>(null)
  useArrival(list, sheet.closedAt ? undefined : open)
  const entered = rows.filter(({ n }) => entries.get(n)).length
  const wrongCode = code.trim().length >= 3 && readRowCode(sheet.code, code) === null

  const goTo = (n: number) => {
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${n}"]`)
    if (!row) return
    setActive(n)
    row.focus()
    row.scrollIntoView({ block: 'nearest' })
  }

  const mayWrite = (n: number) => !sheet.closedAt && (sheet.mayCorrect || entries.get(n)?.own !== false)
  const choose = (n: number, said: Partial<Draft>) => {
    const next = { ...draftIn(n), ...said } as Draft
    if (mayWrite(n) && next.disposition) write(n, next)
  }
  const openCodes = (n: number) => {
    const now = draftIn(n)?.disposition
    flushSync(() => {
      if (!now || !takesMore(now)) choose(n, { disposition: 'conversation' })
    })
    list.current?.querySelector<HTMLElement>(`#codes-${n}`)?.focus()
  }
  const onKey = (event: KeyboardEvent<HTMLElement>, n: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const on = (event.target as HTMLElement).tagName
    const step = rowStep({ key: event.key, onButton: on === 'BUTTON', cameByCode: byCode.current === n })
    byCode.current = null
    if (on === 'SELECT') return
    if (step) {
      event.preventDefault()
      if (step === 'stay') return
      commit(n)
      return goTo(Math.min(rows.at(-1)?.n ?? 1, Math.max(1, n + step)))
    }
    if (on === 'INPUT') return
    const key = event.key.toUpperCase()
    const disposition = dispositionCodes.find((one) => resultLetters[one] === key)
    const isTalk = draftIn(n)?.disposition === 'conversation'
    const coming = answers.find((one) => comingKeys[one] === key)
    if (disposition) choose(n, { disposition })
    else if (key === 'U') takeBack(n)
    else if (key === '/' || key === '.') openCodes(n)
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
        {held && `△ ${i18n._(heldKey(held))}`}
      </p>
      <p className="max-w-reading text-label text-ink-2">{i18n._('paper.keys')}</p>
      <details className="max-w-reading text-label">
        <summary className="min-h-12 cursor-pointer py-3 font-semibold text-enamel desk:min-h-10 desk:py-2">
          {i18n._('paper.codes')}
        </summary>
        <AllCodes sheet={sheet} />
      </details>
      <ol ref={list} className="mt-3 border-t border-hair">
        {linesOf(rows).map((row) => {
          if (!('label' in row)) return !sheet.closedAt && <FreeRow key={row.n} sheet={sheet} n={row.n} />
          const draft = draftIn(row.n)
          return (
            <EntryRow
              key={row.n}
              sheet={sheet}
              row={row}
              entry={entries.get(row.n) ?? null}
              draft={draft}
              read={draft && readIn(row.n, draft)}
              isOpen={drafts.has(row.n)}
              mark={marks.get(row.n)}
              isActive={active === row.n}
              mayWrite={mayWrite(row.n)}
              onActive={() => setActive(row.n)}
              onKey={(event) => onKey(event, row.n)}
              onChoose={(said) => choose(row.n, said)}
              onPick={(disposition) =>
                takesMore(disposition) ? choose(row.n, { disposition }) : enter(row.n, { disposition })
              }
              onSave={() => commit(row.n)}
              onTakeBack={() => takeBack(row.n)}
            />
          )
        })}
      </ol>
    </>
  )
}
