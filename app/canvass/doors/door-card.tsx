import { type ReactNode, type TouchEvent, useRef, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { buttonLook } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { UndoLine } from '#app/ui/undo-line.tsx'
import type { Door } from '../lease/turf.schema.ts'
import type { DoorFace } from './door-face.ts'
import { dispositionKey, partKey, useHintText, useLastText, useWhoText } from './door-words.ts'
import type { Hint } from './hint.ts'
import { tapped } from './thumb.ts'

export type Undoable = { text: string; onUndo?: () => void }

type DoorCardProps = {
  door: Door
  face: DoorFace
  hint: Hint | null
  undo: Undoable | null
  /** Where to begin, until something was done. */
  start: { text: string; go: () => void } | null
  locked: boolean
  onNotHome: () => Promise<unknown>
  onTalked: () => Promise<unknown>
  onOther: () => void
  /** The neighbor's trouble is here too. */
  onSame: (() => void) | null
  onChange: () => void
  /** The doors before and after it. */
  beside: readonly (Beside | null)[]
}

type Beside = { label: string; go: () => void }

const swipe = 60
const pressed = 'active:bg-sunk data-busy:border-ink data-busy:bg-sunk'

/** Docked under the thumb. One hint, the weightiest; nothing about levels, nothing others wrote. */
export function DoorCard({
  door,
  face,
  hint,
  undo,
  start,
  locked,
  onNotHome,
  onTalked,
  onOther,
  onSame,
  onChange,
  beside: [before = null, after = null],
}: DoorCardProps) {
  const i18n = useI18n()
  const whoText = useWhoText()
  const lastText = useLastText()
  const hintText = useHintText()
  // Of what was done here since, whoever did it knows.
  const part = !face.logged && door.lastPart && i18n._(partKey(door.lastPart))
  const touch = useRef({ x: 0, y: 0 })

  const onTouchEnd = (event: TouchEvent) => {
    const end = event.changedTouches[0]
    if (!end) return
    const x = end.clientX - touch.current.x
    if (Math.abs(x) > swipe && Math.abs(end.clientY - touch.current.y) < swipe / 2)
      (x < 0 ? after : before)?.go()
  }

  return (
    <section
      aria-label={i18n._('door.name', { label: door.label })}
      onTouchStart={({ touches }) => {
        const start = touches[0]
        if (start) touch.current = { x: start.clientX, y: start.clientY }
      }}
      onTouchEnd={onTouchEnd}
      className="shrink-0 touch-pan-y border-t-2 border-ink bg-sheet px-3 safe-bottom"
    >
      {undo ? (
        <UndoLine onUndo={undo.onUndo}>{undo.text}</UndoLine>
      ) : (
        start && (
          <button
            type="button"
            onClick={start.go}
            className="min-h-12 w-full text-left text-label font-semibold text-enamel"
          >
            {start.text} <span aria-hidden="true">›</span>
          </button>
        )
      )}
      <div className="-mx-3 flex items-center py-1">
        <ToBeside to={before}>‹</ToBeside>
        <h2 className={classNames('shrink-0 font-bold', door.label.length > 5 ? 'text-title' : 'text-plate')}>
          {door.label}
        </h2>
        <ToBeside to={after}>›</ToBeside>
        <div className="min-w-0 flex-1">
          <p dir="auto" className="leading-6">
            {locked ? i18n._('door.locked.who') : whoText(door, face.hidden)}
          </p>
          {/* A locked phone, and a guest's, does not know whether anybody knocked before tonight. */}
          {(face.tonight || !face.hidden) && (
            <p className="text-hint text-ink-2">
              {face.logged
                ? i18n._('door.tonight', { what: i18n._(dispositionKey(face.logged)) })
                : face.hidden
                  ? i18n._('door.tonight', { what: i18n._('door.byPair') })
                  : lastText(door)}
              {part && ` · ${part}`}
            </p>
          )}
        </div>
        {face.logged && (
          <button
            type="button"
            aria-label={i18n._('door.change.what')}
            onClick={onChange}
            className="min-h-12 shrink-0 px-3 text-label font-semibold text-enamel"
          >
            {i18n._('door.change')}
          </button>
        )}
      </div>
      {face.unsafe && <Warning mark="△">{i18n._('door.neverAlone')}</Warning>}
      {face.doNotKnock ? (
        <Warning mark="✕">{i18n._('door.doNotKnock')}</Warning>
      ) : hint ? (
        <Warning mark="◆">
          {hintText(hint)}
          {onSame && (
            <button
              type="button"
              onClick={onSame}
              className="-my-2 ml-auto min-h-12 shrink-0 pl-2 font-semibold text-enamel"
            >
              {i18n._('door.sameHere')}
            </button>
          )}
        </Warning>
      ) : (
        part && door.onePart && <Warning mark="↻">{i18n._('door.hint.part', { part })}</Warning>
      )}
      {door.struck ? (
        <p className="py-3 text-label">{i18n._('door.struckText')}</p>
      ) : (
        <div className="flex flex-wrap gap-2 py-2">
          <Act onAct={onNotHome} className={look(`border-2 border-green bg-sheet ${pressed}`)}>
            {i18n._('disposition.not_home')}
          </Act>
          <Act
            onAct={onTalked}
            className={classNames(
              look('data-busy:border-ink data-busy:bg-green-pressed'),
              buttonLook({ variant: 'main', size: 'door' }),
            )}
          >
            {face.toFinish ? `✎ ${i18n._('door.finish')}` : i18n._('disposition.conversation')}
          </Act>
          <button
            type="button"
            onClick={onOther}
            className="min-h-16 w-16 shrink-0 rounded-control border-2 border-edge bg-sheet text-label font-semibold"
          >
            {i18n._('door.other')}
          </button>
        </div>
      )}
    </section>
  )
}

/** What a swipe does, for whoever cannot swipe. */
function ToBeside({ to, children }: { to: Beside | null; children: string }) {
  const i18n = useI18n()
  if (!to) return <span className="w-9 shrink-0" />
  return (
    <button
      type="button"
      aria-label={i18n._('door.name', { label: to.label })}
      onClick={to.go}
      className="min-h-12 w-9 shrink-0 text-title text-ink-2"
    >
      <span aria-hidden="true">{children}</span>
    </button>
  )
}

function Warning({ mark, children }: { mark: string; children: ReactNode }) {
  return (
    <p className="mb-1 flex items-center gap-1 rounded-tile bg-amber-tint px-2 py-1 text-label">
      <span aria-hidden="true">{mark}</span>
      {children}
    </p>
  )
}

/** Stays pressed until it is on the disk: the finger is answered at once, the tile by what was saved. */
function Act({
  onAct,
  className,
  children,
}: {
  onAct: () => Promise<unknown>
  className: string
  children: ReactNode
}) {
  const [busy, setBusy] = useState(false)
  const tap = tapped(() => {
    const done = onAct()
    // Drawing now would stand between the act and the disk, which mostly is faster than anybody sees.
    const timer = setTimeout(() => setBusy(true), 50)
    void done.finally(() => {
      clearTimeout(timer)
      setBusy(false)
    })
  })
  return (
    <button type="button" data-busy={busy || undefined} {...tap} className={className}>
      {children}
    </button>
  )
}

function look(more?: string) {
  return classNames(
    'min-h-16 min-w-20 flex-1 touch-manipulation rounded-control px-1 text-section leading-6 font-semibold [overflow-wrap:normal] [&:lang(es)]:max-[379px]:text-body',
    more,
  )
}

/** Several doors at once, chosen by holding a tile. */
export function ChosenCard({
  count,
  onNotHome,
  onCancel,
}: {
  count: number
  onNotHome: () => Promise<unknown>
  onCancel: () => void
}) {
  const i18n = useI18n()
  return (
    <section
      aria-label={i18n._('door.chosen', { count })}
      className="shrink-0 border-t-2 border-ink bg-sheet px-3 safe-bottom"
    >
      <p role="status" className="py-2">
        {i18n._('door.chosen', { count })}
      </p>
      <div className="flex flex-wrap gap-2 pb-2">
        <Act onAct={onNotHome} className={look(`border-2 border-green bg-sheet ${pressed}`)}>
          {i18n._('door.notHomeTimes', { count })}
        </Act>
        <button type="button" onClick={onCancel} className={look(`border-2 border-edge bg-sheet ${pressed}`)}>
          {i18n._('door.cancel')}
        </button>
      </div>
    </section>
  )
}
