import { useState } from 'react'
import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { BeamBar } from '#app/ui/beam.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'
import { endPractice } from '../joining/practice-flag.ts'
import { DoorAnswer, DoorCard, Stairs } from './practice-parts.tsx'
import { type PracticeStep, practiceSteps } from './practice-steps.ts'

const stepKey = keysFor('practice.step', practiceSteps)

/** Drawn by the phone: the page it keeps is an empty one. */
export async function clientLoader() {
  return null
}
clientLoader.hydrate = true as const

export function HydrateFallback() {
  return <main id="page" className="h-dvh border-t-[6px] border-green" />
}

/** One door that is not there, once through: nothing here touches the phone's store. */
export default function PracticePage() {
  const i18n = useI18n()
  const [at, setAt] = useState(0)
  const [missed, setMissed] = useState(false)
  const [level, setLevel] = useState<number | null>(null)
  const step = practiceSteps[at] ?? 'over'

  /** What is not asked for now says so, and does nothing. */
  const tap = (tapped: PracticeStep) => {
    setMissed(tapped !== step)
    if (tapped === step) setAt(at + 1)
  }
  const isOver = step === 'over'

  return (
    <main
      id="page"
      className="mx-auto flex min-h-dvh max-w-xl flex-col gap-4 border-t-[6px] border-green px-3 pb-3"
    >
      <header className="flex items-start pt-2">
        <Link
          to="/doors"
          onClick={endPractice}
          aria-label={i18n._('practice.skip')}
          className="-ml-3 grid size-12 place-items-center text-section"
        >
          <span aria-hidden="true">✕</span>
        </Link>
        <div>
          <TabTitle>{i18n._('practice.title')}</TabTitle>
          <h1>{i18n._('practice.title')}</h1>
          <p className="text-label text-ink-2">{i18n._('practice.nothing')}</p>
        </div>
      </header>
      <BeamBar size={12} total={practiceSteps.length - 1} parts={[{ fill: 'solid', count: at }]} />
      <div role="status" className="rounded-control bg-info-tint p-3 text-section">
        {missed && <p className="text-body">{i18n._('practice.notThat')}</p>}
        <p>{i18n._(stepKey(step))}</p>
      </div>
      {(step === 'heard' || step === 'stairs') && <DoorAnswer step={step} onTap={tap} />}
      {(step === 'level' || step === 'done') && (
        <Stairs
          level={level}
          onLevel={(chosen) => {
            setLevel(chosen)
            if (step === 'level') tap('level')
          }}
          onDone={() => tap('done')}
        />
      )}
      {isOver ? (
        <LinkButton to="/doors" variant="main" size="door" onClick={endPractice}>
          {i18n._('practice.toDoors')}
        </LinkButton>
      ) : (
        <LinkButton to="/doors" variant="quiet" size="touch" onClick={endPractice}>
          {i18n._('practice.skip')}
        </LinkButton>
      )}
      {at < practiceSteps.indexOf('heard') && <DoorCard step={step} onTap={tap} />}
    </main>
  )
}
