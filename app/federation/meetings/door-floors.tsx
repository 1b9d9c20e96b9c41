import type { ReactNode } from 'react'
import { byStaircase } from '#app/buildings/staircases.ts'
import { useStaircaseName } from '#app/buildings/use-staircase-name.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'

type Door = { unitId: string; label: string; entrance: string | null; floor: string }
type DoorFloorsProps<Of extends Door> = { doors: readonly Of[]; children: (door: Of) => ReactNode }

/** Doors as they stand: staircase by staircase, a row a floor. */
export function DoorFloors<Of extends Door>({ doors, children }: DoorFloorsProps<Of>) {
  const i18n = useI18n()
  const staircaseName = useStaircaseName()
  const staircases = byStaircase(doors)
  return staircases.map(({ entrance, doors: onThem }) => (
    <div key={entrance} className="mb-4">
      {staircases.length > 1 && <h3 className="mb-1 font-semibold">{staircaseName(entrance)}</h3>}
      <ol className="flex flex-col gap-2">
        {[...Map.groupBy(onThem, ({ floor }) => floor)].map(([floor, ofFloor]) => (
          <li key={floor} className="flex gap-3">
            <span className="w-10 shrink-0 pt-3 font-sign text-label text-ink-3">
              <span className="sr-only">{i18n._('meeting.floor')} </span>
              {floor}
            </span>
            <ul className="flex min-w-0 flex-wrap gap-2">
              {ofFloor.map((door) => (
                <li key={door.unitId}>{children(door)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  ))
}

type DoorTickProps = {
  label: string
  /** Said aloud: the door, what it answered, what is ticked. */
  name: string
  mark: string
  isTicked: boolean
  /** What pressing it sends; without it nothing can be pressed. */
  value: string | null
}

/** One door of a list that is ticked off. Pressing again takes the tick back. */
export function DoorTick({ label, name, mark, isTicked, value }: DoorTickProps) {
  const look = classNames(
    'flex h-12 min-w-16 items-center justify-center gap-1 rounded-tile border px-2 font-sign text-section font-semibold',
    isTicked ? 'border-2 border-green bg-ok-tint text-ink' : 'border-edge bg-sheet text-ink',
  )
  const face = (
    <>
      <span aria-hidden="true">{label}</span>
      <span aria-hidden="true" className="text-label">
        {mark}
      </span>
    </>
  )
  if (value === null) {
    return (
      <span className={look}>
        <span className="sr-only">{name}</span>
        {face}
      </span>
    )
  }
  return (
    <button
      type="submit"
      name="tick"
      value={value}
      aria-pressed={isTicked}
      aria-label={name}
      className={look}
    >
      {face}
    </button>
  )
}
