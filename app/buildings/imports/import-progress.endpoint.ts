import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { findProgress } from './import-progress.ts'

/** How far one's own running import is; null before it begins and once it has ended. */
export const importProgressEndpoint: Endpoint = {
  method: 'GET',
  path: '/buildings/import/:watch.json',
  handle: ({ params }, context) =>
    withActor(context, 'buildings.import', async ({ actor }) =>
      json(findProgress(actor.accountId, requireUuid(params.watch))),
    ),
}
