import { withActor } from '#app/core/actor.server.ts'
import type { Endpoint } from '#app/core/endpoint.ts'
import { notFound } from '#app/core/errors.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { findPicture } from './photos.server.ts'

/** A picture for whoever may read its repair, kept by nobody on the way, and never run as a page. */
export const photoEndpoint: Endpoint = {
  method: 'GET',
  path: '/photos/:holdingId/:photoId.jpg',
  async handle({ params }, context) {
    const holdingId = requireUuid(params.holdingId)
    const photoId = requireUuid(params.photoId)
    const jpeg = await withActor(context, 'repairs.read', (db) => findPicture(db, holdingId, photoId))
    if (!jpeg) throw notFound()
    return {
      status: 200,
      headers: {
        'Content-Type': 'image/jpeg',
        'Content-Disposition': 'inline; filename="repair.jpg"',
        'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      },
      body: jpeg,
    }
  },
}
