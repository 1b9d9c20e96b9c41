import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Section } from '#app/ui/page.tsx'
import { countFloors, type FloorCounts, type Promises } from './count-meeting.ts'
import type { MeetingDoor, SheetDoor } from './meetings.server.ts'

type FloorTableProps = { doors: SheetDoor[]; said: MeetingDoor[]; isAction: boolean }

/** What was promised and what was done, floor by floor. */
export function FloorTable({ doors, said, isAction }: FloorTableProps) {
  const i18n = useI18n()
  const { number } = useFormat()
  const figure = (id: Exclude<keyof FloorCounts, 'floor' | 'promises'>, head: string) => ({
    id,
    head,
    numeric: true,
    cell: (row: FloorCounts) => number(row[id]),
    sortBy: (row: FloorCounts) => row[id],
  })
  const floors = countFloors(doors, said)
  return (
    <Section title={i18n._('meeting.byFloor')}>
      <DataTable
        caption={i18n._('meeting.byFloor')}
        captionHidden
        rows={floors}
        rowKey={({ floor }) => floor}
        columns={[
          { id: 'floor', head: i18n._('meeting.floor'), cell: ({ floor }) => floor || '–' },
          figure('doors', i18n._('meeting.doors')),
          figure('asked', i18n._('meeting.asked')),
          figure('yes', i18n._('meeting.yes')),
          ...(floors.some(({ reminded }) => reminded > 0)
            ? [figure('reminded', i18n._('meetingPaper.reminded'))]
            : []),
          figure('came', i18n._(isAction ? 'action.did' : 'meeting.came')),
          {
            id: 'promised',
            head: i18n._(isAction ? 'action.promised' : 'meeting.promised'),
            numeric: true,
            cell: ({ promises }) => number(missing(promises)),
            sortBy: ({ promises }) => missing(promises),
          },
          keptColumn<FloorCounts>(i18n),
        ]}
      />
    </Section>
  )
}

/** Whoever was excused is not missed. */
const missing = ({ open, notKept }: Promises) => open + notKept

/** "3 of 4": of the doors that said yes and are not excused. */
export function keptColumn<Row extends { promises: Promises }>(
  i18n: ReturnType<typeof useI18n>,
): Column<Row> {
  return {
    id: 'kept',
    head: i18n._('meeting.keptTitle'),
    numeric: true,
    cell: ({ promises: { kept, due } }) => (due === 0 ? '–' : i18n._('meeting.keptOf', { kept, due })),
    sortBy: ({ promises: { kept, due } }) => (due === 0 ? null : kept / due),
  }
}
