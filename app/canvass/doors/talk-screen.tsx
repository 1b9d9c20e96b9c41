import { useEffect, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import type { Turf } from '../lease/turf.schema.ts'
import type { PhoneStatus } from '../offline/phone-types.ts'
import { LostLine } from './door-header.tsx'
import { asksOf } from './knock-of.ts'
import { OnTheStairs } from './on-the-stairs.tsx'
import { OpenDoor, type TalkProps } from './open-door.tsx'
import { useSaveWords } from './save-words.ts'
import { joinLacksName } from './talk-draft.ts'

type TalkScreenProps = Pick<TalkProps, 'door' | 'draft' | 'onChange'> & {
  turf: Turf
  status: PhoneStatus
  onLeave: () => void
  onDone: () => void
  onShowSaved: () => void
}

/** A talk has two faces. Which one is open is part of the draft: a killed tab comes back to it. */
export function TalkScreen({ turf, status, onLeave, onDone, onShowSaved, ...rest }: TalkScreenProps) {
  const { door, draft, onChange } = rest
  const talk = {
    ...rest,
    locked: status.locked,
    meeting: turf.meeting,
    script: turf.script,
    asks: asksOf(turf),
  }
  const i18n = useI18n()
  const words = useSaveWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const page = useRef<HTMLElement>(null)
  const stairs = draft.face === 'stairs'

  const fieldAt = useRef(draft.field)
  // To the neighbor: one tap must not show them what is written on the stairs.
  const isTurned = !stairs && draft.step === 'keep'

  useEffect(() => {
    if (heading.current?.dataset.stairs === String(stairs)) heading.current.focus()
    page.current?.scrollTo(0, 0)
    // Cut off in a field: back to it.
    const field = fieldAt.current && page.current?.querySelector<HTMLElement>(`[name="${fieldAt.current}"]`)
    fieldAt.current = undefined
    if (field) field.focus()
  }, [stairs])

  useEffect(() => {
    if (isTurned) page.current?.scrollTo(0, 0)
  }, [isTurned])

  return (
    <div data-face={draft.face} className="flex h-dvh flex-col">
      <header className="shrink-0 border-t-[6px] border-green">
        <div hidden={isTurned} className="flex min-h-14 items-center gap-2 pr-3">
          <button
            type="button"
            aria-label={stairs ? i18n._('door.backToDoor') : i18n._('door.leaveTalk')}
            onClick={() => (stairs ? onChange({ face: 'door' }) : onLeave())}
            className="size-12 text-section"
          >
            <span aria-hidden="true">←</span>
          </button>
          <h1 ref={heading} data-stairs={stairs} tabIndex={-1} className="min-w-0 flex-1 text-section">
            {door.label} · {stairs ? i18n._('door.onTheStairs') : i18n._('door.isOpen')}
          </h1>
          {!stairs && (
            <Button variant="main" size="touch" onClick={() => onChange({ face: 'stairs' })}>
              {i18n._('door.onTheStairs')} <span aria-hidden="true">›</span>
            </Button>
          )}
        </div>
        {status.notSaved ? (
          <LostLine onOpen={onShowSaved}>{words(status)}</LostLine>
        ) : (
          <p hidden={isTurned} className="border-b border-hair px-3 pb-1 text-hint text-ink-2">
            {words(status)}
          </p>
        )}
        {stairs && status.locked && (
          <p className="bg-amber-tint px-3 py-1 text-label">{i18n._('door.locked.talk')}</p>
        )}
      </header>
      <main
        id="page"
        ref={page}
        onFocus={({ target }) => {
          const field = target.getAttribute('name') ?? ''
          if (field !== (draft.field ?? '')) onChange({ field })
        }}
        className="min-h-0 flex-1 overflow-y-auto px-3"
      >
        {stairs ? <OnTheStairs {...talk} doors={turf.doors} /> : <OpenDoor {...talk} />}
      </main>
      {stairs && (
        <div className="shrink-0 border-t-2 border-ink bg-sheet px-3 py-2 safe-bottom">
          {joinLacksName(draft) && (
            <p className="mb-2 rounded-tile bg-amber-tint px-2 py-1 text-label">{i18n._('door.join.name')}</p>
          )}
          <Button variant="main" size="door" onClick={onDone} className="w-full">
            {i18n._('door.done')}
          </Button>
        </div>
      )}
    </div>
  )
}
