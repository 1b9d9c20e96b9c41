import { useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Button } from '#app/ui/button.tsx'
import { levelLook } from '#app/ui/marks.tsx'
import { UndoLine } from '#app/ui/undo-line.tsx'
import type { PracticeStep } from './practice-steps.ts'

type Tap = { step: PracticeStep; onTap: (tapped: PracticeStep) => void }

const label = '0Z'
const wide = 'min-w-20 flex-1'

/** As under the grid of a building, with one door. */
export function DoorCard({ step, onTap }: Tap) {
  const i18n = useI18n()
  const [other, setOther] = useState(false)
  return (
    <section
      aria-label={i18n._('door.name', { label })}
      className="-mx-3 mt-auto border-t-2 border-ink bg-sheet px-3 safe-bottom"
    >
      {step === 'undo' && (
        <UndoLine onUndo={() => onTap('undo')}>
          {label} · {i18n._('disposition.not_home')}
        </UndoLine>
      )}
      <div className="flex items-center gap-3 py-1">
        <h2 className="shrink-0 text-plate font-bold">{label}</h2>
        <p className="min-w-0 flex-1">{i18n._('practice.who')}</p>
      </div>
      <div className="flex flex-wrap gap-2 py-2">
        <Button size="door" className={wide} onClick={() => onTap('notHome')}>
          {i18n._('disposition.not_home')}
        </Button>
        <Button size="door" variant="main" className={wide} onClick={() => onTap('talked')}>
          {i18n._('disposition.conversation')}
        </Button>
        <Button size="door" aria-expanded={other} onClick={() => setOther(!other)}>
          {i18n._('door.other')}
        </Button>
      </div>
      {other && <p className="pb-2 text-label">{i18n._('practice.other')}</p>}
    </section>
  )
}

const heard = ['repairs', 'rent', 'safety'] as const
const heardKey = keysFor('heard', heard)

/** The face a neighbor may read. */
export function DoorAnswer({ step, onTap }: Tap) {
  const i18n = useI18n()
  const [chosen, setChosen] = useState<readonly string[]>([])
  return (
    <section className="flex flex-col gap-4" aria-label={i18n._('door.isOpen')}>
      <p className="text-section">{i18n._('practice.says')}</p>
      <div className="flex flex-wrap gap-2">
        {heard.map((code) => {
          const on = chosen.includes(code)
          return (
            <Button
              key={code}
              size="touch"
              aria-pressed={on}
              className={on ? 'border-ink' : undefined}
              onClick={() => {
                setChosen(on ? chosen.filter((each) => each !== code) : [...chosen, code])
                if (step === 'heard') onTap('heard')
              }}
            >
              {on && <span aria-hidden="true">✓</span>}
              {i18n._(heardKey(code))}
            </Button>
          )
        })}
      </div>
      <Button size="door" onClick={() => onTap('stairs')}>
        {i18n._('door.onTheStairs')} <span aria-hidden="true">›</span>
      </Button>
    </section>
  )
}

const levels = [1, 2, 3, 4, 5] as const
const levelKey = keysFor('level', ['1', '2', '3', '4', '5'] as const)
const meansKey = keysFor('levelMeans', ['1', '2', '3', '4', '5'] as const)

/** Out of sight of the door. */
export function Stairs({
  level,
  onLevel,
  onDone,
}: {
  level: number | null
  onLevel: (level: number) => void
  onDone: () => void
}) {
  const i18n = useI18n()
  return (
    <section className="flex flex-col gap-2" aria-label={i18n._('door.onTheStairs')}>
      {levels.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={level === each}
          onClick={() => onLevel(each)}
          className={`flex min-h-14 items-center gap-3 rounded-control border-2 bg-sheet px-3 text-left ${level === each ? 'border-ink' : 'border-hair'}`}
        >
          <span
            aria-hidden="true"
            className={`grid size-8 place-items-center rounded-tile border border-edge font-sign font-bold ${levelLook(each)}`}
          >
            {each}
          </span>
          <span>
            {i18n._(levelKey(`${each}`))}
            <span className="block text-hint text-ink-2">{i18n._(meansKey(`${each}`))}</span>
          </span>
        </button>
      ))}
      <Button size="door" variant="main" onClick={onDone}>
        {i18n._('door.done')}
      </Button>
    </section>
  )
}
