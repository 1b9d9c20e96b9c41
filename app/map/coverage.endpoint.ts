import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { packed } from '#app/core/packed.ts'
import { findCoverageVersion, listCoverage, listLandlords } from './coverage.server.ts'

/** What the map draws; asked again only when its version has moved. */
export const coverageEndpoint: Endpoint = {
  method: 'GET',
  path: '/coverage.json',
  handle: (call, context) =>
    withActor(context, 'coverage.read', async (db) => {
      const version = await findCoverageVersion(db)
      const etag = `"${db.actor.accountId.slice(0, 8)}-${version}"`
      if (call.header('if-none-match') === etag) return { status: 304, headers: { ETag: etag } }
      const buildings = await listCoverage(db)
      const landlords = await listLandlords(db)
      const answer = json(
        { version, landlords, buildings },
        { ETag: etag, 'Cache-Control': 'private, no-cache' },
      )
      return packed(call, answer)
    }),
}

/** One row an open page asks for every ten seconds: a share that ends is gone from the screen, too. */
export const coverageVersionEndpoint: Endpoint = {
  method: 'GET',
  path: '/coverage/version.json',
  handle: (_, context) =>
    withActor(context, 'coverage.read', async (db) => json({ version: await findCoverageVersion(db) })),
}
