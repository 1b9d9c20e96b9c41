import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError } from '#app/core/errors.ts'
import { isPlainText } from '#app/core/plain-text.ts'
import { actOnRepairRow } from './enter-repair.server.ts'
import { RepairRowAct } from './repair-paper.schema.ts'

/** A row of a sheet of repairs, as soon as it is typed. Asked again with the same id it is there once. */
export const repairRowEndpoint: Endpoint = {
  method: 'POST',
  path: '/repairs/paper/:sheet/row.json',
  async handle(call, context) {
    const act = read(await call.readBody(10_000))
    return json(
      await withActor(context, 'repairs.write', (db) => actOnRepairRow(db, call.params.sheet ?? '', act)),
    )
  },
}

function read(body: Uint8Array): RepairRowAct {
  try {
    const act = RepairRowAct.parse(JSON.parse(Buffer.from(body).toString('utf8')))
    if (act.words && !isPlainText(act.words)) throw new Error()
    return act
  } catch {
    throw new AppError(400, 'unreadable')
  }
}
