import { type Handle, withActor } from '#app/core/actor.server.ts'
import type { Endpoint } from '#app/core/endpoint.ts'
import { notFound } from '#app/core/errors.ts'
import { packed } from '#app/core/packed.ts'
import { createBasemap, deepestTile } from './basemap-tiles.ts'
import { findBasemapVersion, listShapes } from './coverage.server.ts'

let kept: { version: string; basemap: Promise<ReturnType<typeof createBasemap>> } | undefined

/** Cut once, however many tiles of a screen ask for it at the same moment. What failed is cut again. */
function basemapOf(db: Handle, version: string) {
  if (kept?.version === version) return kept.basemap
  const basemap = listShapes(db).then(createBasemap)
  const mine = { version, basemap }
  kept = mine
  basemap.catch(() => {
    if (kept === mine) kept = undefined
  })
  return basemap
}

/** The ground under the map, from the newest streets and areas. Its address carries their version, so that it can be kept. */
export const basemapEndpoint: Endpoint = {
  method: 'GET',
  path: '/tiles/basemap/:z/:x/:y.mvt',
  async handle(call, context) {
    const asked = await withActor(context, 'self', async (db) => {
      const [z, x, y] = [call.params.z, call.params.x, call.params.y].map(toIndex) as [number, number, number]
      if (z > deepestTile || x >= 2 ** z || y >= 2 ** z) throw notFound()
      const version = await findBasemapVersion(db)
      if (!version) throw notFound()
      const headers = {
        ETag: `"${version}"`,
        'Content-Type': 'application/vnd.mapbox-vector-tile',
        'Cache-Control':
          call.query.get('v') === version ? 'private, max-age=604800, immutable' : 'private, no-cache',
      }
      if (call.header('if-none-match') === headers.ETag) return { headers }
      const isCutting = kept?.version === version
      const basemap = basemapOf(db, version)
      // Whose transaction reads the streets stays in it; those who only wait give their connection back.
      if (!isCutting) await basemap
      return { headers, tile: async () => (await basemap)(z, x, y) }
    })
    if (!asked.tile) return { status: 304, headers: asked.headers }
    const body = await asked.tile()
    return body
      ? packed(call, { status: 200, headers: asked.headers, body })
      : { status: 204, headers: asked.headers }
  },
}

function toIndex(text = '') {
  if (!/^\d{1,6}$/.test(text)) throw notFound()
  return Number(text)
}
