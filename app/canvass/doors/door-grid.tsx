import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'
import type { Door } from '../turf.schema.ts'
import type { DoorFace } from './door-face.ts'
import { DoorTile, type TileActs } from './door-tile.tsx'
import { useDoorName } from './door-words.ts'
import { doorTyped, type Floor, floorsOf, isWide } from './floors-of.ts'
import type { Hint } from './hint.ts'

type DoorGridProps = {
  doors: readonly Door[]
  faceOf: (door: Door) => DoorFace
  hintOf: (door: Door) => Hint | null
  locked: boolean
  currentId: string | null
  chosen: ReadonlySet<string>
  onOpen: (door: Door) => void
  onChoose: (door: Door) => void
  onNewDoor: () => void
}

const columns = ['', 'grid-cols-1', 'grid-cols-2', 'grid-cols-3', 'grid-cols-4', 'grid-cols-5'] as const
const places = ['col-start-1', 'col-start-2', 'col-start-3', 'col-start-4', 'col-start-5'] as const
const typingPause = 900
/** More floors than the rail shows at once are jumped to by their number. */
const railShows = 12

/** Floors are rows, the top floor on top. One tab stop; arrows, Home, End and a number typed walk. */
export function DoorGrid(props: DoorGridProps) {
  const { doors, currentId, onNewDoor } = props
  const i18n = useI18n()
  const grid = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const acts = useRef<TileActs>({ open: props.onOpen, choose: props.onChoose })
  const floors = floorsOf(doors)
  const walk = floors.flatMap((floor) => floor.doors)
  const lines = linesOf(floors)

  useEffect(() => {
    acts.current = { open: props.onOpen, choose: props.onChoose }
  })

  useEffect(() => {
    if (currentId) tileOf(grid.current, currentId)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])

  const show = (door: Door | undefined, block: ScrollLogicalPosition) => {
    const tile = door && tileOf(grid.current, door.unitId)
    tile?.scrollIntoView({ block })
    return tile
  }
  const jump = (door: Door | undefined, block: ScrollLogicalPosition = 'nearest') =>
    show(door, block)?.focus({ preventScroll: true })

  const onKeyDown = (event: KeyboardEvent) => {
    const here = walk.find(({ unitId }) => unitId === document.activeElement?.getAttribute('data-unit'))
    if (!here || event.metaKey || event.ctrlKey || event.altKey) return
    if (/^[\p{L}\p{N}]$/u.test(event.key)) {
      const goesOn = event.timeStamp - typed.current.at < typingPause
      typed.current = { text: (goesOn ? typed.current.text : '') + event.key, at: event.timeStamp }
      return jump(doorTyped(floors, typed.current.text))
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
        {floors.length > railShows && (
          <input
            inputMode="numeric"
            aria-label={i18n._('door.toFloor')}
            placeholder="#"
            autoComplete="off"
            onChange={({ target }) => show(doorTyped(floors, target.value), 'start')}
            className="sticky top-0 z-1 mb-1 h-12 w-9 rounded-r-tile border border-edge bg-sheet text-center font-sign"
          />
        )}
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
            <FloorRow
              key={floor.floor}
              {...props}
              floor={floor}
              lines={lines}
              acts={acts}
              currentId={currentId}
              tabbable={currentId ?? walk[0]?.unitId}
            />
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

type FloorRowProps = DoorGridProps & {
  floor: Floor
  lines: readonly number[]
  acts: RefObject<TileActs>
  tabbable: string | undefined
}

function FloorRow({ floor, lines, acts, tabbable, ...props }: FloorRowProps) {
  const { faceOf, hintOf, locked, currentId, chosen } = props
  const doorName = useDoorName()
  const wide = isWide(floor)
  const shared = lines.length <= 5 && !wide
  const count = shared ? lines.length : floor.doors.length
  return (
    <div
      className={classNames('mb-1 grid gap-1', wide ? 'grid-cols-[repeat(auto-fill,3rem)]' : columns[count])}
    >
      {floor.doors.map((door) => {
        const face = faceOf(door)
        const hint = face.logged === 'conversation' || face.doNotKnock ? null : hintOf(door)
        return (
          <DoorTile
            key={door.unitId}
            door={door}
            name={doorName(door, face, hint, locked)}
            face={face}
            ask={Boolean(hint?.first)}
            current={door.unitId === currentId}
            chosen={chosen.has(door.unitId)}
            choosing={chosen.size > 0}
            tabbable={door.unitId === tabbable}
            tight={count > 4}
            place={shared ? places[lines.indexOf(door.lineRank)] : undefined}
            acts={acts}
          />
        )
      })}
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
