import { type RefObject, useEffect, useRef, useState } from 'react'
import type { CoverageRow, Metric } from './coverage.schema.ts'
import { squareOf } from './coverage-totals.ts'
import { readColours, watchTheme } from './map-colours.ts'
import { boundsOf, type MapEngine, type MapSquare } from './map-engine.ts'
import { ofLandlord } from './map-query.ts'

type Options = {
  label: string
  version: string
  basemapVersion: string | null
  metric: Metric
  landlord: string | null
  interactive: boolean
  highlighted: string | null
  onHover: (row: CoverageRow | null) => void
  onOpen: (id: string) => void
}

export type MapState = 'loading' | 'ready' | 'failed' | 'empty'

type Placed = CoverageRow & { lon: number; lat: number }

/** Draws the map into a box, once it is there: the library comes only with the first map. */
export function useMap(box: RefObject<HTMLDivElement | null>, options: Options) {
  const { version, metric, landlord, highlighted } = options
  const [state, setState] = useState<MapState>('loading')
  const [rows, setRows] = useState<Placed[] | null>(null)
  const [engine, setEngine] = useState<MapEngine | null>(null)
  const newest = useRef({ ...options, rows })
  newest.current = { ...options, rows }

  useEffect(() => {
    const gone = new AbortController()
    readPlaced(version, gone.signal).then(setRows, () => gone.signal.aborted || setState('failed'))
    return () => gone.abort()
  }, [version])

  const hasRows = rows !== null
  useEffect(() => {
    if (!hasRows || !box.current) return
    let made: MapEngine | undefined
    let isGone = false
    createEngine(box.current, newest.current).then(
      (created) => {
        if (isGone) return created?.destroy()
        made = created ?? undefined
        setEngine(created)
        setState(created ? 'ready' : 'empty')
      },
      () => isGone || setState('failed'),
    )
    const unwatch = watchTheme(() => box.current && made?.setColours(readColours(box.current)))
    return () => {
      isGone = true
      unwatch()
      made?.destroy()
      setEngine(null)
    }
  }, [hasRows, box])

  useEffect(() => {
    if (engine && rows) engine.setSquares(ofLandlord(rows, landlord).map((row) => squareFor(row, metric)))
  }, [engine, rows, metric, landlord])

  useEffect(() => {
    engine?.highlight(highlighted)
  }, [engine, highlighted])

  const fit = () => {
    const bounds = boundsOf(ofLandlord(rows ?? [], landlord))
    if (bounds) engine?.fit(bounds)
  }
  return { state, fit, zoom: (by: 1 | -1) => engine?.zoom(by) }
}

async function readPlaced(version: string, signal: AbortSignal) {
  const answer = await fetch(`/coverage.json?v=${version}`, { signal })
  if (!answer.ok) throw new Error('No coverage')
  const { buildings } = (await answer.json()) as { buildings: CoverageRow[] }
  return buildings.filter((row): row is Placed => row.lon !== null && row.lat !== null)
}

type Newest = Options & { rows: Placed[] | null }

async function createEngine(container: HTMLDivElement, first: Newest) {
  const bounds = boundsOf(first.rows ?? [])
  if (!bounds) return null
  const { createMapLibreEngine } = await import('./maplibre-engine.ts')
  const find = (id: string | null) => first.rows?.find((row) => row.id === id) ?? null
  return createMapLibreEngine({
    container,
    label: first.label,
    colours: readColours(container),
    bounds,
    basemapVersion: first.basemapVersion,
    interactive: first.interactive,
    onHover: (id) => first.onHover(find(id)),
    onOpen: first.onOpen,
  })
}

function squareFor(row: Placed, metric: Metric): MapSquare {
  return { id: row.id, lon: row.lon, lat: row.lat, square: squareOf(row, metric) }
}
