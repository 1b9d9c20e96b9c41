import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { notFound } from '#app/core/errors.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { findUnits } from './units.server.ts'

/** Doors and their state for machines: everybody signed in sees the doors, their state only who may read the chart. */
export const buildingEndpoint: Endpoint = {
  method: 'GET',
  path: '/buildings/:buildingId.json',
  async handle({ params: { buildingId = '' } }, context) {
    requireUuid(buildingId)
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
