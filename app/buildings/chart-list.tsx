import { useI18n } from '#app/messages/i18n.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import type { ChartColour, ChartDoor } from './chart.ts'
import { colourKey, struckKey, useStateWord } from './chart-words.ts'
import { byStaircase } from './staircases.ts'
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
  const yesNo = (is: boolean) => i18n._(is ? 'chart.list.is' : 'chart.list.isNot')
  const meetingColumn = (id: string, head: string, is: (door: ChartDoor) => boolean): Column<ChartDoor> => ({
    id,
    head,
    cell: (door) => (door.struck ? '–' : yesNo(is(door))),
    sortBy: (door) => (door.struck ? null : is(door) ? 0 : 1),
  })
  const meetingColumns = [
    meetingColumn('asked', i18n._('chart.list.asked'), ({ answer }) => answer !== undefined),
    meetingColumn('saidYes', i18n._('chart.list.saidYes'), ({ answer }) => answer === 'yes'),
    meetingColumn(
      'came',
      i18n._(colours.includes('did') ? 'chart.list.did' : 'chart.list.came'),
      ({ coming }) => coming === 'came',
    ),
  ]
  const tieWords = (door: ChartDoor, said: string) =>
    [
      door.leader || door.leaderNotYet ? said : '',
      door.followers ? i18n._('chart.followedBy', { count: door.followers }) : '',
      door.follows ? i18n._('chart.followsDoors', { doors: door.follows.join(', ') }) : '',
    ]
      .filter(Boolean)
      .join(' · ') || said
  const staircase: Column<ChartDoor> = {
    id: 'staircase',
    head: i18n._('doors.staircase'),
    cell: ({ entrance }) => entrance ?? '–',
    sortBy: ({ entrance }) => entrance ?? null,
  }
  const columns: Column<ChartDoor>[] = [
    {
      id: 'door',
      head: i18n._('chart.list.door'),
      cell: (door) => i18n._('chart.door', { label: door.label }),
      sortBy: ({ label }) => label,
    },
    ...(byStaircase(doors).length > 1 ? [staircase] : []),
    ...colours
      .filter((colour) => colour !== 'coming' && colour !== 'did')
      .map((colour) => ({
        id: colour,
        head: i18n._(colourKey(colour)),
        cell: (door: ChartDoor) => {
          if (door.struck) return colour === 'talked' ? i18n._(struckKey(door.struck)) : '–'
          const { state, sign } = faceOf(door, colour)
          const said = word(colour, state)
          if (colour === 'leader') return tieWords(door, said)
          return colour === 'repairs' && door.repairs ? `${said} (${door.repairs})` : `${sign} ${said}`.trim()
        },
        sortBy: (door: ChartDoor) => (door.struck ? null : faceOf(door, colour).state),
      })),
  ]
  if (colours.includes('coming') || colours.includes('did')) columns.push(...meetingColumns)
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
