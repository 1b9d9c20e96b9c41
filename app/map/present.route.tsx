import { useEffect } from 'react'
import { Link, useLoaderData, useNavigate } from 'react-router'
import { withActor } from '#app/core/actor.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { ShareLegend } from '#app/ui/share.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'
import type { Route } from './+types/present.route'
import { type Metric, metrics } from './coverage.schema.ts'
import { findBasemapVersion, findCoverageVersion, listCoverage } from './coverage.server.ts'
import { sumCoverage, type Totals } from './coverage-totals.ts'
import { MapPanel } from './map-panel.tsx'
import { metricKey, presentKey } from './map-words.ts'
import { useCoverageVersion } from './use-coverage-version.ts'

const screens = ['sharing', ...metrics, 'map'] as const

/** For a wall: counts of the whole, no building and nobody by name, no pointer needed. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const wanted = Number(new URL(request.url).searchParams.get('screen'))
  return withActor(context, 'coverage.read', async (db) => ({
    screen: wanted >= 1 && wanted <= screens.length ? Math.floor(wanted) : 1,
    version: await findCoverageVersion(db),
    basemapVersion: await findBasemapVersion(db),
    union: db.union.name,
    totals: sumCoverage(await listCoverage(db)),
  }))
}

export default function Present() {
  const i18n = useI18n()
  const { screen, version, basemapVersion, union, totals } = useLoaderData<typeof loader>()
  useCoverageVersion(version)
  useArrows(screen)
  const shown = screens[screen - 1] ?? 'sharing'

  return (
    <div className="flex min-h-dvh flex-col bg-wall p-6 desk:px-12 desk:py-8">
      <header className="flex items-start justify-between gap-6">
        <p className="font-sign text-[1.75rem] font-bold">{union}</p>
        <LinkButton to="/map">{i18n._('map.presentEnd')}</LinkButton>
      </header>
      <TabTitle>{i18n._('map.title')}</TabTitle>
      <main
        id="page"
        tabIndex={-1}
        aria-live="polite"
        className="flex flex-1 flex-col justify-center gap-6 py-6 outline-none"
      >
        {shown === 'map' ? (
          <>
            <h1 className="text-[2.25rem] leading-tight desk:text-[3.5rem]">{i18n._(metricKey('doors'))}</h1>
            <MapPanel
              still
              version={version}
              basemapVersion={basemapVersion}
              metric="doors"
              landlord={null}
              className="min-h-80 flex-1"
            />
            <ShareLegend title={i18n._('map.doorsEach')} {...totals.squares.doors} />
          </>
        ) : (
          <Figure shown={shown} totals={totals} />
        )}
      </main>
      <nav aria-label={i18n._('map.screens')} className="flex items-center gap-4">
        <Step to={screen - 1} label={i18n._('map.back')} mark="←" />
        <span className="font-sign text-[1.75rem]">
          {i18n._('map.page', { page: screen, pages: screens.length })}
        </span>
        <Step to={screen + 1} label={i18n._('map.next')} mark="→" />
      </nav>
    </div>
  )
}

function Figure({ shown, totals }: { shown: 'sharing' | Metric; totals: Totals }) {
  const i18n = useI18n()
  const format = useFormat()
  const total = shown === 'sharing' ? { count: totals.seen, doors: totals.all } : totals.of[shown]
  return (
    <>
      <h1 className="text-[2.25rem] leading-tight desk:text-[3.5rem]">{i18n._(presentKey(shown))}</h1>
      {total ? (
        <>
          <p className="font-sign text-[clamp(4rem,12vw,7.5rem)] leading-none font-bold">
            {i18n._('map.figure', { count: total.count, of: total.doors })}
          </p>
          {total.doors > 0 && shown !== 'repairs' && (
            <p className="text-[1.75rem] leading-9">
              {i18n._('map.share', { share: format.percent(total.count / total.doors) })}
            </p>
          )}
        </>
      ) : (
        <p className="text-[1.75rem] leading-9">{i18n._('map.nobodySharesThis')}</p>
      )}
    </>
  )
}

function Step({ to, label, mark }: { to: number; label: string; mark: string }) {
  if (to < 1 || to > screens.length) return <span className="w-16" />
  return (
    <Link
      to={`?screen=${to}`}
      replace
      className="inline-flex min-h-16 min-w-16 items-center justify-center rounded-control border-2 border-edge bg-sheet px-4 text-[1.75rem]"
    >
      <span className="sr-only">{label}</span>
      <span aria-hidden="true">{mark}</span>
    </Link>
  )
}

function useArrows(screen: number) {
  const navigate = useNavigate()
  useEffect(() => {
    const turn = ({ key }: KeyboardEvent) => {
      const by =
        key === 'ArrowRight' || key === 'PageDown' ? 1 : key === 'ArrowLeft' || key === 'PageUp' ? -1 : 0
      const to = screen + by
      if (by && to >= 1 && to <= screens.length) navigate(`?screen=${to}`, { replace: true })
    }
    addEventListener('keydown', turn)
    return () => removeEventListener('keydown', turn)
  }, [screen, navigate])
}
