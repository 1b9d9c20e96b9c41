import { labelKey } from '#app/buildings/place-labels.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { doorPlace } from '../door-place.ts'
import type { NewDoor, RowAnswer } from './paper.schema.ts'
import { freeRows, rowsOfSheet } from './paper-code.ts'
import type { Sheet } from './sheets.server.ts'

/**
 * A door from a free line of the sheet. Who knocks at the file's doors adds any, others those of the turf the sheet is for, as a phone
 * would; a door that is there already under this number only gets its row.
 */
export async function addDoor(
  db: Handle,
  sheet: Sheet,
  { n, unitId, label, floor }: NewDoor,
): Promise<RowAnswer> {
  if (sheet.closedAt) return { ok: false, why: 'closed' }
  const { holdingId } = sheet
  const rows = await db.sql<{ n: number; isNew: boolean; unitId: string; labelKey: string }>`
    select r.n, r.is_new as "isNew", r.unit_id as "unitId", u.label_key as "labelKey" from print_row r
    join unit u on u.holding_id = r.holding_id and u.id = r.unit_id where r.holding_id = ${holdingId} and r.sheet_id = ${sheet.id}`
  const there = rows.find((row) => row.n === n)
  if (there) return there.labelKey === labelKey(label) ? { ok: true } : { ok: false, why: 'done' }
  if (rows.some((row) => row.labelKey === labelKey(label))) return { ok: false, why: 'onSheet' }
  const printed = rows.filter(({ isNew }) => !isNew).length
  if (n <= printed || n > Math.min(rowsOfSheet, printed + freeRows)) return { ok: false, why: 'gone' }

  await db.sql`select derive.lock_files(${[holdingId]}::uuid[])`
  const place = doorPlace(label, floor)
  const [known] = await db.sql<{ id: string }>`
    select id from unit where building_id = ${sheet.buildingId} and label_key = ${place.labelKey}`
  if (!known && !(await mayAdd(db, sheet, place.floor))) return { ok: false, why: 'noDoor' }
  if (!known)
    await db.sql`
      insert into unit (holding_id, id, building_id, label, label_key, floor, floor_rank, line, line_rank, entrance, added_in)
      values (${holdingId}, ${unitId}, ${sheet.buildingId}, ${label}, ${place.labelKey}, ${place.floor}, ${place.floorRank}, ${place.line},
        ${place.lineRank}, ${place.entrance ?? (await entranceAbove(db, sheet, n))}, ${sheet.turfId}::uuid)`
  await db.sql`
    insert into print_row (holding_id, sheet_id, n, unit_id, is_new) values (${holdingId}, ${sheet.id}, ${n}, ${known?.id ?? unitId}, true)`
  if (!known) await db.sql`select derive.recount(${[unitId]}::uuid[], 'door.added')`
  return { ok: true }
}

/** Who wrote it on the sheet stood on the stairs of the door before it. */
async function entranceAbove(db: Handle, { holdingId, id }: Sheet, n: number) {
  const [above] = await db.sql<{ entrance: string | null }>`
    select u.entrance from print_row r join unit u on u.holding_id = r.holding_id and u.id = r.unit_id
    where r.holding_id = ${holdingId} and r.sheet_id = ${id} and r.n < ${n} order by r.n desc limit 1`
  return above?.entrance ?? null
}

async function mayAdd(db: Handle, { bodyId, turfId }: Sheet, floor: string) {
  if (db.actor.can('doors.knock', bodyId)) return true
  const [given] = await db.sql`
    select 1 from turf t where t.id = ${turfId}::uuid and t.id = any (auth.late_turfs()) and coalesce(${floor} = any (t.floors), true)`
  return Boolean(given)
}
