import type { FocusEvent, KeyboardEvent } from 'react'
import { Link } from 'react-router'
import { rowCode } from '#app/canvass/paper/paper-code.ts'
import { whyKey } from '#app/canvass/paper/paper-words.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { TextField } from '#app/ui/field.tsx'
import { tenantAnswers } from '../grievance-status.ts'
import { channels } from '../repair.schema.ts'
import type { LineEntry, RepairLine } from './repair-lines.server.ts'
import { channelKeys, fixedKeys, saysSomething } from './repair-paper.schema.ts'
import type { RepairSheet } from './repair-sheets.server.ts'
import { fixedKey, toldKey, useLineWords, usePlaceWord, useSinceWords } from './use-line-words.ts'
import type { LineDraft, LineMark } from './use-repair-entries.ts'

export type RepairEntryRowProps = {
  sheet: RepairSheet
  line: RepairLine
  entry: LineEntry | null
  draft: LineDraft
  /** Something is chosen and not sent yet. */
  isOpen: boolean
  mark: LineMark | undefined
  isActive: boolean
  onActive: () => void
  onKey: (event: KeyboardEvent<HTMLElement>) => void
  onChoose: (said: LineDraft) => void
  onSave: () => void
}

/** One repair: how it stands, what happened since the printing, and what the paper says of it. */
export function RepairEntryRow(props: RepairEntryRowProps) {
  const { sheet, line, entry, isOpen, mark, isActive, onSave } = props
  const i18n = useI18n()
  const { what, promised } = useLineWords()(line)
  const since = useSinceWords()(line.since)
  const state = useLineState()(props)
  const place = usePlaceWord()(line.repair)
  const code = rowCode(sheet.code, line.n)

  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onSave()
  }

  return (
    <li className="border-b border-hair">
      <fieldset
        data-row={line.n}
        tabIndex={isActive ? 0 : -1}
        aria-label={[code, place, what, ...since, state].filter(Boolean).join(', ')}
        onFocus={props.onActive}
        onBlur={leave}
        onKeyDown={props.onKey}
        className={classNames(
          'flex min-w-0 flex-wrap items-start gap-x-4 gap-y-2 px-2 py-2 outline-offset-[-2px]',
          entry && !isOpen && 'bg-ok-tint',
        )}
      >
        <span className="w-12 shrink-0 font-sign text-label text-ink-3">{code}</span>
        <strong className="w-20 shrink-0 font-sign text-section">{place}</strong>
        <span className="min-w-48 flex-1 text-label">
          <Link
            to={`/repairs/${line.repair.holdingId}/${line.repair.id}`}
            tabIndex={isActive ? 0 : -1}
            className="text-enamel underline underline-offset-4"
          >
            {what}
          </Link>
          <span className="block text-ink-2">{promised}</span>
          {since.length > 0 && (
            <span className="mt-1 block rounded-control bg-amber-tint px-2 py-1">
              {i18n._('repairPaper.sinceThen')} {since.join(' · ')}
            </span>
          )}
          <span
            className={mark && mark !== 'waiting' ? 'block font-semibold text-amber' : 'block text-ink-2'}
          >
            {state}
          </span>
        </span>
        {!line.isNew && <LineFields {...props} />}
      </fieldset>
    </li>
  )
}

function LineFields({ sheet, line, draft, isOpen, isActive, onChoose, onSave }: RepairEntryRowProps) {
  const i18n = useI18n()
  const tabIndex = isActive ? 0 : -1
  return (
    <div className="flex basis-full flex-wrap items-end gap-4 desk:basis-auto">
      <Keys
        label={i18n._('repairPaper.fixed')}
        keys={tenantAnswers.map((code) => ({ code, key: fixedKeys[code], word: i18n._(fixedKey(code)) }))}
        chosen={draft.fixed}
        tabIndex={tabIndex}
        disabled={!sheet.mayWrite}
        onChoose={(fixed) => onChoose({ fixed })}
      />
      <Keys
        label={i18n._('repairPaper.toldHead')}
        keys={channels.map((code) => ({ code, key: channelKeys[code], word: i18n._(toldKey(code)) }))}
        chosen={draft.channel}
        tabIndex={tabIndex}
        disabled={!sheet.mayWrite}
        onChoose={(channel) => onChoose({ channel })}
      />
      {(isOpen || isActive) && sheet.mayWrite && (
        <>
          <TextField
            name="promisedBy"
            id={`promised-${line.n}`}
            type="date"
            label={i18n._('repairPaper.promiseHead')}
            value={draft.promisedBy ?? ''}
            onChange={({ target }) => onChoose({ promisedBy: target.value })}
          />
          <TextField
            name="words"
            id={`words-${line.n}`}
            label={i18n._('paper.note')}
            maxLength={2000}
            dir="auto"
            autoComplete="off"
            value={draft.words ?? ''}
            onChange={({ target }) => onChoose({ words: target.value })}
          />
        </>
      )}
      {isOpen && (
        <Button variant="main" onClick={onSave}>
          {i18n._('paper.saveRow')}
        </Button>
      )}
    </div>
  )
}

type KeysProps<Code extends string> = {
  label: string
  keys: { code: Code; key: string; word: string }[]
  chosen: Code | undefined
  tabIndex: number
  disabled: boolean
  onChoose: (code: Code) => void
}

function Keys<Code extends string>({ label, keys, chosen, tabIndex, disabled, onChoose }: KeysProps<Code>) {
  return (
    <fieldset>
      <legend className="text-label font-semibold">{label}</legend>
      <span className="flex flex-wrap gap-1">
        {keys.map(({ code, key, word }) => (
          <button
            key={code}
            type="button"
            tabIndex={tabIndex}
            disabled={disabled}
            aria-pressed={code === chosen}
            aria-label={word}
            title={word}
            onClick={() => onChoose(code)}
            className={classNames(
              'size-12 rounded-control border font-sign text-section font-semibold desk:size-10',
              code === chosen ? 'border-2 border-green bg-green text-on-green' : 'border-edge bg-sheet',
            )}
          >
            {key}
          </button>
        ))}
      </span>
    </fieldset>
  )
}

function useLineState() {
  const i18n = useI18n()
  const format = useFormat()
  return ({ line, entry, draft, isOpen, mark }: RepairEntryRowProps) => {
    if (mark && mark !== 'waiting') return i18n._(whyKey(mark))
    if (line.isNew) return i18n._('repairPaper.heardHere')
    if (!isOpen && !entry) return ''
    if (isOpen && !saysSomething(draft)) return i18n._('repairPaper.lacks')
    const words = [
      draft.fixed && `${i18n._('repairPaper.fixed')} ${i18n._(fixedKey(draft.fixed))}`,
      draft.channel && i18n._(toldKey(draft.channel)),
      draft.promisedBy && i18n._('repairPaper.promised', { day: format.day(draft.promisedBy) }),
      entry && !isOpen && format.day(entry.day),
      entry?.by && !isOpen && entry.by,
    ]
    const how = isOpen ? 'paper.notSaved' : mark === 'waiting' ? 'paper.saving' : 'paper.saved'
    return `${words.filter(Boolean).join(' · ')} · ${i18n._(how)}`
  }
}
