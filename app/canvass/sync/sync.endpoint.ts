import type { RouterContextProvider } from 'react-router'
import * as z from 'zod/mini'
import { isInTheWay, withActor, withSession } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError } from '#app/core/errors.ts'
import { clockContext } from '#app/core/request-context.ts'
import { readBatch } from '../wire/read-batch.ts'
import { receiptOf, shortReceipt } from '../wire/receipt-of.ts'
import { wire } from '../wire/write-batch.ts'
import { takeKnocksAtOnce } from './bare-knocks.server.ts'
import { knownSecrets } from './known-keys.ts'
import { readPlainKnocks } from './plain-knocks.ts'
import { refusalOf } from './refusal-of.ts'
import { applyBatch, applyOneByOne, type SyncAnswer, type SyncBatch } from './sync.server.ts'
import { bytesPerRequest, opsPerRequest } from './sync-limits.ts'

/** As the first version asked: phones may still run it. */
const FirstBatch = z.object({
  accountId: z.uuid(),
  deviceId: z.uuidv4(),
  ops: z.array(z.unknown()).check(z.maxLength(opsPerRequest)),
})

export const syncEndpoint: Endpoint = {
  method: 'POST',
  path: '/sync',
  async handle(call, context) {
    const body = await call.readBody(bytesPerRequest * 2)
    if (body[0] !== wire) {
      const batch = orUnreadable(() => FirstBatch.parse(JSON.parse(Buffer.from(body).toString('utf8'))))
      return json({ deviceId: batch.deviceId, ...(await receive(context, batch)) })
    }
    const taken = await receiveAtOnce(context, body)
    if (taken) return json(taken)
    const batch = orUnreadable(() => readBatch(body, opsPerRequest))
    return json(receiptOf(body, batch.ops, await receive(context, batch)))
  },
}

function orUnreadable<T>(read: () => T): T {
  try {
    return read()
  } catch {
    throw new AppError(400, 'unreadable')
  }
}

/** Null when it takes more than one statement, or when the database refused the whole: that is found out in steps. */
async function receiveAtOnce(context: Readonly<RouterContextProvider>, body: Uint8Array) {
  const knocks = context.get(clockContext) ? null : readPlainKnocks(body, knownSecrets)
  if (!knocks) return null
  try {
    const taken = await withSession(context, (db, sessionId) => takeKnocksAtOnce(db, sessionId, knocks))
    return taken && shortReceipt(body, knocks.seqs.length, taken)
  } catch (error) {
    if (refusalOf(error) || isInTheWay(error)) return null
    throw error
  }
}

/** What an act itself got wrong is found act by act. */
async function receive(context: Readonly<RouterContextProvider>, batch: SyncBatch): Promise<SyncAnswer> {
  const applied = (apply: typeof applyBatch) =>
    withActor(context, 'doors', (db) => {
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
