import type { Handle } from '#app/core/actor.server.ts'
import { floorPlace } from '../plan-doors.ts'
import { rankFloors, type Start } from '../rank-starts.ts'
import type { FoundDoor } from './lists.server.ts'

/** Where to start in each building of a list, by its id. Where nothing speaks for a floor, nothing is said. */
export async function findStarts(db: Handle, bodyId: string, doors: readonly FoundDoor[]) {
  const byBuilding = Map.groupBy(doors, ({ buildingId }) => buildingId)
  const led = await db.sql<{ buildingId: string; entrance: string | null; floor: string }>`
    select distinct u.building_id as "buildingId", u.entrance, u.floor from holding h cross join lateral auth.door_levels(h.id) l
    join unit u on u.holding_id = h.id and u.id = l.unit_id
    where h.body_id = ${bodyId} and h.building_id = any (${[...byBuilding.keys()]}::uuid[]) and l.leaders > 0`
  const starts = new Map<string, Start>()
  for (const [buildingId, its] of byBuilding) {
    const hasStairs = its.some(({ entrance }) => entrance !== null)
    const near = new Set(
      led
        .filter((place) => place.buildingId === buildingId)
        .map(({ entrance, floor }) => floorPlace({ entrance: hasStairs ? entrance : null, floor })),
    )
    const [start] = rankFloors(its.map((door) => ({ ...door, nearLeader: near.has(floorPlace(door)) })))
    // Where all doors are, there is nothing to choose.
    if (start && start.reasons.length > 0 && start.doors < its.length) starts.set(buildingId, start)
  }
  return starts
}
