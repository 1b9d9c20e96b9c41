import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError } from '#app/core/errors.ts'
import { isPlainText } from '#app/core/plain-text.ts'
import { actOnRow } from './enter-row.server.ts'
import { type Entry, RowAct } from './paper.schema.ts'

/** A row of a sheet, as soon as it is typed. Asked again with the same id it is there once. */
export const paperEndpoint: Endpoint = {
  method: 'POST',
  path: '/turf/paper/:sheet/row.json',
  async handle(call, context) {
    const act = read(await call.readBody(50_000))
    return json(await withActor(context, 'self', (db) => actOnRow(db, call.params.sheet ?? '', act)))
  },
}

function read(body: Uint8Array): RowAct {
  try {
    const text = Buffer.from(body).toString('utf8')
    const act = RowAct.parse(JSON.parse(text))
    if (act.kind === 'enter' && !wordsOf(act).every(isPlainText)) throw new Error()
    if (act.kind === 'door' && ![act.label, act.floor].every(isPlainText)) throw new Error()
    return act
  } catch {
    throw new AppError(400, 'unreadable')
  }
}

function wordsOf({ note, name, phone, listensTo = [], followUp, repairs = [] }: Entry): string[] {
  return [note, name, phone, ...listensTo, followUp?.what, ...repairs.map(({ words }) => words)].flatMap(
    (words) => words ?? [],
  )
}
