import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { notFound } from '#app/core/errors.ts'
import { findUnits } from './units.server.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Doors and their state for machines: everybody signed in sees the doors, their state only who may read the chart. */
export const buildingEndpoint: Endpoint = {
  method: 'GET',
  path: '/buildings/:buildingId.json',
  async handle({ params: { buildingId = '' } }, context) {
    if (!UUID.test(buildingId)) throw notFound()
    const body = await withActor<string | null, string | null>(
      context,
      'self',
      async (_, units) => units,
      (db) => findUnits(db, buildingId),
    )
    if (!body) throw notFound()
    return { ...json(null, { 'Cache-Control': 'no-store' }), body }
  },
}
