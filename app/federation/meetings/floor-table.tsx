import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Section } from '#app/ui/page.tsx'
import { countFloors, type FloorCounts } from './count-meeting.ts'
import type { MeetingDoor, SheetDoor } from './meetings.server.ts'

type FloorTableProps = { doors: SheetDoor[]; said: MeetingDoor[]; isAction: boolean }

/** What was promised and what was done, floor by floor. */
export function FloorTable({ doors, said, isAction }: FloorTableProps) {
  const i18n = useI18n()
  const { number } = useFormat()
  const figure = (id: Exclude<keyof FloorCounts, 'floor'>, head: string) => ({
    id,
    head,
    numeric: true,
    cell: (row: FloorCounts) => number(row[id]),
    sortBy: (row: FloorCounts) => row[id],
  })
  return (
    <Section title={i18n._('meeting.byFloor')}>
      <DataTable
        caption={i18n._('meeting.byFloor')}
        captionHidden
        rows={countFloors(doors, said)}
        rowKey={({ floor }) => floor}
        columns={[
          { id: 'floor', head: i18n._('meeting.floor'), cell: ({ floor }) => floor || '–' },
          figure('doors', i18n._('meeting.doors')),
          figure('asked', i18n._('meeting.asked')),
          figure('yes', i18n._('meeting.yes')),
          figure('came', i18n._(isAction ? 'action.did' : 'meeting.came')),
          figure('promised', i18n._(isAction ? 'action.promised' : 'meeting.promised')),
        ]}
      />
    </Section>
  )
}
