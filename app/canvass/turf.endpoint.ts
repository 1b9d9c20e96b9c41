import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { leaseTurf } from './turf.server.ts'

export const turfEndpoint: Endpoint = {
  method: 'GET',
  path: '/doors/turf.json',
  async handle(_call, context) {
    return json(await withActor(context, 'doors', leaseTurf))
  },
}
