import type { FocusEvent, KeyboardEvent } from 'react'
import { struckKey } from '#app/buildings/chart-words.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import type { Disposition } from '../lists.ts'
import { type Draft, type DraftRead, takesMore } from './draft.ts'
import { useDoorMarks } from './floor-sheet.tsx'
import { boxCodes, boxes, otherBoxes, otherCodes } from './paper.schema.ts'
import { rowCode } from './paper-code.ts'
import { resultKey } from './paper-words.ts'
import type { RowEntry, SheetRow } from './rows.server.ts'
import type { Sheet } from './sheets.server.ts'
import { TalkFields } from './talk-fields.tsx'
import type { Mark } from './use-entries.ts'
import { useStateText } from './use-state-text.ts'

export type EntryRowProps = {
  sheet: Sheet
  row: SheetRow
  entry: RowEntry | null
  draft: Draft | undefined
  read: DraftRead | undefined
  /** Something is chosen and not sent yet. */
  isOpen: boolean
  mark: Mark | undefined
  isActive: boolean
  mayWrite: boolean
  onActive: () => void
  onKey: (event: KeyboardEvent<HTMLElement>) => void
  onChoose: (said: Partial<Draft>) => void
  onPick: (disposition: Disposition) => void
  onSave: () => void
  onTakeBack: () => void
}

/** One row: reached by arrows, worked by letters; the same by touch. What is chosen is saved when the row is left. */
export function EntryRow(props: EntryRowProps) {
  const { sheet, row, entry, draft, read, isOpen, mark, isActive, mayWrite, onPick, onSave, onTakeBack } =
    props
  const i18n = useI18n()
  const marks = useDoorMarks()
  const state = useStateText()(props)
  const said = [
    marks(row),
    row.doNotKnock && i18n._('disposition.do_not_knock'),
    row.struck && i18n._(struckKey(row.struck)),
  ]
    .filter(Boolean)
    .join(', ')
  const code = rowCode(sheet.code, row.n)
  const isAmiss = (mark && mark !== 'waiting') || read?.wrong || read?.problem

  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onSave()
  }

  return (
    <li className="border-b border-hair">
      <fieldset
        data-row={row.n}
        tabIndex={isActive ? 0 : -1}
        aria-label={[code, i18n._('paper.rowOf', { door: row.label }), said, state]
          .filter(Boolean)
          .join(', ')}
        onFocus={props.onActive}
        onBlur={leave}
        onKeyDown={props.onKey}
        className={classNames(
          'flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 px-2 py-2 outline-offset-[-2px]',
          entry && !isOpen && 'bg-ok-tint',
        )}
      >
        <span className="w-12 shrink-0 font-sign text-label text-ink-3">{code}</span>
        <strong className="w-14 shrink-0 font-sign text-section">{row.label}</strong>
        <Results draft={draft} isActive={isActive} mayWrite={mayWrite} door={row.label} onPick={onPick} />
        <span className="min-w-0 flex-1 text-label">
          {said && <span className="block text-ink-2">{said}</span>}
          <span className={isAmiss ? 'font-semibold text-amber' : 'text-ink-2'}>{state}</span>
        </span>
        {entry && (entry.own || sheet.mayCorrect) && !isOpen && !sheet.closedAt && (
          <Button variant="quiet" tabIndex={isActive ? 0 : -1} onClick={onTakeBack}>
            {i18n._('paper.takeBack')}
          </Button>
        )}
        {draft && takesMore(draft.disposition) && mayWrite && (isOpen || isActive) && (
          <TalkFields {...props} draft={draft} />
        )}
      </fieldset>
    </li>
  )
}

type ResultsProps = Pick<EntryRowProps, 'draft' | 'isActive' | 'mayWrite' | 'onPick'> & { door: string }

/** The usual ones as buttons, the others in a list. */
function Results({ draft, isActive, mayWrite, door, onPick }: ResultsProps) {
  const i18n = useI18n()
  const other = otherCodes.find((code) => code === draft?.disposition)
  return (
    <span className="flex flex-wrap gap-1">
      {boxCodes.map((box) => (
        <button
          key={box}
          type="button"
          tabIndex={isActive ? 0 : -1}
          disabled={!mayWrite}
          aria-pressed={draft?.disposition === box}
          aria-label={i18n._(resultKey(box))}
          title={i18n._(resultKey(box))}
          onClick={() => onPick(box)}
          className={classNames(
            'size-12 rounded-control border font-sign text-section font-semibold desk:size-10',
            draft?.disposition === box
              ? 'border-2 border-green bg-green text-on-green'
              : 'border-edge bg-sheet',
          )}
        >
          {boxes[box]}
        </button>
      ))}
      <select
        aria-label={i18n._('paper.other', { door })}
        tabIndex={isActive ? 0 : -1}
        disabled={!mayWrite}
        value={other ?? ''}
        onChange={({ target }) => {
          const chosen = otherCodes.find((code) => code === target.value)
          if (chosen) onPick(chosen)
        }}
        className={classNames(
          'h-12 w-24 rounded-control border px-1 desk:h-10',
          other ? 'border-2 border-green bg-ok-tint font-semibold' : 'border-edge bg-sheet',
        )}
      >
        <option value="">{i18n._('paper.others')}</option>
        {otherCodes.map((code) => (
          <option key={code} value={code}>
            {otherBoxes[code]} {i18n._(resultKey(code))}
          </option>
        ))}
      </select>
    </span>
  )
}
