import { fromGeojsonVt } from '@maplibre/vt-pbf'
import GeoJsonVt from 'geojson-vt'
import type { Shape } from './coverage.server.ts'

/** From which zoom on each layer is in the tiles: a whole city's footpaths would fill one tile. */
const layers = { area: 0, major: 0, minor: 12, path: 14 } as const
type Layer = keyof typeof layers

/** Deeper tiles are this one, drawn larger. */
export const deepestTile = 15

/** The union's own streets and areas, cut into vector tiles while being asked. */
export function createBasemap(shapes: readonly Shape[]) {
  const indexes = new Map<Layer, GeoJsonVt>()
  for (const layer of Object.keys(layers) as Layer[]) {
    const features = shapes
      .filter(({ kind }) => kind === layer)
      .map(({ name, geometry }) => ({
        type: 'Feature' as const,
        properties: { name },
        geometry: geometry as GeoJSON.Geometry,
      }))
    if (features.length > 0)
      indexes.set(
        layer,
        new GeoJsonVt({ type: 'FeatureCollection', features }, { maxZoom: deepestTile, indexMaxZoom: 6 }),
      )
  }

  /** Null where nothing is: the map then draws its ground. */
  return (z: number, x: number, y: number): Uint8Array | null => {
    const parts = [...indexes].flatMap(([layer, index]) => {
      const tile = z >= layers[layer] ? index.getTile(z, x, y) : null
      return tile && tile.features.length > 0 ? [[layer, tile] as const] : []
    })
    if (parts.length === 0) return null
    // The writer's types are those of a fork of the cutter; the tiles are the same.
    const tiles = Object.fromEntries(parts) as unknown as Parameters<typeof fromGeojsonVt>[0]
    return fromGeojsonVt(tiles, { version: 2, extent: 4096 })
  }
}
