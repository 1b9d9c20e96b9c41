import { Plus } from 'lucide-react'
import { withPage } from '#app/core/actor.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/shifts.route.ts'
import { useShiftTime } from './shift-time.tsx'
import { listShifts } from './shifts.server.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return withPage(context, 'turf.assign', async (db) => ({ shifts: await listShifts(db), now: Date.now() }))
}

export default function ShiftsPage({ loaderData: { shifts, now } }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const shiftTime = useShiftTime()
  const several = new Set(shifts.map(({ bodyId }) => bodyId)).size > 1
  return (
    <Page
      title={i18n._('turf.shifts')}
      lead={i18n._('turf.shiftsLead')}
      actions={
        <>
          <LinkButton to="/lists">{i18n._('list.title')}</LinkButton>
          <LinkButton to="/turf/paper">{i18n._('paper.title')}</LinkButton>
          <LinkButton to="/doors">{i18n._('turf.mine')}</LinkButton>
          <LinkButton to="/turf/new" variant="main" icon={<Plus size={20} aria-hidden="true" />}>
            {i18n._('turf.new')}
          </LinkButton>
        </>
      }
    >
      {shifts.length === 0 ? (
        <Empty>{i18n._('turf.none')}</Empty>
      ) : (
        <DataTable
          caption={i18n._('turf.shifts')}
          captionHidden
          rows={shifts}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/turf/${id}`}
          columns={[
            { id: 'when', head: i18n._('turf.when'), cell: shiftTime },
            {
              id: 'state',
              head: i18n._('turf.state'),
              cell: (shift) => <ShiftState shift={shift} now={now} />,
            },
            {
              id: 'where',
              head: i18n._('turf.place'),
              cell: ({ place, bodyName }) => <bdi>{several ? `${place} · ${bodyName}` : place}</bdi>,
            },
            { id: 'lead', head: i18n._('turf.lead'), cell: ({ lead }) => <bdi>{lead ?? '–'}</bdi> },
            {
              id: 'people',
              head: i18n._('turf.people'),
              numeric: true,
              cell: ({ people }) => format.number(people),
            },
            {
              id: 'knocked',
              head: i18n._('turf.knocked'),
              numeric: true,
              cell: ({ knocked, doors }) => i18n._('turf.of', { knocked, doors }),
            },
          ]}
        />
      )}
    </Page>
  )
}

type Times = { startsAt: string; endsAt: string; calledOffAt: string | null }

function ShiftState({ shift, now }: { shift: Times; now: number }) {
  const i18n = useI18n()
  if (shift.calledOffAt) return <StatusChip>{i18n._('turf.calledOff')}</StatusChip>
  if (Date.parse(shift.endsAt) < now) return <StatusChip>{i18n._('turf.over')}</StatusChip>
  if (Date.parse(shift.startsAt) > now) return <StatusChip tone="info">{i18n._('turf.toCome')}</StatusChip>
  return <StatusChip tone="ok">{i18n._('turf.running')}</StatusChip>
}
