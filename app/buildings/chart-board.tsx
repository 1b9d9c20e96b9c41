import { useEffect } from 'react'
import { Link, useFetcher, useSearchParams } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { SelectField } from '#app/ui/field.tsx'
import { ViewSwitch } from '#app/ui/view-switch.tsx'
import type { BuildingChart } from './chart.server.ts'
import { type ChartColour, type ChartDoor, chartColours } from './chart.ts'
import { ChartLegend } from './chart-legend.tsx'
import { ChartList } from './chart-list.tsx'
import { colourKey } from './chart-words.ts'
import type { DoorDetail } from './door-panel.server.ts'
import { DoorPanel } from './door-panel.tsx'
import { byStaircase, joinPlaces, placeOn } from './staircases.ts'
import { WallChart } from './wall-chart.tsx'

type ChartBoardProps = {
  page: BuildingChart
  chart: NonNullable<BuildingChart['chart']>
  /** The door asked for by address, read with the page. */
  door: DoorDetail | null
  /** Names and levels go on paper only when that was chosen here. */
  secretsOnPaper: boolean
}

export function ChartBoard({ page, chart, door, secretsOnPaper }: ChartBoardProps) {
  const i18n = useI18n()
  const format = useFormat()
  const [query, setQuery] = useSearchParams()
  const colours = chartColours.filter(
    (colour) =>
      ((colour !== 'stand' && colour !== 'leader') || chart.levels) &&
      (colour !== 'repairs' || chart.repairs) &&
      (colour !== 'coming' || chart.meeting?.isAction === false) &&
      (colour !== 'did' || chart.meeting?.isAction === true),
  )
  const colour = colours.find((one) => one === query.get('colour')) ?? 'talked'
  const asList = query.get('as') === 'list'
  const committee = page.view === 'committee'
  const open = chart.doors.find(({ key }) => key === query.get('door')) ?? null
  const detail = useDoorDetail(page.building.id, committee && open && !open.struck ? open.key : null, door)

  const change = (changes: Record<string, string | null>) => changed(query, changes)
  const go = (changes: Record<string, string | null>) =>
    setQuery(change(changes), { replace: true, preventScrollReset: true })
  const hrefOf = (one: ChartDoor) => `?${change({ door: one.key })}`
  const coming =
    chart.meeting && i18n._('chart.comingOn', { day: format.weekday(format.dayOf(chart.meeting.startsAt)) })
  const words = (one: ChartColour) =>
    one === 'coming' && coming
      ? coming
      : one === 'did' && chart.meeting
        ? chart.meeting.title
        : i18n._(colourKey(one))

  return (
    <div className="mt-3 flex flex-col gap-6 desk:flex-row">
      <div className="min-w-0 flex-1">
        <ViewSwitch
          label={i18n._('chart.colourBy')}
          name="colour"
          value={colour}
          options={colours.map((value) => ({ value, label: words(value) }))}
          onChange={(value) => go({ colour: value })}
        />
        {(colour === 'coming' || colour === 'did' || asList) && chart.meetings.length > 1 && (
          <div className="mt-3 max-w-sm print:hidden">
            <SelectField
              name="meeting"
              label={i18n._('chart.meeting')}
              value={chart.meeting?.id}
              options={chart.meetings.map(({ id, title, startsAt }) => ({
                value: id,
                label: `${format.day(format.dayOf(startsAt))} · ${title}`,
              }))}
              onChange={({ target }) => {
                const isAction = chart.meetings.find(({ id }) => id === target.value)?.isAction
                const shown = isAction ? 'did' : 'coming'
                go({ meeting: target.value, ...(!asList && { colour: shown }) })
              }}
            />
          </div>
        )}
        {committee && chart.levels && !secretsOnPaper && (
          <p className="hidden print:block">{i18n._('chart.print.notChosen')}</p>
        )}
        <div className={committee && chart.levels && !secretsOnPaper ? 'print:hidden' : undefined}>
          <p className="mt-4 hidden font-semibold print:block">{words(colour)}</p>
          <div className="mt-4 overflow-x-auto py-1">
            {asList ? (
              <ChartList
                caption={page.building.address}
                doors={chart.doors}
                colours={colours}
                hrefOf={hrefOf}
              />
            ) : (
              <WallChart
                label={i18n._('chart.of', { address: page.building.address })}
                doors={chart.doors}
                colour={colour}
                openKey={open?.key ?? null}
                hrefOf={hrefOf}
                onOpen={({ key }) => go({ door: key })}
                leaders={chart.levels ? chart.leaders : null}
                repairs={chart.repairs}
              />
            )}
          </div>
          <ChartLegend doors={chart.doors} colour={colour} isAction={chart.meeting?.isAction ?? false} />
          {chart.commonRepairs > 0 && (
            <p className="mt-2 text-label text-ink-2">
              ◆ {i18n._('chart.commonRepairs', { count: chart.commonRepairs })}
            </p>
          )}
          {chart.levels && <LeadersInWords chart={chart} asList={asList} />}
        </div>
        <p className="mt-4 print:hidden">
          <Link
            to={`?${change({ as: asList ? null : 'list' })}`}
            preventScrollReset
            replace
            className="inline-block py-2 text-enamel underline underline-offset-4"
          >
            {i18n._(asList ? 'chart.asChart' : 'chart.asList')}
          </Link>
        </p>
      </div>
      {open && (
        <DoorPanel
          door={open}
          detail={detail}
          committee={committee}
          buildingId={page.building.id}
          closeHref={`?${change({ door: null })}`}
          onClose={() => go({ door: null })}
        />
      )}
    </div>
  )
}

type LeadersInWordsProps = { chart: NonNullable<BuildingChart['chart']>; asList: boolean }

/** Where the rows have no end: on a small screen, and for who reads the list. */
function LeadersInWords({ chart, asList }: LeadersInWordsProps) {
  const i18n = useI18n()
  const format = useFormat()
  const without = byStaircase(chart.doors.filter(({ struck }) => !struck)).flatMap(({ entrance, doors }) => {
    const leaders = chart.leaders.filter((leader) => doors.some(({ key }) => key === leader.key))
    const floors = [...new Set(doors.map(({ floor }) => floor))]
    return floors
      .filter((floor) => floor !== '' && !leaders.some((one) => one.floor === floor))
      .map((floor) => placeOn(entrance, floor))
  })
  return (
    <div className={classNames('mt-2 text-label text-ink-2', !asList && 'sm:hidden print:hidden')}>
      {chart.leaders.length > 0 && (
        <p dir="auto">★ {chart.leaders.map(({ name, key }) => `${name} (${key})`).join(', ')}</p>
      )}
      {without.length > 0 && (
        <p>
          {i18n._('coverage.noLeader', { count: without.length, places: joinPlaces(without, format.list) })}
        </p>
      )}
    </div>
  )
}

function changed(query: URLSearchParams, changes: Record<string, string | null>) {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return next
}

function useDoorDetail(buildingId: string, key: string | null, read: DoorDetail | null) {
  const { load, data } = useFetcher<DoorDetail>()
  const known = [data, read].find((detail) => detail?.key === key) ?? null
  const missing = key !== null && known === null

  useEffect(() => {
    if (missing) load(`/buildings/${buildingId}/doors/${encodeURIComponent(key)}`)
  }, [missing, buildingId, key, load])

  return known
}
