import type { FocusEvent, KeyboardEvent } from 'react'
import { struckKey } from '#app/buildings/chart-words.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { TextField } from '#app/ui/field.tsx'
import { useDoorMarks } from './floor-sheet.tsx'
import { type Box, boxCodes, boxes } from './paper.schema.ts'
import type { RowEntry, Sheet, SheetRow } from './paper.server.ts'
import { rowCode } from './paper-code.ts'
import { comingKey, resultKey, whyKey } from './paper-words.ts'
import type { Draft, Mark } from './use-entries.ts'

type EntryRowProps = {
  sheet: Sheet
  row: SheetRow
  entry: RowEntry | null
  draft: Draft | undefined
  /** Something is chosen and not sent yet. */
  isOpen: boolean
  mark: Mark | undefined
  isActive: boolean
  mayWrite: boolean
  onActive: () => void
  onKey: (event: KeyboardEvent<HTMLElement>) => void
  onChoose: (said: Partial<Draft>) => void
  onPick: (box: Box) => void
  onSave: () => void
  onTakeBack: () => void
}

/** One row: reached by arrows, worked by letters; the same by touch. What is chosen is saved when the row is left. */
export function EntryRow(props: EntryRowProps) {
  const { sheet, row, entry, draft, isOpen, mark, isActive, mayWrite, onPick, onSave, onTakeBack } = props
  const i18n = useI18n()
  const marks = useDoorMarks()
  const state = useStateText()
  const said = [
    marks(row),
    row.doNotKnock && i18n._('disposition.do_not_knock'),
    row.struck && i18n._(struckKey(row.struck)),
  ]
    .filter(Boolean)
    .join(', ')
  const code = rowCode(sheet.code, row.n)

  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onSave()
  }

  return (
    <li className="border-b border-hair">
      <fieldset
        data-row={row.n}
        tabIndex={isActive ? 0 : -1}
        aria-label={[code, i18n._('paper.rowOf', { door: row.label }), said, state(props)]
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
        </span>
        <span className="min-w-0 flex-1 text-label">
          {said && <span className="block text-ink-2">{said}</span>}
          <span className={mark && mark !== 'waiting' ? 'font-semibold text-amber' : 'text-ink-2'}>
            {state(props)}
          </span>
        </span>
        {entry?.own && !isOpen && !sheet.closedAt && (
          <Button variant="quiet" tabIndex={isActive ? 0 : -1} onClick={onTakeBack}>
            {i18n._('paper.takeBack')}
          </Button>
        )}
        {draft?.disposition === 'conversation' && mayWrite && (isOpen || isActive) && (
          <Talk {...props} draft={draft} />
        )}
      </fieldset>
    </li>
  )
}

function Talk({ sheet, row, draft, isOpen, onChoose, onSave }: EntryRowProps & { draft: Draft }) {
  const i18n = useI18n()
  return (
    <div className="flex basis-full flex-wrap items-end gap-4 pb-1">
      {sheet.hasLevels && (
        <Choices
          label={i18n._('paper.level')}
          options={[1, 2, 3, 4, 5].map((level) => ({ value: level, label: String(level) }))}
          chosen={draft.level}
          onChoose={(level) => onChoose({ level })}
        />
      )}
      {sheet.meetingId && (
        <Choices
          label={i18n._('paper.comingHead')}
          options={(['yes', 'maybe', 'no'] as const).map((value) => ({
            value,
            label: i18n._(comingKey(value)),
          }))}
          chosen={draft.coming}
          onChoose={(coming) => onChoose({ coming })}
        />
      )}
      <div className="min-w-48 flex-1">
        <TextField
          name="note"
          id={`note-${row.n}`}
          label={i18n._('paper.note')}
          maxLength={2000}
          autoComplete="off"
          value={draft.note ?? ''}
          onChange={(event) => onChoose({ note: event.target.value })}
        />
      </div>
      {isOpen && (
        <Button variant="main" onClick={onSave}>
          {i18n._('paper.save')}
        </Button>
      )}
    </div>
  )
}

type ChoicesProps<Value> = {
  label: string
  options: { value: Value; label: string }[]
  chosen: Value | undefined
  onChoose: (value: Value) => void
}

function Choices<Value extends string | number>({ label, options, chosen, onChoose }: ChoicesProps<Value>) {
  return (
    <fieldset>
      <legend className="text-label font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-1">
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            aria-pressed={option.value === chosen}
            onClick={() => onChoose(option.value)}
            className={classNames(
              'min-h-12 min-w-10 rounded-control border px-2 font-semibold desk:min-h-10',
              option.value === chosen
                ? 'border-2 border-green bg-green text-on-green'
                : 'border-edge bg-sheet',
            )}
          >
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function useStateText() {
  const i18n = useI18n()
  const format = useFormat()
  return ({ entry, draft, isOpen, mark }: EntryRowProps) => {
    if (mark && mark !== 'waiting') return i18n._(whyKey(mark))
    if (!draft) return entry ? i18n._('paper.enteredByOther') : ''
    const words = [
      i18n._(resultKey(draft.disposition)),
      draft.level,
      draft.coming && `${i18n._('paper.comingHead')} ${i18n._(comingKey(draft.coming))}`,
      entry?.day && !isOpen && format.day(entry.day),
    ]
    const how = isOpen ? 'paper.notSaved' : mark === 'waiting' ? 'paper.saving' : 'paper.saved'
    return `${words.filter(Boolean).join(' · ')} · ${i18n._(how)}`
  }
}
