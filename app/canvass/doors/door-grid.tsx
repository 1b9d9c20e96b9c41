import { Fragment, type KeyboardEvent, memo, type RefObject, useEffect, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'
import type { Door, Turf } from '../lease/turf.schema.ts'
import { doorFace } from './door-face.ts'
import { DoorTile, type TileActs } from './door-tile.tsx'
import { useDoorName } from './door-words.ts'
import { doorTyped, type Floor, isWide } from './floors-of.ts'
import type { House } from './house.ts'
import { walkOf } from './next-door.ts'

type DoorGridProps = {
  house: House
  /** Talks that wait to be finished. */
  drafts: ReadonlyMap<string, unknown>
  /** What was done before tonight is not told to this phone. */
  hidden: boolean
  currentId: string | null
  chosen: ReadonlySet<string>
  onOpen: (door: Door) => void
  onChoose: (door: Door) => void
  onNewDoor: () => void
}

type Jump = (door: Door | undefined, block?: ScrollLogicalPosition) => void

const columns = ['', 'grid-cols-1', 'grid-cols-2', 'grid-cols-3', 'grid-cols-4', 'grid-cols-5'] as const
const places = ['col-start-1', 'col-start-2', 'col-start-3', 'col-start-4', 'col-start-5'] as const
const typingPause = 900
/** More floors than the rail shows at once are jumped to by their number. */
const railShows = 12

/** Floors are rows, the top floor on top. One tab stop; arrows, Home, End and a number typed walk. */
export function DoorGrid(props: DoorGridProps) {
  const { house, drafts, hidden, currentId, chosen, onNewDoor } = props
  const i18n = useI18n()
  const grid = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const acts = useRef<TileActs>({ open: props.onOpen, choose: props.onChoose })
  const { floors, plan } = house
  // One stop for the tab key: where one stands, else the first door.
  const here = floors.find(({ doors }) => doors.some(({ unitId }) => unitId === currentId)) ?? floors[0]

  useEffect(() => {
    acts.current = { open: props.onOpen, choose: props.onChoose }
  })

  // With the frame that shows it: asked for sooner, everything would be laid out twice.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (currentId) tileOf(grid.current, currentId)?.scrollIntoView({ block: 'nearest' })
    })
    return () => cancelAnimationFrame(frame)
  }, [currentId])

  const show = (door: Door | undefined, block: ScrollLogicalPosition) => {
    const tile = door && tileOf(grid.current, door.unitId)
    tile?.scrollIntoView({ block })
    return tile
  }
  const jump: Jump = (door, block = 'nearest') => show(door, block)?.focus({ preventScroll: true })

  const rail = useRef(jump)

  const onKeyDown = (event: KeyboardEvent) => {
    const walk = walkOf(floors)
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
  const split = plan.floors.some(isWide)
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
        <Rail floors={plan.floors} jump={rail} />
      </nav>
      <div ref={grid} className={classNames('min-w-0 flex-1 py-1', split && 'overflow-y-auto')}>
        <fieldset aria-label={i18n._('door.grid')} onKeyDown={onKeyDown} className="min-w-0">
          {floors.map((floor, at) => (
            <Fragment key={floor.id}>
              {startsStairs(floors, at) && (
                <p className={stairsLook}>
                  {floor.entrance
                    ? i18n._('chart.staircase', { name: floor.entrance })
                    : i18n._('chart.noStaircase')}
                </p>
              )}
              <FloorRow
                floor={floor}
                plan={plan}
                hintOf={house.hintOf}
                knocks={house.knocks}
                turfId={house.turf.turfId}
                drafts={drafts}
                hidden={hidden}
                chosen={chosen}
                acts={acts}
                current={floor === here ? currentId : null}
                tabbable={floor === here}
              />
            </Fragment>
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

const stairsLook = 'h-6 font-semibold text-label'

/** A name stands above the first floor of each staircase, if there are any; the rail leaves room for it. */
function startsStairs(floors: readonly Floor[], at: number) {
  return floors[0]?.entrance && floors[at]?.entrance !== floors[at - 1]?.entrance
}

/** Every floor's number, drawn anew only when the house is another. */
const Rail = memo(function Rail({ floors, jump }: { floors: readonly Floor[]; jump: RefObject<Jump> }) {
  const i18n = useI18n()
  return floors.map((floor, at) => (
    <Fragment key={floor.id}>
      {startsStairs(floors, at) && <p className={stairsLook} />}
      <button
        type="button"
        aria-label={i18n._('door.floor', { floor: floor.id })}
        onClick={() => jump.current(floor.doors[0], 'start')}
        className="mb-1 block h-12 w-full pl-3 text-left font-sign text-label text-ink-2"
      >
        {floor.floor}
      </button>
    </Fragment>
  ))
})

type FloorRowProps = Pick<House, 'plan' | 'hintOf' | 'knocks'> &
  Pick<Turf, 'turfId'> &
  Pick<DoorGridProps, 'drafts' | 'hidden' | 'chosen'> & {
    floor: Floor
    acts: RefObject<TileActs>
    current: string | null
    tabbable: boolean
  }

/** Of a hundred floors those are drawn where something changed. What was done at its doors makes a floor another object. */
const FloorRow = memo(Row, ({ knocks: _, ...before }, { knocks: _now, ...now }) =>
  Object.entries(now).every(([name, value]) => before[name as keyof typeof before] === value),
)

function Row({
  floor,
  plan,
  hintOf,
  knocks,
  turfId,
  drafts,
  hidden,
  chosen,
  acts,
  current,
  tabbable,
}: FloorRowProps) {
  const doorName = useDoorName()
  const wide = isWide(floor)
  const { lines, floors } = plan
  const shared = lines.length <= 5 && !wide
  const count = shared ? lines.length : floor.doors.length
  return (
    <div
      className={classNames(
        'mb-1 grid gap-1',
        // What is far from sight is laid out when one comes near; the ring around a tile stays whole.
        floors.length > railShows &&
          '[contain-intrinsic-block-size:auto_3rem] [content-visibility:auto] [overflow-clip-margin:8px]',
        wide ? 'grid-cols-[repeat(auto-fill,3rem)]' : columns[count],
      )}
    >
      {floor.doors.map((door, i) => {
        const { unitId } = door
        const face = doorFace(door, knocks.get(unitId) ?? [], drafts.has(unitId), turfId, hidden)
        const hint = face.logged === 'conversation' || face.doNotKnock ? null : hintOf(door)
        return (
          <DoorTile
            key={unitId}
            door={door}
            name={doorName(door, face, hint)}
            face={face}
            ask={Boolean(hint?.first)}
            current={unitId === current}
            chosen={chosen.has(unitId)}
            choosing={chosen.size > 0}
            tabbable={tabbable && (current ? unitId === current : i === 0)}
            tight={count > 4}
            place={shared ? places[lines.indexOf(door.lineRank)] : undefined}
            acts={acts}
          />
        )
      })}
    </div>
  )
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
