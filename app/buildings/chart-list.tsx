import { useI18n } from '#app/messages/i18n.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import type { ChartColour, ChartDoor } from './chart.ts'
import { colourKey, struckKey, useStateWord } from './chart-words.ts'
import { faceOf } from './tile-face.ts'

type ChartListProps = {
  caption: string
  doors: readonly ChartDoor[]
  colours: readonly ChartColour[]
  hrefOf: (door: ChartDoor) => string
}

/** The chart's twin: one row a door, every colouring a column, to be read aloud or sorted. */
export function ChartList({ caption, doors, colours, hrefOf }: ChartListProps) {
  const i18n = useI18n()
  const word = useStateWord()
  const columns: Column<ChartDoor>[] = [
    {
      id: 'door',
      head: i18n._('chart.list.door'),
      cell: (door) => i18n._('chart.door', { label: door.label }),
      sortBy: ({ label }) => label,
    },
    ...colours.map((colour) => ({
      id: colour,
      head: i18n._(colourKey(colour)),
      cell: (door: ChartDoor) => {
        if (door.struck) return colour === 'talked' ? i18n._(struckKey(door.struck)) : '–'
        const { state, sign } = faceOf(door, colour)
        const said = word(colour, state)
        return colour === 'repairs' && door.repairs ? `${said} (${door.repairs})` : `${sign} ${said}`.trim()
      },
      sortBy: (door: ChartDoor) => (door.struck ? null : faceOf(door, colour).state),
    })),
  ]
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={doors}
      rowKey={({ key }) => key}
      rowHref={hrefOf}
    />
  )
}
