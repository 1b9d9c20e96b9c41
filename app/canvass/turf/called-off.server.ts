import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import { lockShift } from './shifts.server.ts'

/** Phones lose its doors at their next contact. What they have not sent yet counts where their own role lets them knock, and else waits for a look. */
export async function callOff(db: Handle, shiftId: string) {
  const shift = await lockShift(db, shiftId)
  if (shift.calledOffAt) return
  await db.sql`select auth.call_off(${shiftId}::uuid)`
  await recordDeed(db, shift.bodyId, 'shift_called_off', shiftId)
}

export type ComesBack = { people: number; doors: number }

/** What people had when it was called off and may have again. */
export async function whatComesBack(db: Handle, shiftId: string): Promise<ComesBack> {
  const [row] = await db.sql<ComesBack>`
    select count(distinct l.account_id)::int as people, count(distinct u.id)::int as doors
    from auth.lost_by_calling_off(${shiftId}::uuid) l join turf t on t.holding_id = l.holding_id and t.id = l.turf_id
    join unit u on u.building_id = t.building_id and u.struck_reason is null and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)`
  return row ?? { people: 0, doors: 0 }
}

/** It takes place after all. Until its end: its pairs and its code were kept, its doors are given out again as they were. */
export async function bringBack(db: Handle, shiftId: string) {
  const shift = await lockShift(db, shiftId)
  const [row] = await db.sql<{ done: boolean }>`select auth.bring_back(${shiftId}::uuid) as done`
  if (!row?.done) throw notFound()
  await recordDeed(db, shift.bodyId, 'shift_brought_back', shiftId)
}
