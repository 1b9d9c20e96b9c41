import type { Handle } from '#app/core/actor.server.ts'
import { canGoBack } from './change-plan.ts'
import { readPlan } from './plan.server.ts'
import { type LeftOut, reasonsOf, whyLeftOut, whyNotGiven } from './plan-doors.ts'
import { listPlanDoors } from './planned-doors.server.ts'
import type { Shift } from './shifts.server.ts'

export type LeftOutPlace = { buildingId: string; address: string; leftOut: LeftOut[] }

/** What nobody has in this shift: how many doors of its plan wait, those that something speaks against, and whether the plan takes any back. */
export async function findLeftOut(
  db: Handle,
  shift: Shift,
): Promise<{ waiting: number; mayGoBack: boolean; leftOut: LeftOutPlace[] }> {
  const plan = await readPlan(db, shift.id)
  const places = await db.sql<{ buildingId: string; address: string; isGiven: boolean }>`
    select b.id as "buildingId", b.address, t.building_id is not null as "isGiven" from holding h join building b on b.id = h.building_id
    left join (select distinct building_id from turf where shift_id = ${shift.id}) t on t.building_id = b.id
    where h.body_id = ${shift.bodyId} and (t.building_id is not null or b.id = any (${plan.buildings}::uuid[])) order by b.address, b.id`
  const buildings = places.map(({ buildingId }) => buildingId)
  const doors = await listPlanDoors(db, shift, { buildings, only: [] })
  const [planned, only] = [new Set(plan.buildings), new Set(plan.only)]
  const byHand = new Set(plan.passed.flatMap(({ unitId, reason }) => (reason === 'by_hand' ? [unitId] : [])))
  const nobodys = doors
    .filter(({ struck, given }) => !struck && !given)
    .map((door) => ({
      ...door,
      isPlanned: planned.has(door.buildingId) && (only.size === 0 || only.has(door.unitId)),
    }))
  const { knockedWithin } = plan
  return {
    waiting: nobodys.filter(
      (door) =>
        door.isPlanned && !byHand.has(door.unitId) && !whyLeftOut(door, { today: db.today, knockedWithin }),
    ).length,
    mayGoBack: nobodys.some((door) => door.isPlanned && whyNotGiven(door, db.today) && canGoBack(door)),
    leftOut: places.flatMap(({ buildingId, address, isGiven }) => {
      const its = nobodys.filter((door) => door.buildingId === buildingId && (isGiven || door.isPlanned))
      const leftOut = reasonsOf(its, db.today)
      return leftOut.length > 0 ? [{ buildingId, address, leftOut }] : []
    }),
  }
}
