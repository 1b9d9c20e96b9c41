import type { Handle } from '#app/core/actor.server.ts'

export type DoorPlace = { unitId: string; holdingId: string; buildingId: string }

/**
 * Locks the coverage of the buildings these doors belong to, in id order, until the transaction ends. Call it before the facts
 * are written: two writers who count at once would both count without the other.
 */
export async function lockDoors(db: Handle, unitIds: string[]): Promise<DoorPlace[]> {
  return db.sql<DoorPlace>`
    select unit_id as "unitId", holding_id as "holdingId", building_id as "buildingId" from derive.lock_doors(${unitIds}::uuid[])`
}

/** The same for whole files: what happens in a building none of whose doors is listed is counted, too. */
export async function lockFiles(db: Handle, holdingIds: string[]) {
  await db.sql`select derive.lock_files(${holdingIds}::uuid[])`
}

/**
 * Computes door states and coverage of these doors anew from their facts, and tells the change feed why. Call it last.
 */
export async function recountDoors(db: Handle, unitIds: string[], why: string, about: string | null = null) {
  await db.sql`select derive.recount_doors(${unitIds}::uuid[])`
  await db.sql`
    select derive.recount_coverage(array(select distinct u.holding_id from unit u where u.id = any (${unitIds}::uuid[])), ${why}, ${about}::uuid)`
}

/** Counts whole buildings anew without touching their door states: after doors were struck, added by the hundred, or undone. */
export async function recountBuildings(db: Handle, holdingIds: string[], why: string) {
  await db.sql`select derive.recount_coverage(${holdingIds}::uuid[], ${why}, null)`
}
