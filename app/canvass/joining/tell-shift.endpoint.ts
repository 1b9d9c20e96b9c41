import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError, notFound } from '#app/core/errors.ts'
import { ToldShift } from './joining.schema.ts'
import { tellShift } from './joining.server.ts'

/** "This phone is ready", "we are back": for the board of the shift's lead. */
export const tellShiftEndpoint: Endpoint = {
  method: 'POST',
  path: '/doors/shift.json',
  async handle(call, context) {
    const told = read(await call.readBody(1000))
    const heard = await withActor(context, 'doors', (db) => {
      if (told.accountId && told.accountId !== db.actor.accountId) throw new AppError(409, 'other_account')
      return tellShift(db, told)
    })
    if (!heard) throw notFound()
    return json({ heard })
  },
}

function read(body: Uint8Array) {
  try {
    return ToldShift.parse(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch {
    throw new AppError(400, 'unreadable')
  }
}
