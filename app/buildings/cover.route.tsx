import { Printer } from 'lucide-react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { withPage } from '#app/core/actor.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/cover.route.ts'
import { readCover } from './committee-cover.server.ts'
import { type CoverRow, type Gap, gapKinds } from './committee-cover.ts'
import { joinPlaces } from './staircases.ts'

const gapKey = keysFor('coverage', gapKinds)

export async function loader({ context, params }: Route.LoaderArgs) {
  const buildingId = requireUuid(params.buildingId)
  return withPage(context, 'levels.read', async (db) => ({
    buildingId,
    cover: await readCover(db, buildingId),
  }))
}

/** With names and who supports, or without; nothing goes on paper before that was chosen. */
type Paper = 'committee' | 'room' | null

export default function CoverPage({ loaderData: { buildingId, cover } }: Route.ComponentProps) {
  const i18n = useI18n()
  const [paper, setPaper] = useState<Paper>(null)
  const columns = useColumns(paper !== 'room')
  const tables = [
    {
      id: 'staircases',
      title: i18n._('coverage.byStaircase'),
      head: i18n._('doors.staircase'),
      rows: cover.staircases,
    },
    { id: 'floors', title: i18n._('coverage.byFloor'), head: i18n._('coverage.floor'), rows: cover.floors },
    { id: 'lines', title: i18n._('coverage.byLine'), head: i18n._('coverage.line'), rows: cover.lines },
  ].filter(({ rows }) => rows.length > 0)
  return (
    <Page
      title={i18n._('coverage.page')}
      lead={cover.address}
      actions={
        <>
          <LinkButton to={`/buildings/${buildingId}`}>{i18n._('coverage.chart')}</LinkButton>
          {tables.length > 0 && <PrintCover onPaper={setPaper} />}
        </>
      }
    >
      {paper === null && <p className="hidden print:block">{i18n._('chart.print.notChosen')}</p>}
      <div className={paper === null ? 'print:hidden' : undefined}>
        {tables.length === 0 ? (
          <Empty>{i18n._('building.noDoors')}</Empty>
        ) : (
          paper !== 'room' && <Gaps gaps={cover.gaps} />
        )}
        {tables.map(({ id, title, head, rows }) => (
          <Section key={id} title={title}>
            <DataTable
              caption={title}
              captionHidden
              columns={[{ id: 'place', head, cell: ({ place }) => place }, ...columns]}
              rows={rows}
              rowKey={({ place }) => place}
            />
          </Section>
        ))}
      </div>
    </Page>
  )
}

function Gaps({ gaps }: { gaps: Gap[] }) {
  const i18n = useI18n()
  const format = useFormat()
  if (gaps.length === 0) return <p className="font-semibold">{i18n._('coverage.noGaps')}</p>
  return (
    <ul aria-label={i18n._('coverage.gaps')} className="flex flex-col gap-1 font-semibold">
      {gaps.map(({ kind, places }) => (
        <li key={kind}>
          {i18n._(gapKey(kind), { count: places.length, places: joinPlaces(places, format.list) })}
        </li>
      ))}
    </ul>
  )
}

function useColumns(secrets: boolean): Column<CoverRow>[] {
  const i18n = useI18n()
  const { number } = useFormat()
  const figure = (id: 'doors' | 'talked' | 'supporting' | 'members' | 'committee', head: string) => ({
    id,
    head,
    numeric: true,
    cell: (row: CoverRow) => number(row[id]),
    sortBy: (row: CoverRow) => row[id],
  })
  const leader: Column<CoverRow> = {
    id: 'leader',
    head: i18n._('chart.leader'),
    cell: ({ leaders }) =>
      leaders.length === 0 ? i18n._('chart.noLeader') : <bdi>★ {leaders.join(', ')}</bdi>,
    sortBy: ({ leaders }) => leaders.length,
  }
  const all = [
    figure('doors', i18n._('coverage.doors')),
    figure('talked', i18n._('coverage.talked')),
    figure('supporting', i18n._('coverage.supporting')),
    leader,
    figure('committee', i18n._('coverage.committee')),
    figure('members', i18n._('coverage.members')),
  ]
  return secrets ? all : all.filter(({ id }) => ['doors', 'talked', 'members'].includes(id))
}

function PrintCover({ onPaper }: { onPaper: (paper: Paper) => void }) {
  const i18n = useI18n()
  const [asking, setAsking] = useState(false)
  const print = (paper: Paper) => {
    flushSync(() => {
      setAsking(false)
      onPaper(paper)
    })
    window.print()
    onPaper(null)
  }
  return (
    <>
      <Button icon={<Printer size={20} aria-hidden="true" />} onClick={() => setAsking(true)}>
        {i18n._('chart.print')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={i18n._('chart.print.title')}
        actions={
          <>
            <Button variant="main" onClick={() => print('room')}>
              {i18n._('coverage.printRoom')}
            </Button>
            <Button variant="danger" onClick={() => print('committee')}>
              {i18n._('chart.print.committee')}
            </Button>
          </>
        }
      >
        <p>{i18n._('chart.print.text')}</p>
      </Dialog>
    </>
  )
}
