import { lockDoors, recountDoors } from '#app/buildings/coverage.server.ts'
import { labelKey } from '#app/buildings/label-shape.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { findMeeting } from './meetings.server.ts'
import type { Outcome } from './outcome.ts'

async function requireOpenMeeting(db: Handle, meetingId: string) {
  const meeting = await findMeeting(db, meetingId)
  if (!meeting || meeting.cancelledAt || !db.actor.can('meetings.write', meeting.bodyId)) throw notFound()
  return meeting
}

/** Says what became of a door's promise, or takes back what was said: each is a fact, the last one counts. */
export async function tickDoor(
  db: Handle,
  meetingId: string,
  { unitId, outcome }: { unitId: string; outcome: Outcome | null },
) {
  const meeting = await requireOpenMeeting(db, meetingId)
  const [place] = await lockDoors(db, [unitId])
  const came = outcome === 'kept' || outcome === 'partly'
  const [made] = await db.sql<{ id: string }>`
    insert into attendance (holding_id, meeting_id, unit_id, came, outcome, account_id, at)
    select h.id, ${meetingId}, ${unitId}, ${came}, ${outcome}::text, ${db.actor.accountId}, core.clock()
    from holding h where h.id = ${place?.holdingId ?? null}::uuid and h.body_id = ${meeting.bodyId} returning id`
  if (!made) throw notFound()
  await recountDoors(db, [unitId], 'meeting', meetingId)
}

/** Ticks a door off the reminder list, or puts it back. Nothing is counted from it: no door is locked. */
export async function remindDoor(
  db: Handle,
  meetingId: string,
  { unitId, reminded }: { unitId: string; reminded: boolean },
) {
  const meeting = await requireOpenMeeting(db, meetingId)
  const [made] = await db.sql<{ id: string }>`
    insert into reminder (holding_id, meeting_id, unit_id, reminded, account_id, at)
    select u.holding_id, ${meetingId}, u.id, ${reminded}, ${db.actor.accountId}, core.clock()
    from unit u join holding h on h.id = u.holding_id where u.id = ${unitId} and h.body_id = ${meeting.bodyId} returning id`
  if (!made) throw notFound()
}

/** The door of this number in a building of the meeting's body; null when there is none. */
async function findByNumber(
  db: Handle,
  meetingId: string,
  { buildingId, door }: { buildingId: string; door: string },
) {
  const [unit] = await db.sql<{ unitId: string; label: string }>`
    select u.id as "unitId", u.label from unit u join holding h on h.id = u.holding_id join meeting m on m.body_id = h.body_id
    where u.building_id = ${buildingId} and u.label_key = ${labelKey(door)} and u.struck_reason is null and m.id = ${meetingId}`
  return unit ?? null
}

type ByNumber = { buildingId: string; door: string }

export async function tickByNumber(
  db: Handle,
  meetingId: string,
  { outcome, ...place }: ByNumber & { outcome: Outcome },
) {
  const found = await findByNumber(db, meetingId, place)
  if (found) await tickDoor(db, meetingId, { unitId: found.unitId, outcome })
  return found
}

export async function remindByNumber(db: Handle, meetingId: string, place: ByNumber) {
  const found = await findByNumber(db, meetingId, place)
  if (found) await remindDoor(db, meetingId, { unitId: found.unitId, reminded: true })
  return found
}
