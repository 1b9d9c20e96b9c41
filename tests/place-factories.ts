import type { Handle } from '#app/core/actor.server.ts'
import { aCanvasser, aServedPhone, aTurf, type TestPhone } from './door-factories.ts'
import { aBuilding, actAs, type TestBody, type TestBuilding } from './factories.ts'

export type Place = {
  body: TestBody
  building: TestBuilding
  turfId: string
  phone: TestPhone
  /** From the ground up, line by line. */
  doors: string[]
}

type Options = { floors?: string[]; hours?: number; lines?: number }

/** A building of three floors, and somebody with a phone to whom its doors were given. */
export async function aPlace(body: TestBody, options: Options = {}): Promise<Place> {
  const building = await aBuilding({ in: body, floors: 3, lines: options.lines ?? 2 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({
    in: body,
    building,
    to: account,
    floors: options.floors,
    hours: options.hours,
  })
  const doors = building.units.map(({ id }) => id)
  return { body, building, turfId, phone: await aServedPhone(account), doors }
}

export const door = (place: Place, at = 0) => place.doors[at] as string

/** As the body's secretary, who may read the file. */
export function count({ body, building }: Pick<Place, 'body' | 'building'>, table: string) {
  return actAs(body.secretary, async (db) => {
    const text = [`select count(*)::int as n from ${table} where holding_id = `, '']
    const [row] = await db.sql<{ n: number }>(Object.assign(text, { raw: text }), building.holdingId)
    return row?.n
  })
}

export function stateOf(unitId: string, of: TestBody) {
  return actAs(of.secretary, (db) => stateOfDoor(db, unitId))
}

export async function stateOfDoor(db: Handle, unitId: string) {
  const [row] = await db.sql`
    select d.tries, d.last_day, d.last_disposition, d.knocked_day, d.reached_day, d.do_not_knock, d.members, d.pending_members, d.open_repairs,
      d.open_emergencies, d.worst_severity, l.level, l.supporting, l.split, l.leaders
    from door_state d left join auth.door_levels(d.holding_id) l on l.unit_id = d.unit_id where d.unit_id = ${unitId}`
  return row
}
