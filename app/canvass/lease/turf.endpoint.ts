import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { packed } from '#app/core/packed.ts'
import { packLease } from './pack-lease.ts'
import { haveHeader } from './packed-lease.ts'
import { leaseTurf } from './turf.server.ts'

export const turfEndpoint: Endpoint = {
  method: 'GET',
  path: '/doors/turf.json',
  async handle(call, context) {
    const lease = await withActor(context, 'doors', leaseTurf)
    return packed(call, json(packLease(lease, call.header(haveHeader))))
  },
}
