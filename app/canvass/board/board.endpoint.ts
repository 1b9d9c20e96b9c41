import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { notFound } from '#app/core/errors.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { findBoard } from './board.server.ts'

/** What the open board asks again and again; who may see it is asked of the shift, not of a role. */
export const boardEndpoint: Endpoint = {
  method: 'GET',
  path: '/turf/:shiftId/board.json',
  async handle({ params }, context) {
    const shiftId = requireUuid(params.shiftId ?? '')
    const board = await withActor(context, 'self', (db) => findBoard(db, shiftId))
    if (!board) throw notFound()
    return json({ board, now: new Date().toISOString() })
  },
}
