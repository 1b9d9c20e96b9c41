import type { RouterContextProvider } from 'react-router'
import * as z from 'zod/mini'
import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError } from '#app/core/errors.ts'
import { refusalOf } from './refusal-of.ts'
import { applyBatch, applyOneByOne, type SyncAnswer, type SyncBatch } from './sync.server.ts'
import { bytesPerRequest, opsPerRequest } from './sync-limits.ts'

const Batch = z.object({
  accountId: z.uuid(),
  deviceId: z.uuidv4(),
  ops: z.array(z.unknown()).check(z.maxLength(opsPerRequest)),
})

export const syncEndpoint: Endpoint = {
  method: 'POST',
  path: '/sync',
  async handle(call, context) {
    const batch = readBatch(await call.readBody(bytesPerRequest * 2))
    const answer = await receive(context, batch)
    return json({ deviceId: batch.deviceId, ...answer })
  },
}

function readBatch(body: Uint8Array): SyncBatch {
  try {
    return Batch.parse(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch {
    throw new AppError(400, 'unreadable')
  }
}

/** What an act itself got wrong is found act by act. */
async function receive(context: Readonly<RouterContextProvider>, batch: SyncBatch): Promise<SyncAnswer> {
  const applied = (apply: typeof applyBatch) =>
    withActor(context, 'self', (db) => {
      if (db.actor.accountId !== batch.accountId) throw new AppError(409, 'other_account')
      return apply(db, batch)
    })
  try {
    return await applied(applyBatch)
  } catch (error) {
    if (!refusalOf(error)) throw error
    return applied(applyOneByOne)
  }
}
