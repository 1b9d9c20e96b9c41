import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { unnamed } from '../lists.ts'
import { canSettle } from './can-settle.ts'
import type { DebriefAct } from './debrief.schema.ts'
import { findDebriefShift } from './debrief.server.ts'

export type DoorToCorrect = {
  holdingId: string
  unitId: string
  /** Null: a door that was added on the way. */
  knockId: string | null
  buildingId: string
  address: string
  door: string
  /** What was found, or that nobody knew of this door. */
  why: 'wrong_unit' | 'moved' | 'vacant' | 'hostile_unsafe' | 'landlord_agent' | 'deceased' | 'new'
  /** Of whom somebody has to say whether they still live there; for those who read the file. */
  people: { id: string; name: string | null }[]
}

/** What the list has wrong and nobody has put right. Whatever was taken back at the door counts nowhere. */
export async function listDoorsToCorrect(db: Handle, shiftId: string): Promise<DoorToCorrect[]> {
  return db.sql<DoorToCorrect>`
    select c.holding_id as "holdingId", c.unit_id as "unitId", c.knock_id as "knockId", b.id as "buildingId", b.address, u.label as door, c.why,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', nullif(p.name, ${unnamed})) order by p.name, p.id)
        from doubted_residency d join person p on p.holding_id = d.holding_id and p.id = d.person_id
        where d.holding_id = c.holding_id and d.unit_id = c.unit_id and d.knock_id = c.knock_id), '[]') as people
    from auth.doors_to_correct(${shiftId}::uuid) c join unit u on u.holding_id = c.holding_id and u.id = c.unit_id
    join building b on b.id = u.building_id order by b.address, u.label_key, c.why`
}

type PutRight = Omit<Extract<DebriefAct, { intent: 'putRight' }>, 'intent'>

/** Somebody saw to it: it leaves the list for everybody. */
export async function putDoorRight(db: Handle, shiftId: string, { unitId, knockId }: PutRight) {
  const shift = await findDebriefShift(db, shiftId)
  const door = (await listDoorsToCorrect(db, shiftId)).find(
    (one) => one.unitId === unitId && one.knockId === knockId,
  )
  const keepsDoors = db.actor.can('buildings.write', shift.bodyId)
  if (!shift.reads || !door || !canSettle(door.why, keepsDoors)) throw notFound()
  await db.sql`
    insert into put_right (holding_id, unit_id, knock_id, account_id)
    values (${door.holdingId}, ${unitId}, ${knockId}::uuid, ${db.actor.accountId}) on conflict do nothing`
}
