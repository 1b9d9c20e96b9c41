import { withActor } from '#app/core/actor.server.ts'
import type { Endpoint } from '#app/core/endpoint.ts'
import { notFound } from '#app/core/errors.ts'
import { createBasemap, deepestTile } from './basemap-tiles.ts'
import { findBasemapVersion, listShapes } from './coverage.server.ts'
import { packed } from './packed.ts'

let kept: { version: string; tileAt: ReturnType<typeof createBasemap> } | undefined

/** The ground under the map, from the newest streets and areas. Its address carries their version, so that it can be kept. */
export const basemapEndpoint: Endpoint = {
  method: 'GET',
  path: '/tiles/basemap/:z/:x/:y.mvt',
  handle: (call, context) =>
    withActor(context, 'self', async (db) => {
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
      if (call.header('if-none-match') === headers.ETag) return { status: 304, headers }
      if (kept?.version !== version) kept = { version, tileAt: createBasemap(await listShapes(db)) }
      const body = kept.tileAt(z, x, y)
      return body ? packed(call, { status: 200, headers, body }) : { status: 204, headers }
    }),
}

function toIndex(text = '') {
  if (!/^\d{1,6}$/.test(text)) throw notFound()
  return Number(text)
}
