import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { DoorAct, StruckReason } from './building.schema.ts'
import { insertDoors } from './buildings.server.ts'
import { lockDoors, recountBuildings, recountDoors } from './coverage.server.ts'
import { labelKey, placeLabels, rankOfFloor } from './place-labels.ts'

export type EditedDoor = {
  key: string
  label: string
  floor: string
  floorRank: number
  line: string
  lineRank: number
  entrance: string | null
  struck: StruckReason | null
}

export type DoorsOf = { id: string; address: string; counted: boolean; doors: EditedDoor[] }

type File = { buildingId: string; holdingId: string }

export async function readDoors(db: Handle, buildingId: string): Promise<DoorsOf> {
  const bodies = db.actor.bodiesWith('buildings.write').map(({ bodyId }) => bodyId)
  const [row] = await db.sql<DoorsOf>`
    select b.id, b.address, b.doors_source = 'counted' counted, coalesce((
      select json_agg(json_build_object('key', u.label_key, 'label', u.label, 'floor', u.floor, 'floorRank', u.floor_rank,
        'line', u.line, 'lineRank', u.line_rank, 'entrance', u.entrance, 'struck', u.struck_reason) order by u.floor_rank desc, u.line_rank, u.label_key)
      from unit u where u.holding_id = h.id), '[]') doors
    from building b join holding h on h.building_id = b.id and h.body_id = any (${bodies}::uuid[]) where b.id = ${buildingId}::uuid`
  if (!row) throw notFound()
  return row
}

/** Done says how to take the act back; `refused` names the field and the reason. */
export type ActedOn =
  | { ok: true; undo: DoorAct | null }
  | { ok: false; field: 'label'; reason: 'byHand.sameDoor' }

/** One act on one building's doors, with its numbers counted anew. */
export async function changeDoors(db: Handle, buildingId: string, act: DoorAct): Promise<ActedOn> {
  const file = await requireFile(db, buildingId)
  switch (act.act) {
    case 'add':
      return addDoor(db, file, act)
    case 'rename':
      return renameDoor(db, file, act)
    case 'strike':
      return strikeDoor(db, file, act.key, act.reason)
    case 'unstrike':
      return strikeDoor(db, file, act.key, null)
    case 'staircase':
      return setStaircase(db, file, act)
    case 'counted':
      await db.sql`update building set doors_source = 'counted', doors_estimate = null where id = ${buildingId}::uuid`
      await recountBuildings(db, [file.holdingId], 'doors.counted')
      return { ok: true, undo: null }
  }
}

async function requireFile(db: Handle, buildingId: string): Promise<File> {
  const bodies = db.actor.bodiesWith('buildings.write').map(({ bodyId }) => bodyId)
  const [file] = await db.sql<File>`
    select building_id "buildingId", id "holdingId" from holding where building_id = ${buildingId}::uuid and body_id = any (${bodies}::uuid[])`
  if (!file) throw notFound()
  return file
}

/** The new door finds its place among the others; the floor someone named counts more than the one its label tells. */
async function addDoor(
  db: Handle,
  file: File,
  { label, floor, entrance }: Extract<DoorAct, { act: 'add' }>,
): Promise<ActedOn> {
  const others = await db.sql<{
    label: string
  }>`select label from unit where holding_id = ${file.holdingId}::uuid`
  const placed = placeLabels([label, ...others.map((other) => other.label)])[0]
  if (!placed) throw notFound()
  const where = floor ? { floor, floorRank: rankOfFloor(floor.toUpperCase()) } : {}
  const [unitId] = await insertDoors(db, file, [
    { ...placed, ...where, ...(entrance && { entrance: await asSpelled(db, file, entrance) }) },
  ])
  if (!unitId) return { ok: false, field: 'label', reason: 'byHand.sameDoor' }
  await lockDoors(db, [unitId])
  await recountDoors(db, [unitId], 'door.added', unitId)
  // A door that was never there is struck, not deleted: a phone may know it already.
  return { ok: true, undo: { act: 'strike', key: placed.labelKey, reason: 'does_not_exist' } }
}

async function renameDoor(
  db: Handle,
  file: File,
  { key, label }: Extract<DoorAct, { act: 'rename' }>,
): Promise<ActedOn> {
  const next = labelKey(label)
  const [taken] = await db.sql`
    select 1 from unit where building_id = ${file.buildingId}::uuid and label_key = ${next} and label_key <> ${key}`
  if (taken) return { ok: false, field: 'label', reason: 'byHand.sameDoor' }
  const [before] = await db.sql<{ label: string }>`
    with before as (select id, label from unit where holding_id = ${file.holdingId}::uuid and label_key = ${key} for update)
    update unit u set label = ${label}, label_key = ${next} from before
    where u.holding_id = ${file.holdingId}::uuid and u.id = before.id returning before.label`
  if (!before) throw notFound()
  await recountBuildings(db, [file.holdingId], 'door.renamed')
  return { ok: true, undo: { act: 'rename', key: next, label: before.label } }
}

/** "b" and "B" are one staircase, spelled as it was first. */
async function asSpelled(db: Handle, file: File, typed: string) {
  const [there] = await db.sql<{ entrance: string }>`
    select entrance from unit where holding_id = ${file.holdingId}::uuid and upper(entrance) = upper(${typed}) order by id limit 1`
  return there?.entrance ?? typed
}

/** Nobody moves house by it: the numbers stay, charts and phones are told. */
async function setStaircase(
  db: Handle,
  file: File,
  { entrance, key, from, to }: Extract<DoorAct, { act: 'staircase' }>,
): Promise<ActedOn> {
  const name = await asSpelled(db, file, entrance)
  const changed = await db.sql<{ before: string }>`
    with asked as materialized (
      select min(line_rank) as first, max(line_rank) as last from unit
      where holding_id = ${file.holdingId}::uuid and line <> '' and line in (${from}, ${to})),
    before as materialized (
      select u.id, coalesce(u.entrance, '') as entrance from unit u, asked
      where u.holding_id = ${file.holdingId}::uuid and case when ${key} = '' then u.line_rank between asked.first and asked.last else u.label_key = ${key} end for update of u)
    update unit u set entrance = nullif(${name}, '') from before
    where u.holding_id = ${file.holdingId}::uuid and u.id = before.id returning before.entrance as before`
  const [first] = changed
  if (!first) throw notFound()
  await recountBuildings(db, [file.holdingId], 'door.staircase')
  const wasOne = changed.every(({ before }) => before === first.before)
  return { ok: true, undo: wasOne ? { act: 'staircase', entrance: first.before, key, from, to } : null }
}

async function strikeDoor(
  db: Handle,
  file: File,
  key: string,
  reason: StruckReason | null,
): Promise<ActedOn> {
  const [unit] = await db.sql<{ id: string; reason: StruckReason | null }>`
    select id, struck_reason reason from unit where holding_id = ${file.holdingId}::uuid and label_key = ${key}`
  if (!unit) throw notFound()
  await lockDoors(db, [unit.id])
  await db.sql`
    update unit set struck_reason = ${reason} where holding_id = ${file.holdingId}::uuid and id = ${unit.id}::uuid`
  await recountDoors(db, [unit.id], reason ? 'door.struck' : 'door.unstruck', unit.id)
  return {
    ok: true,
    undo: unit.reason ? { act: 'strike', key, reason: unit.reason } : { act: 'unstrike', key },
  }
}
