import { useState } from 'react'
import { type ShouldRevalidateFunctionArgs, useSearchParams } from 'react-router'
import { withPage } from '#app/core/actor.server.ts'
import { isUuid, requireUuid } from '#app/core/uuid.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { ViewSwitch } from '#app/ui/view-switch.tsx'
import type { Route } from './+types/building.route.ts'
import { BuildingCounts } from './building-counts.tsx'
import { BuildingFoot } from './building-foot.tsx'
import { type BuildingChart, readChart } from './chart.server.ts'
import { type ChartView, chartViews } from './chart.ts'
import { ChartBoard } from './chart-board.tsx'
import './chart.css'
import { useBeam } from './chart-beam.ts'
import { viewKey } from './chart-words.ts'
import { findDoor } from './door-panel.server.ts'
import { PrintChart } from './print-chart.tsx'

/** One statement for the page; one more when a door was asked for by address. */
export async function loader({ params: { buildingId }, request, context }: Route.LoaderArgs) {
  requireUuid(buildingId)
  const query = new URL(request.url).searchParams
  const wanted = chartViews.find((view) => view === query.get('view')) ?? null
  const key = query.get('door')
  const asked = query.get('meeting')
  const meeting = isUuid(asked) ? asked : null
  return withPage(context, 'self', async (db) => {
    const page = await readChart(db, buildingId, wanted, meeting)
    const door = key && page.view === 'committee' ? await findDoor(db, buildingId, key) : null
    return { page, door, canHear: db.actor.can('knocks.read', page.building.bodyId) }
  })
}

/** Another colouring or another door is drawn from what is here; another view or meeting is other data. */
export function shouldRevalidate(args: ShouldRevalidateFunctionArgs) {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = args
  const same = (name: string) => currentUrl.searchParams.get(name) === nextUrl.searchParams.get(name)
  if (
    !formMethod &&
    currentUrl.pathname === nextUrl.pathname &&
    same('view') &&
    same('meeting') &&
    currentUrl.search !== nextUrl.search
  )
    return false
  return defaultShouldRevalidate
}

export default function BuildingPage({ loaderData: { page, door, canHear, shell } }: Route.ComponentProps) {
  const i18n = useI18n()
  const { building, view, views, chart } = page
  const beam = useBeam(page)
  const [secretsOnPaper, setSecretsOnPaper] = useState(false)
  const noDoors = chart !== null && chart.doors.length === 0

  return (
    <div className="chart-sheet">
      <Page
        title={building.address}
        beam={beam && <Beam {...beam} textHidden />}
        lead={
          beam?.text ??
          (view === null
            ? i18n._('building.notShared')
            : page.counts === 'tooSmall'
              ? i18n._('building.tooSmall')
              : undefined)
        }
        actions={
          <>
            {page.canSeePeople && (
              <LinkButton to={`/buildings/${building.id}/people`}>{i18n._('people.title')}</LinkButton>
            )}
            {canHear && !noDoors && (
              <LinkButton to={`/buildings/${building.id}/heard`}>{i18n._('heardPage.open')}</LinkButton>
            )}
            {canHear && !noDoors && (
              <LinkButton to={`/lists?body=${building.bodyId}&buildingId=${building.id}`}>
                {i18n._('list.title')}
              </LinkButton>
            )}
            {chart?.levels && !noDoors && (
              <LinkButton to={`/buildings/${building.id}/cover`}>{i18n._('coverage.page')}</LinkButton>
            )}
            {page.canKnock && !noDoors && (
              <LinkButton to={`/turf/paper?building=${building.id}`}>{i18n._('paper.print.open')}</LinkButton>
            )}
            {page.canAddRepair && (
              <LinkButton to={`/repairs/new?building=${building.id}`}>{i18n._('repair.new')}</LinkButton>
            )}
            {page.canWrite && !noDoors && (
              <LinkButton to={`/buildings/${building.id}/doors`}>{i18n._('building.editDoors')}</LinkButton>
            )}
            {chart && !noDoors && (
              <PrintChart view={view} secrets={chart.levels} onSecrets={setSecretsOnPaper} />
            )}
          </>
        }
      >
        {views.length > 1 && <Views view={view} views={views} />}
        {isCold(page) && <FirstStep page={page} />}
        {noDoors ? (
          <Empty
            action={
              page.canWrite && (
                <LinkButton variant="main" to={`/buildings/${building.id}/doors`}>
                  {i18n._('building.editDoors')}
                </LinkButton>
              )
            }
          >
            {i18n._('building.noDoors')}
          </Empty>
        ) : chart ? (
          <ChartBoard page={page} chart={chart} door={door} secretsOnPaper={secretsOnPaper} />
        ) : (
          <BuildingCounts page={page} />
        )}
        <BuildingFoot page={page} by={shell.personName} />
      </Page>
    </div>
  )
}

/** Nobody has knocked yet: what to do stands above a chart that has nothing to tell. */
function isCold({ chart, canAssign }: BuildingChart) {
  return (
    canAssign &&
    chart !== null &&
    chart.doors.length > 0 &&
    chart.doors.every(({ reach }) => reach === 'notYet')
  )
}

function FirstStep({ page: { building, canImport } }: { page: BuildingChart }) {
  const i18n = useI18n()
  return (
    <div className="my-4 flex flex-wrap items-center gap-3 print:hidden">
      <p>{i18n._('building.cold')}</p>
      <LinkButton to={`/turf/new?body=${building.bodyId}`} variant="main">
        {i18n._('building.startShift')}
      </LinkButton>
      {canImport && <LinkButton to="/buildings/import">{i18n._('buildings.import')}</LinkButton>}
    </div>
  )
}

function Views({ view, views }: { view: ChartView | null; views: ChartView[] }) {
  const i18n = useI18n()
  const [, setQuery] = useSearchParams()
  return (
    <ViewSwitch
      label={i18n._('chart.view')}
      name="view"
      value={view ?? 'public'}
      options={views.map((value) => ({ value, label: i18n._(viewKey(value)) }))}
      onChange={(value) =>
        setQuery(
          (query) => {
            query.set('view', value)
            return query
          },
          { replace: true, preventScrollReset: true },
        )
      }
    />
  )
}
