import type { Square } from './coverage-totals.ts'

export type Colours = Record<
  'wall' | 'sheet' | 'sunk' | 'ink' | 'ink-3' | 'edge' | 'hair' | 'enamel' | `share-${1 | 2 | 3 | 4 | 5}`,
  string
>

export type MapSquare = { id: string; lon: number; lat: number; square: Square }
export type Bounds = [west: number, south: number, east: number, north: number]

export type MapOptions = {
  container: HTMLElement
  /** Words for those who hear the map. */
  label: string
  colours: Colours
  bounds: Bounds
  /** Null while no streets were brought in: buildings on bare ground. */
  basemapVersion: string | null
  /** A projected map has no pointer over it. */
  interactive: boolean
  onHover(id: string | null): void
  onOpen(id: string): void
}

/** All the app asks of a map library: a second one only needs to answer this. */
export type MapEngine = {
  setSquares(squares: readonly MapSquare[]): void
  setColours(colours: Colours): void
  highlight(id: string | null): void
  zoom(by: 1 | -1): void
  fit(bounds: Bounds): void
  /** What lies under a point of the box, in its pixels. */
  placeAt(x: number, y: number): { lon: number; lat: number }
  destroy(): void
}

/** Rejects where the browser cannot draw it. */
export type CreateMapEngine = (options: MapOptions) => Promise<MapEngine>

/** Around all points, with some air; the whole street for a single building. */
export function boundsOf(points: readonly { lon: number; lat: number }[]): Bounds | null {
  if (points.length === 0) return null
  const air = 0.002
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { lon, lat } of points) {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    east = Math.max(east, lon)
    north = Math.max(north, lat)
  }
  return [west - air, south - air, east + air, north + air]
}
