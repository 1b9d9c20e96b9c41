import { memo, type RefObject, useRef } from 'react'
import { classNames } from '#app/ui/class-names.ts'
import type { Door } from '../lease/turf.schema.ts'
import { type DoorFace, marksOf } from './door-face.ts'
import { useHold } from './use-hold.ts'

/** What a tap and a hold do now. The same object as long as the grid stands. */
export type TileActs = { open: (door: Door) => void; choose: (door: Door) => void }

type DoorTileProps = {
  door: Door
  name: string
  face: DoorFace
  /** A neighbor has a trouble that may be here too. */
  ask: boolean
  current: boolean
  chosen: boolean
  choosing: boolean
  tabbable: boolean
  /** Little room beside the number. */
  tight: boolean
  /** Grid place as classes. */
  place: string | undefined
  acts: RefObject<TileActs>
}

const holdToChoose = 500
const holdToOpen = 1000

/** Who asked never to be visited is not opened by a slip of the thumb: hold it, or Enter twice. Of a thousand tiles those are drawn that changed. */
export const DoorTile = memo(Tile, (before, now) => looks(before) === looks(now))

function looks({ door, face, acts: _, ...rest }: DoorTileProps) {
  return Object.values({ ...face, ...rest, unitId: door.unitId, label: door.label }).join('|')
}

function Tile({
  door,
  name,
  face,
  ask,
  current,
  chosen,
  choosing,
  tabbable,
  tight,
  place,
  acts,
}: DoorTileProps) {
  const enteredAt = useRef(0)
  const marks = marksOf(face, ask)
  const guarded = face.doNotKnock && !current
  const open = () => acts.current.open(door)
  const choose = () => acts.current.choose(door)
  const hold = useHold(guarded ? holdToOpen : holdToChoose, guarded ? open : choose)

  const tap = (byKeyboard: boolean, withShift: boolean) => {
    if (hold.tookHold()) return
    if (choosing || withShift) return choose()
    if (!guarded) return open()
    if (!byKeyboard) return
    if (Date.now() - enteredAt.current < 2000) open()
    enteredAt.current = Date.now()
  }

  return (
    <button
      type="button"
      data-unit={door.unitId}
      data-beam={face.beam}
      aria-label={name}
      aria-current={current ? 'true' : undefined}
      aria-pressed={choosing ? chosen : undefined}
      tabIndex={tabbable ? 0 : -1}
      // A click without coordinates comes from Enter, Space or a screen reader.
      onClick={(event) => tap(event.detail === 0, event.shiftKey)}
      {...hold.handlers}
      className={classNames(
        'relative h-12 min-w-0 touch-manipulation select-none overflow-hidden rounded-tile border font-sign text-tile font-bold',
        face.struck || face.doNotKnock ? 'bg-sunk text-ink-2' : 'bg-sheet text-ink',
        current ? 'border-[3px] border-enamel' : chosen ? 'border-2 border-ink' : 'border-edge',
        face.struck && 'line-through',
        place,
      )}
    >
      <TileBeam beam={face.beam} />
      {face.tonight && (
        <span aria-hidden="true" className="absolute inset-x-0 bottom-0 border-ink border-b-4" />
      )}
      <span className={classNames('block truncate pt-1 leading-none', door.label.length > 4 && 'text-label')}>
        {chosen && <span aria-hidden="true">✓</span>}
        {door.label}
      </span>
      <span
        aria-hidden="true"
        className={classNames(
          'absolute content-center text-[12px] leading-none text-amber',
          tight || chosen || marks.length > 1 ? 'right-0.5 bottom-1.5' : 'inset-y-1.5 right-1',
        )}
      >
        {marks.join('')}
      </span>
    </button>
  )
}

function TileBeam({ beam }: { beam: DoorFace['beam'] }) {
  return (
    <svg height="6" aria-hidden="true" className="absolute inset-x-0 top-0 block w-full">
      <rect
        width={beam === 'none' ? '0' : '100%'}
        height="6"
        fill={beam === 'tried' ? 'url(#beam-stripes)' : beam === 'unknown' ? 'url(#beam-hatch)' : undefined}
        className={classNames('beam-part', beam === 'talked' && 'beam-solid fill-green')}
      />
    </svg>
  )
}
