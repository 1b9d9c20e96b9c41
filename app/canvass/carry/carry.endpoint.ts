import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError } from '#app/core/errors.ts'
import { refusalOf } from '../sync/refusal-of.ts'
import { applyBatch, applyOneByOne } from '../sync/sync.server.ts'
import { bytesPerRequest } from '../sync/sync-limits.ts'
import { Carried } from './carry.schema.ts'
import { handIn, lookAt } from './carry.server.ts'

/** Acts out of a file that a phone saved: by whoever has it at hand. */
export const carryEndpoint: Endpoint = {
  method: 'POST',
  path: '/doors/hand-in.json',
  async handle(call, context) {
    const carried = read(await call.readBody(bytesPerRequest * 2))
    if (carried.look)
      return json({ evenings: await withActor(context, 'doors', (db) => lookAt(db, context, carried)) })
    const applied = (apply: typeof applyBatch) =>
      withActor(context, 'doors', async (db) => {
        const answers = await handIn(db, context, carried, apply)
        return { answers, mayLook: db.actor.can('turf.assign') }
      })
    try {
      return json(await applied(applyBatch))
    } catch (error) {
      if (!refusalOf(error)) throw error
      return json(await applied(applyOneByOne))
    }
  },
}

function read(body: Uint8Array): Carried {
  try {
    return Carried.parse(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch {
    throw new AppError(400, 'unreadable')
  }
}
