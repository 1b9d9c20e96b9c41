import { useEffect, useState } from 'react'
import { useLoaderData } from 'react-router'
import { withPage } from '#app/core/actor.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { ShareLegend } from '#app/ui/share.tsx'
import type { Route } from './+types/map.route'
import { findBasemapVersion, findCoverageVersion, listCoverage, listLandlords } from './coverage.server.ts'
import { CoverageTable } from './coverage-table.tsx'
import { sumCoverage } from './coverage-totals.ts'
import { MapFilter } from './map-filter.tsx'
import { MapPages, WithoutPoint } from './map-lists.tsx'
import { MapPanel } from './map-panel.tsx'
import { ofLandlord, readMapQuery } from './map-query.ts'
import { describeTotals, metricKey } from './map-words.ts'
import { useCoverageVersion } from './use-coverage-version.ts'

const pageSize = 100
const namedWithoutPoint = 50

export async function loader({ request, context }: Route.LoaderArgs) {
  const query = readMapQuery(request.url)
  return withPage(context, 'coverage.read', async (db) => {
    const version = await findCoverageVersion(db)
    const rows = ofLandlord(await listCoverage(db), query.landlord)
    const from = (query.page - 1) * pageSize
    return {
      query,
      version,
      asOf: new Date().toISOString(),
      basemapVersion: await findBasemapVersion(db),
      landlords: await listLandlords(db),
      body: db.actor.bodiesWith('coverage.read')[0]?.bodyName ?? db.union.name,
      totals: sumCoverage(rows),
      pages: Math.max(1, Math.ceil(rows.length / pageSize)),
      rows: rows.slice(from, from + pageSize),
      withoutPoint: rows
        .filter(({ lon }) => lon === null)
        .slice(0, namedWithoutPoint)
        .map(({ id, address }) => ({ id, address })),
    }
  })
}

export default function CoverageMap() {
  const i18n = useI18n()
  const format = useFormat()
  const { query, version, asOf, basemapVersion, landlords, body, totals, pages, rows, withoutPoint } =
    useLoaderData<typeof loader>()
  const { colour: metric, landlord } = query
  const [highlighted, setHighlighted] = useState<string | null>(null)
  const [isShown, show] = useMapShown()
  useCoverageVersion(version)

  return (
    <Page
      title={i18n._('map.title')}
      lead={describeTotals(i18n, totals, metric, body)}
      actions={<LinkButton to="/map/present">{i18n._('map.present')}</LinkButton>}
    >
      <div className="flex flex-wrap items-end justify-between gap-4">
        <MapFilter query={query} landlords={landlords} />
        <p className="text-hint text-ink-2">{i18n._('map.asOf', { when: format.instant(asOf) })}</p>
      </div>
      <div className="mt-4">
        <ShareLegend title={i18n._(metricKey(metric))} {...totals.squares[metric]} />
      </div>
      {totals.seen === 0 && <Empty>{i18n._('map.nobodyShares')}</Empty>}
      <div className="mt-4 flex flex-col gap-4 desk:grid desk:grid-cols-[minmax(0,1fr)_360px] desk:gap-6">
        <div className="flex flex-col desk:sticky desk:top-4 desk:h-[calc(100dvh-2rem)]">
          {isShown ? (
            <MapPanel
              version={version}
              basemapVersion={basemapVersion}
              metric={metric}
              landlord={landlord}
              highlighted={highlighted}
              onHover={setHighlighted}
              className="h-[70dvh] desk:h-auto desk:flex-1"
            />
          ) : (
            <Button onClick={show} size="touch" className="self-start desk:hidden">
              {i18n._('map.show')}
            </Button>
          )}
        </div>
        <div className={classNames('min-w-0', !isShown && 'desk:col-span-2')}>
          <CoverageTable
            rows={rows}
            metric={metric}
            highlighted={highlighted}
            onRowFocus={({ id }) => setHighlighted(id)}
          />
          <MapPages query={query} pages={pages} />
          <WithoutPoint count={totals.withoutPoint} named={withoutPoint} />
        </div>
      </div>
    </Page>
  )
}

/** On a phone the table comes first, and the map, with its weight, only when asked for. */
function useMapShown() {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    if (matchMedia('(width >= 60rem)').matches) setShown(true)
  }, [])
  return [isShown, () => setShown(true)] as const
}
