import { recountBuildings } from '#app/buildings/coverage.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { InTheWay } from './import.schema.ts'
import { refreshStatistics } from './refresh-statistics.server.ts'

export type Undone =
  | { ok: true; doors: number; buildings: number; lines: number }
  | { ok: false; inTheWay: InTheWay[] }

/**
 * Takes a whole import back: what it added goes, what it changed says what it said before. Once people have worked with a building
 * nothing is undone, and the answer names each such building.
 */
export async function undoImport(db: Handle, importId: string): Promise<Undone> {
  await refreshStatistics(db)
  const [found] = await db.sql<{ bodyId: string }>`
    update import set undone_at = now() where id = ${importId} and undone_at is null returning body_id as "bodyId"`
  if (!found) throw notFound()
  const inTheWay = await db.sql<InTheWay>`
    select distinct address, reason from auth.in_the_way_of_undo(${importId}::uuid) order by address, reason`
  if (inTheWay.length > 0) {
    await db.sql`update import set undone_at = null where id = ${importId}`
    return { ok: false, inTheWay }
  }
  await restore(db, importId)
  const touched = await db.sql<{ holdingId: string }>`
    select distinct h.id as "holdingId" from holding h join building b on b.id = h.building_id
    where b.import_id is distinct from ${importId} and (
      exists (select 1 from unit u where u.building_id = b.id and u.import_id = ${importId})
      or exists (select 1 from import_change c where c.import_id = ${importId} and c.row_id = b.id))`
  const doors = await db.sql`delete from unit where import_id = ${importId} returning 1`
  await db.sql`
    delete from holding h using building b where h.building_id = b.id and b.import_id = ${importId}`
  const buildings = await db.sql`delete from building where import_id = ${importId} returning 1`
  const streets = await db.sql`delete from street where import_id = ${importId} returning 1`
  const areas = await db.sql`delete from area where import_id = ${importId} returning 1`
  if (touched.length > 0)
    await recountBuildings(
      db,
      touched.map(({ holdingId }) => holdingId),
      'import.undone',
    )
  await db.sql`select auth.record(${found.bodyId}::uuid, 'import.undone', ${importId}::uuid)`
  return { ok: true, doors: doors.length, buildings: buildings.length, lines: streets.length + areas.length }
}

async function restore(db: Handle, importId: string) {
  await db.sql`
    update building b set lon = (c.before ->> 'lon')::float8, lat = (c.before ->> 'lat')::float8, cell = (c.before ->> 'cell')::bigint,
      doors_source = c.before ->> 'doors_source'
    from import_change c where c.import_id = ${importId} and c.table_name = 'building' and c.row_id = b.id`
  await db.sql`
    update unit u set use = c.before ->> 'use' from import_change c
    where c.import_id = ${importId} and c.table_name = 'unit' and c.row_id = u.id`
}
