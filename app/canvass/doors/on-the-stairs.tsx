import { useId } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { classNames } from '#app/ui/class-names.ts'
import { type Level, levelLook } from '#app/ui/marks.tsx'
import type { Turf } from '../lease/turf.schema.ts'
import { answers, bases } from '../lists.ts'
import { ChipSet, OneOf } from './chip-set.tsx'
import { ListensTo } from './listens-to.tsx'
import { NoteField } from './note-field.tsx'
import type { TalkProps } from './open-door.tsx'
import { keepsNothing, type TalkDraft } from './talk-draft.ts'
import { answerKey, askKey, basisKey } from './talk-words.ts'

const levels = [1, 2, 3, 4, 5] as const satisfies readonly Level[]
const levelKey = keysFor('level', ['1', '2', '3', '4', '5'] as const)

/** After the door has closed: where they stand, what was asked, what comes next. */
export function OnTheStairs({ asks, doors, draft, onChange }: TalkProps & Pick<Turf, 'doors'>) {
  const i18n = useI18n()
  const wordsId = useId()
  return (
    <div className="flex flex-col gap-5 pb-4">
      <LevelRows draft={draft} onChange={onChange} />
      <ChipSet
        label={i18n._('door.basis')}
        codes={bases}
        chosen={draft.basis}
        word={(code) => i18n._(basisKey(code))}
        // A level without any ground is a guess.
        onChange={(basis) => basis.length > 0 && onChange({ basis })}
      />
      {asks.map((step) => (
        <OneOf
          key={step}
          label={i18n._(askKey(step))}
          codes={answers}
          chosen={draft.asks[step] ?? null}
          word={(code) => i18n._(answerKey(code))}
          onChange={(answer) => {
            const { [step]: _, ...others } = draft.asks
            onChange({ asks: answer ? { ...others, [step]: answer } : others })
          }}
        />
      ))}
      <FollowUp draft={draft} onChange={onChange} />
      {keepsNothing(draft) ? (
        <p className="rounded-tile bg-amber-tint px-2 py-1 text-label">{i18n._('door.keepsNothing')}</p>
      ) : (
        <>
          <ListensTo doors={doors} draft={draft} onChange={onChange} />
          <NoteField note={draft.note} onChange={(note) => onChange({ note })} />
          <label className="flex min-h-12 items-center gap-3">
            <input
              type="checkbox"
              disabled={!draft.wordsOk}
              checked={Boolean(draft.wordsOk && draft.verbatim)}
              aria-describedby={wordsId}
              onChange={(event) => onChange({ verbatim: event.target.checked })}
              className="size-6"
            />
            <span>
              {i18n._('door.inTheirWords')}
              {!draft.wordsOk && (
                <span id={wordsId} className="block text-hint text-ink-2">
                  {i18n._('door.inTheirWords.why')}
                </span>
              )}
            </span>
          </label>
        </>
      )}
    </div>
  )
}

type PartProps = { draft: TalkDraft; onChange: TalkProps['onChange'] }

function LevelRows({ draft, onChange }: PartProps) {
  const i18n = useI18n()
  return (
    <fieldset>
      <legend className="py-2 text-label font-semibold">{i18n._('door.whereTheyStand')}</legend>
      <div className="flex flex-col gap-1">
        {levels.map((level) => {
          const on = draft.level === level
          return (
            <button
              key={level}
              type="button"
              aria-pressed={on}
              onClick={() => onChange({ level: on ? null : level })}
              className={classNames(
                'flex min-h-14 w-full touch-manipulation items-center gap-3 rounded-control bg-sheet px-2 text-left text-section font-semibold',
                on ? 'border-[3px] border-ink' : 'border border-edge',
              )}
            >
              <span
                className={classNames(
                  'grid size-10 shrink-0 place-items-center rounded-tile border border-edge font-sign text-tile leading-none font-bold',
                  levelLook(level),
                )}
              >
                {level}
              </span>
              <span className="flex-1">{i18n._(levelKey(`${level}`))}</span>
              {on && <span aria-hidden="true">✓</span>}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}

const field = 'min-h-12 min-w-0 rounded-control border border-edge bg-sheet px-3 text-body font-normal'

function FollowUp({ draft, onChange }: PartProps) {
  const i18n = useI18n()
  const id = useId()
  const { followUp } = draft
  const change = (part: Partial<TalkDraft['followUp']>) => onChange({ followUp: { ...followUp, ...part } })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-label font-semibold">{i18n._('door.followUp')}</legend>
      <label htmlFor={`${id}-what`} className="text-label">
        {i18n._('door.followUp.what')}
      </label>
      <input
        id={`${id}-what`}
        name="what"
        value={followUp.what}
        onChange={(event) => change({ what: event.target.value })}
        maxLength={200}
        dir="auto"
        autoComplete="off"
        className={field}
      />
      <div className="grid grid-cols-2 gap-2">
        <label className="flex flex-col text-label">
          {i18n._('door.followUp.owner')}
          <input
            name="owner"
            value={followUp.owner}
            onChange={(event) => change({ owner: event.target.value })}
            maxLength={80}
            dir="auto"
            autoComplete="off"
            className={field}
          />
        </label>
        <label className="flex flex-col text-label">
          {i18n._('door.followUp.due')}
          <input
            type="date"
            name="due"
            value={followUp.due}
            onChange={(event) => change({ due: event.target.value })}
            className={field}
          />
        </label>
      </div>
    </fieldset>
  )
}
