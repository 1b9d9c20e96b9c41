import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'
import type { Door } from '../turf.schema.ts'
import type { DoorFace } from './door-face.ts'
import { DoorTile } from './door-tile.tsx'
import { type Floor, floorsOf, isWide } from './floors-of.ts'

type DoorGridProps = {
  doors: readonly Door[]
  faceOf: (door: Door) => DoorFace
  currentId: string | null
  chosen: ReadonlySet<string>
  onOpen: (door: Door) => void
  onChoose: (door: Door) => void
  onNewDoor: () => void
}

const columns = ['', 'grid-cols-1', 'grid-cols-2', 'grid-cols-3', 'grid-cols-4', 'grid-cols-5'] as const
const places = ['col-start-1', 'col-start-2', 'col-start-3', 'col-start-4', 'col-start-5'] as const

/** Floors are rows, the top floor on top. One tab stop; arrows, Home, End and digits walk. */
export function DoorGrid(props: DoorGridProps) {
  const { doors, currentId, onNewDoor } = props
  const i18n = useI18n()
  const grid = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const floors = floorsOf(doors)
  const walk = floors.flatMap((floor) => floor.doors)
  const tabbable = currentId ?? walk[0]?.unitId

  useEffect(() => {
    if (currentId) tileOf(grid.current, currentId)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])

  const jump = (door: Door | undefined, block: ScrollLogicalPosition = 'nearest') => {
    const tile = door && tileOf(grid.current, door.unitId)
    tile?.focus({ preventScroll: true })
    tile?.scrollIntoView({ block })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const here = walk.find(({ unitId }) => unitId === document.activeElement?.getAttribute('data-unit'))
    if (!here || event.metaKey || event.ctrlKey || event.altKey) return
    if (/^[0-9]$/.test(event.key)) {
      const text = event.timeStamp - typed.current.at < 900 ? typed.current.text + event.key : event.key
      typed.current = { text, at: event.timeStamp }
      const floor = floors.find((each) => each.floor === text)
      return jump(floor?.doors[0] ?? walk.find(({ label }) => label.startsWith(text)))
    }
    const to = stepTo(event.key, here, floors, walk)
    if (!to) return
    event.preventDefault()
    jump(to)
  }

  // Rail and rows scroll as one while a floor is one row; long corridors need a rail of their own.
  const split = floors.some(isWide)
  return (
    <div className={classNames('flex min-h-40 flex-1 pr-3', !split && 'overflow-y-auto')}>
      <nav
        aria-label={i18n._('door.floors')}
        className={classNames('w-9 shrink-0', split && 'overflow-y-auto', 'py-1')}
      >
        {floors.map((floor) => (
          <button
            key={floor.floor}
            type="button"
            aria-label={i18n._('door.floor', { floor: floor.floor })}
            onClick={() => jump(floor.doors[0], 'start')}
            className="mb-1 block h-12 w-full pl-3 text-left font-sign text-label text-ink-2"
          >
            {floor.floor}
          </button>
        ))}
      </nav>
      <div ref={grid} className={classNames('min-w-0 flex-1 py-1', split && 'overflow-y-auto')}>
        <fieldset aria-label={i18n._('door.grid')} onKeyDown={onKeyDown} className="min-w-0">
          {floors.map((floor) => (
            <FloorRow key={floor.floor} floor={floor} floors={floors} tabbable={tabbable} {...props} />
          ))}
        </fieldset>
        <button
          type="button"
          onClick={onNewDoor}
          className="h-12 w-full rounded-tile border border-dashed border-edge font-semibold text-label text-ink-2"
        >
          + {i18n._('door.new')}
        </button>
      </div>
    </div>
  )
}

function FloorRow({
  floor,
  floors,
  tabbable,
  faceOf,
  currentId,
  chosen,
  onOpen,
  onChoose,
}: DoorGridProps & { floor: Floor; floors: readonly Floor[]; tabbable: string | undefined }) {
  const wide = isWide(floor)
  const lines = linesOf(floors)
  const shared = lines.length <= 5 && !wide
  const count = shared ? lines.length : floor.doors.length
  return (
    <div
      className={classNames('mb-1 grid gap-1', wide ? 'grid-cols-[repeat(auto-fill,3rem)]' : columns[count])}
    >
      {floor.doors.map((door) => (
        <DoorTile
          key={door.unitId}
          door={door}
          face={faceOf(door)}
          current={door.unitId === currentId}
          chosen={chosen.has(door.unitId)}
          choosing={chosen.size > 0}
          tabbable={door.unitId === tabbable}
          tight={count > 4}
          className={shared ? places[lines.indexOf(door.lineRank)] : undefined}
          onOpen={() => (chosen.size > 0 ? onChoose(door) : onOpen(door))}
          onHold={() => onChoose(door)}
        />
      ))}
    </div>
  )
}

/** Doors above each other stand above each other, as long as the house is narrow. */
function linesOf(floors: readonly Floor[]) {
  const narrow = floors.filter((floor) => !isWide(floor))
  const twice = narrow.some(({ doors }) => new Set(doors.map((door) => door.lineRank)).size < doors.length)
  if (twice) return [1, 2, 3, 4, 5, 6]
  return [...new Set(narrow.flatMap(({ doors }) => doors.map((door) => door.lineRank)))].sort((a, b) => a - b)
}

function tileOf(grid: HTMLElement | null, unitId: string) {
  return grid?.querySelector<HTMLElement>(`[data-unit="${CSS.escape(unitId)}"]`)
}

function stepTo(key: string, here: Door, floors: readonly Floor[], walk: readonly Door[]) {
  const at = walk.indexOf(here)
  if (key === 'ArrowRight') return walk[at + 1]
  if (key === 'ArrowLeft') return walk[at - 1]
  const row = floors.findIndex(({ doors }) => doors.includes(here))
  const floor = floors[row]
  if (!floor) return undefined
  if (key === 'Home') return floor.doors[0]
  if (key === 'End') return floor.doors.at(-1)
  const below = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (below === 0) return undefined
  const column = floor.doors.indexOf(here)
  const wrapped = isWide(floor) ? floor.doors[column + 6 * below] : undefined
  const other = floors[row + below]
  return wrapped ?? other?.doors[Math.min(column % 6, other.doors.length - 1)]
}
