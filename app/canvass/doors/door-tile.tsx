import { useRef } from 'react'
import { classNames } from '#app/ui/class-names.ts'
import type { Door } from '../turf.schema.ts'
import { type DoorFace, marksOf } from './door-face.ts'
import { useDoorName } from './door-words.ts'
import { useHold } from './use-hold.ts'

type DoorTileProps = {
  door: Door
  face: DoorFace
  current: boolean
  chosen: boolean
  choosing: boolean
  tabbable: boolean
  /** Little room beside the number. */
  tight: boolean
  /** Grid place as classes. */
  className?: string
  onOpen: () => void
  onHold: () => void
}

const holdToChoose = 500
const holdToOpen = 1000

/** Who asked never to be visited is not opened by a slip of the thumb: hold it, or Enter twice. */
export function DoorTile({
  door,
  face,
  current,
  chosen,
  choosing,
  tabbable,
  tight,
  className,
  onOpen,
  onHold,
}: DoorTileProps) {
  const name = useDoorName()
  const enteredAt = useRef(0)
  const guarded = face.doNotKnock && !current
  const hold = useHold(guarded ? holdToOpen : holdToChoose, guarded ? onOpen : onHold)

  const open = (byKeyboard: boolean) => {
    if (hold.tookHold()) return
    if (!guarded || choosing) return onOpen()
    if (!byKeyboard) return
    if (Date.now() - enteredAt.current < 2000) onOpen()
    enteredAt.current = Date.now()
  }

  return (
    <button
      type="button"
      data-unit={door.unitId}
      data-beam={face.beam}
      aria-label={name(door, face)}
      aria-current={current ? 'true' : undefined}
      aria-pressed={choosing ? chosen : undefined}
      tabIndex={tabbable ? 0 : -1}
      // A click without coordinates comes from Enter, Space or a screen reader.
      onClick={(event) => open(event.detail === 0)}
      {...hold.handlers}
      className={classNames(
        'relative h-12 min-w-0 touch-manipulation select-none overflow-hidden rounded-tile border font-sign text-tile font-bold',
        face.struck || face.doNotKnock ? 'bg-sunk text-ink-2' : 'bg-sheet text-ink',
        current ? 'border-[3px] border-enamel' : chosen ? 'border-2 border-ink' : 'border-edge',
        face.struck && 'line-through',
        className,
      )}
    >
      <TileBeam beam={face.beam} />
      <span className={classNames('block truncate pt-1 leading-none', door.label.length > 4 && 'text-label')}>
        {chosen && <span aria-hidden="true">✓</span>}
        {door.label}
      </span>
      <span
        aria-hidden="true"
        className={classNames(
          'absolute content-center text-[12px] leading-none text-amber',
          tight ? 'right-0.5 bottom-0.5' : 'inset-y-1.5 right-1',
        )}
      >
        {marksOf(face).join('')}
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
        fill={beam === 'tried' ? 'url(#beam-stripes)' : undefined}
        className={classNames('beam-part', beam === 'talked' && 'beam-solid fill-green')}
      />
    </svg>
  )
}
