import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError } from '#app/core/errors.ts'
import { deviceLabel } from './device-label.ts'
import { PhoneAsks } from './phones.schema.ts'
import { hearPhone } from './phones.server.ts'

export const phoneEndpoint: Endpoint = {
  method: 'POST',
  path: '/doors/phone.json',
  async handle(call, context) {
    const asks = read(await call.readBody(3000))
    const label = deviceLabel(call.header('user-agent') ?? null)
    return json(
      await withActor(context, 'doors', async (db) => ({
        accountId: db.actor.accountId,
        ...(await hearPhone(db, asks, label)),
      })),
    )
  },
}

function read(body: Uint8Array) {
  try {
    return PhoneAsks.parse(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch {
    throw new AppError(400, 'unreadable')
  }
}
