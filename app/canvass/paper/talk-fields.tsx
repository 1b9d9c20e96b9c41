import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { TextField } from '#app/ui/field.tsx'
import type { Draft } from './draft.ts'
import type { EntryRowProps } from './entry-row.tsx'
import { comingKey } from './paper-words.ts'

type TalkFieldsProps = Omit<EntryRowProps, 'draft'> & { draft: Draft }

/** What stands beside the result: of a talk all of it, else what a come-back and a language need. */
export function TalkFields({ sheet, row, draft, isOpen, onChoose, onSave }: TalkFieldsProps) {
  const i18n = useI18n()
  const isTalk = draft.disposition === 'conversation'
  const field = (name: 'codes' | 'name' | 'phone' | 'listensTo' | 'note') => ({
    name,
    id: `${name}-${row.n}`,
    autoComplete: 'off',
    dir: name === 'codes' || name === 'listensTo' ? 'ltr' : 'auto',
    value: draft[name] ?? '',
    onChange: ({ target }: { target: HTMLInputElement }) => onChoose({ [name]: target.value }),
  })
  return (
    <div className="flex basis-full flex-wrap items-end gap-4 pb-1">
      {isTalk && sheet.hasLevels && (
        <Choices
          label={i18n._('paper.level')}
          options={[1, 2, 3, 4, 5].map((level) => ({ value: level, label: String(level) }))}
          chosen={draft.level}
          onChoose={(level) => onChoose({ level })}
        />
      )}
      {isTalk && sheet.meetingId && (
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
      <div className="basis-full">
        <TextField
          {...field('codes')}
          label={i18n._('paper.codes.field')}
          maxLength={4000}
          autoCapitalize="none"
          spellCheck={false}
        />
      </div>
      {isTalk && (
        <>
          <div className="min-w-32 flex-1">
            <TextField {...field('name')} label={i18n._('paper.name')} maxLength={80} />
          </div>
          <div className="min-w-32 flex-1">
            <TextField {...field('phone')} type="tel" label={i18n._('paper.phone')} maxLength={40} />
          </div>
          <div className="min-w-32 flex-1">
            <TextField
              {...field('listensTo')}
              label={i18n._('paper.listensTo')}
              maxLength={80}
              autoCapitalize="characters"
              spellCheck={false}
            />
          </div>
          <div className="min-w-48 flex-1">
            <TextField {...field('note')} label={i18n._('paper.note')} maxLength={2000} />
          </div>
        </>
      )}
      {isOpen && (
        <Button variant="main" onClick={onSave}>
          {i18n._(isTalk ? 'paper.save' : 'paper.saveRow')}
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
