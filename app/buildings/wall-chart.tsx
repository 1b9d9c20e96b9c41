import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import type { FloorLeader } from './chart.server.ts'
import type { ChartColour, ChartDoor } from './chart.ts'
import { DoorTile } from './door-tile.tsx'
import { EachStaircase } from './each-staircase.tsx'
import { type ChartRow, isStep, layoutChart, stepFrom } from './layout-chart.ts'

type WallChartProps = {
  label: string
  doors: readonly ChartDoor[]
  colour: ChartColour
  openKey: string | null
  hrefOf: (door: ChartDoor) => string
  onOpen: (door: ChartDoor) => void
  /** Null where leaders are not shown: then the rows have no end. */
  leaders: readonly FloorLeader[] | null
  /** Open repairs are told at the foot of each line. */
  repairs: boolean
}

/** A table for each staircase; where there is one, the house is one table. */
export function WallChart({ doors, label, leaders, ...rest }: WallChartProps) {
  return (
    <EachStaircase doors={doors}>
      {(its, name) => (
        <StairsChart
          {...rest}
          doors={its}
          label={name ? `${label} · ${name}` : label}
          leaders={leaders?.filter((leader) => its.some(({ key }) => key === leader.key)) ?? null}
        />
      )}
    </EachStaircase>
  )
}

/** Floors × lines: a table before the script runs and after; then one tab stop, and arrows walk. */
function StairsChart(props: WallChartProps) {
  const { label, doors, colour, openKey, hrefOf, onOpen, leaders, repairs } = props
  const i18n = useI18n()
  const table = useRef<HTMLTableElement>(null)
  const [awake, setAwake] = useState(false)
  const [stop, setStop] = useState<string | null>(openKey)
  const { aligned, lines, rows, dense } = layoutChart(doors)
  const opened = doors.find(({ key }) => key === openKey)
  const isTied = (door: ChartDoor) =>
    colour === 'leader' &&
    opened !== undefined &&
    (door.follows?.includes(opened.key) || opened.follows?.includes(door.key) || false)
  const stopKey = stop && doors.some(({ key }) => key === stop) ? stop : rows[0]?.doors.find(Boolean)?.key

  useEffect(() => setAwake(true), [])

  const walk = (event: KeyboardEvent) => {
    const key = (event.target as HTMLElement).getAttribute('data-door')
    if (!key || !isStep(event.key) || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    const next = stepFrom(rows, key, event.key)
    if (!next) return
    setStop(next.key)
    table.current?.querySelector<HTMLElement>(`[data-door="${CSS.escape(next.key)}"]`)?.focus()
    // The panel follows only once it is open.
    if (openKey) onOpen(next)
  }

  const open = (door: ChartDoor, event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setStop(door.key)
    onOpen(door)
  }

  const tile = (door: ChartDoor) => (
    <DoorTile
      key={door.key}
      door={door}
      colour={colour}
      current={door.key === openKey}
      tied={isTied(door)}
      tabIndex={awake ? (door.key === stopKey ? 0 : -1) : undefined}
      href={hrefOf(door)}
      onOpen={open}
    />
  )

  return (
    <table
      ref={table}
      aria-label={label}
      className="chart"
      data-dense={dense || undefined}
      data-wide={lines.length > 5 || undefined}
      onKeyDown={walk}
    >
      {aligned && (
        <thead>
          <tr>
            <td />
            {lines.map((line) => (
              <th key={line} scope="col">
                {line}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row) => (
          <tr key={row.floor}>
            <th scope="row">{row.floor || <span className="sr-only">{i18n._('chart.noFloor')}</span>}</th>
            {aligned ? <AlignedCells row={row} tile={tile} /> : <WrappedCell row={row} tile={tile} />}
            {leaders && row.floor !== '' && (
              <td className="row-end">
                <RowEnd leaders={leaders.filter(({ floor }) => floor === row.floor)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
      {aligned && repairs && <LineFeet lines={lines} doors={doors} />}
    </table>
  )
}

type CellsProps = { row: ChartRow<ChartDoor>; tile: (door: ChartDoor) => React.ReactNode }

function AlignedCells({ row, tile }: CellsProps) {
  return row.doors.map((door, column) =>
    door ? <td key={door.key}>{tile(door)}</td> : <td key={`${row.floor} ${column}`} className="no-door" />,
  )
}

function WrappedCell({ row, tile }: CellsProps) {
  return (
    <td>
      <div className="wrap">{row.doors.map((door) => door && tile(door))}</div>
    </td>
  )
}

function RowEnd({ leaders }: { leaders: readonly FloorLeader[] }) {
  const i18n = useI18n()
  if (leaders.length === 0) return i18n._('chart.noLeader')
  return (
    <>
      <span aria-hidden="true">★ </span>
      <span className="sr-only">{i18n._('chart.leader')}: </span>
      <span dir="auto">{leaders.map(({ name }) => name).join(', ')}</span>
    </>
  )
}

/** What doors above each other share, which is how leaks travel. */
function LineFeet({ lines, doors }: { lines: string[]; doors: readonly ChartDoor[] }) {
  const i18n = useI18n()
  const counts = lines.map((line) =>
    doors.reduce((sum, door) => sum + (door.line === line ? (door.repairs ?? 0) : 0), 0),
  )
  if (counts.every((count) => count === 0)) return null
  return (
    <tfoot>
      <tr>
        <th scope="row">
          <span className="sr-only">{i18n._('chart.onTheLine')}</span>
        </th>
        {counts.map((count, i) => (
          <td key={lines[i]} className="text-center font-sign text-label text-ink-2">
            {count > 0 && (
              <>
                <span aria-hidden="true">◆ {count}</span>
                <span className="sr-only">
                  {i18n._('chart.lineRepairs', { line: lines[i] ?? '', count })}
                </span>
              </>
            )}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
