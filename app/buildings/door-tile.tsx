import type { MouseEvent } from 'react'
import type { ChartColour, ChartDoor } from './chart.ts'
import { useTileName } from './chart-words.ts'
import { faceOf } from './tile-face.ts'

type DoorTileProps = {
  door: ChartDoor
  colour: ChartColour
  current: boolean
  /** Follows, or is followed by, somebody at the open door. */
  tied: boolean
  /** Undefined before the script runs: then every tile is a tab stop of its own. */
  tabIndex: 0 | -1 | undefined
  href: string
  onOpen: (door: ChartDoor, event: MouseEvent) => void
}

/** A lintel over a number; what the colour says stands in the corner too. Its looks are in chart.css. */
export function DoorTile({ door, colour, current, tied, tabIndex, href, onOpen }: DoorTileProps) {
  const tileName = useTileName()
  const face = faceOf(door, colour)
  const marks = marksOf(door, colour)
  return (
    <a
      href={href}
      className="tile"
      data-door={door.key}
      data-reach={door.struck ? undefined : door.reach}
      data-fill={face.fill}
      data-long={door.label.length > 4 || undefined}
      data-tied={tied || undefined}
      data-struck={door.struck ? true : undefined}
      aria-label={tileName(door, colour, face.state)}
      aria-current={current ? 'true' : undefined}
      tabIndex={tabIndex}
      onClick={(event) => onOpen(door, event)}
    >
      {door.label}
      {face.sign && <i className="tile-sign">{face.sign}</i>}
      {marks && <i className="tile-marks">{marks}</i>}
    </a>
  )
}

function marksOf(door: ChartDoor, colour: ChartColour) {
  const marks = [
    door.doNotKnock && '✕',
    colour !== 'leader' && door.leader && '★',
    colour !== 'repairs' && door.repairs && '◆',
    colour !== 'members' && door.member === 'member' && '●',
    colour !== 'coming' && colour !== 'did' && (door.coming === 'yes' || door.coming === 'came') && '◗',
  ].filter(Boolean)
  return marks.length > 2 ? `${marks.slice(0, 2).join('')}+${marks.length - 2}` : marks.join('')
}
