import { morton } from '#app/buildings/cell.ts'
import { recountBuildings } from '#app/buildings/coverage.server.ts'
import { labelKey, placeLabels, rankOfFloor, rankOfLine } from '#app/buildings/place-labels.ts'
import type { Handle } from '#app/core/actor.server.ts'
import type { Progress } from './import.schema.ts'
import type { Plan, PlannedBuilding, PlannedDoor } from './plan-import.ts'
import { refreshStatistics } from './refresh-statistics.server.ts'

const batch = 5000

type Target = { importId: string; bodyId: string; progress: Progress }
type Known = {
  key: string
  id: string
  holdingId: string
  hasPoint: boolean
  source: string
  isNew: boolean
  /** Its doors may be written: the file is kept by a body in which the actor imports. */
  isOurs: boolean
}
type KnownDoor = { buildingId: string; label: string; labelKey: string; use: string }

/** How many buildings and doors of the plan are not here yet. */
export async function countDoors(db: Handle, { buildings }: Plan) {
  const keys = [...buildings.keys()]
  const here = await findBuildings(db, keys, null)
  const doors = await findDoors(
    db,
    here.filter((building) => !building.isNew).map(({ id }) => id),
  )
  let newDoors = 0
  const byKey = new Map(here.map((building) => [building.key, building]))
  for (const [key, { doors: planned }] of buildings) {
    const building = byKey.get(key)
    if (building && !building.isOurs) continue
    const known = doors.get(building?.id ?? '')
    for (const label of planned.keys()) if (!known?.has(label)) newDoors++
  }
  return { newBuildings: keys.length - here.length, newDoors, keptByOthers: here.filter(notOurs).length }
}

export async function applyDoors(db: Handle, { buildings }: Plan, target: Target) {
  if (buildings.size === 0) return { newBuildings: 0, newDoors: 0, keptByOthers: 0 }
  await addBuildings(db, buildings, target)
  const isLarge = buildings.size > 500
  if (isLarge) await refreshStatistics(db)
  const found = await findBuildings(db, [...buildings.keys()], target.importId)
  const here = found.filter(({ isOurs }) => isOurs)
  const known = here.filter(({ isNew }) => !isNew)
  const knownDoors = await findDoors(
    db,
    known.map(({ id }) => id),
  )
  await completeBuildings(db, [...known, ...found.filter(notOurs)], buildings, target.importId)
  await correctUses(db, known, knownDoors, buildings, target.importId)

  const rows = here.flatMap((building) => {
    const planned = buildings.get(building.key)
    return planned ? newDoorRows(building, planned, knownDoors.get(building.id)) : []
  })
  for (let from = 0; from < rows.length; from += batch) {
    await addDoors(db, rows.slice(from, from + batch), target.importId)
    target.progress('writing', Math.min(from + batch, rows.length), rows.length)
  }
  if (isLarge) await refreshStatistics(db)
  await recountBuildings(
    db,
    here.map(({ holdingId }) => holdingId),
    'import',
  )
  return {
    newBuildings: here.length - known.length,
    newDoors: rows.length,
    keptByOthers: found.length - here.length,
  }
}

/** A building another body keeps gets the point it lacked, which is on every map; its doors are that body's to count. */
function notOurs({ isOurs }: Known) {
  return !isOurs
}

async function addBuildings(db: Handle, buildings: Plan['buildings'], { importId, bodyId }: Target) {
  const rows = [...buildings].map(([key, { address, point, doors }]) => ({
    key,
    address,
    lon: point?.[0] ?? null,
    lat: point?.[1] ?? null,
    cell: point ? morton(...point) : null,
    source: doors.size > 0 ? 'counted' : 'unknown',
  }))
  for (let from = 0; from < rows.length; from += batch)
    await db.sql`
      insert into building (address, address_key, lon, lat, cell, doors_source, import_id)
      select r.address, r.key, r.lon, r.lat, r.cell, r.source, ${importId}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + batch))}::jsonb)
        as r(address text, key text, lon float8, lat float8, cell bigint, source text)
      on conflict (address_key) do nothing`
  await db.sql`
    insert into holding (building_id, body_id, since)
    select b.id, ${bodyId}::uuid, ${db.today}::date from building b where b.import_id = ${importId}`
}

async function findBuildings(db: Handle, keys: string[], importId: string | null) {
  const bodies = db.actor.bodiesWith('buildings.import').map(({ bodyId }) => bodyId)
  return db.sql<Known>`
    select b.address_key as key, b.id, h.id as "holdingId", b.lon is not null as "hasPoint", b.doors_source as source,
      b.import_id is not distinct from ${importId}::uuid and b.import_id is not null as "isNew",
      h.body_id = any (${bodies}::uuid[]) as "isOurs"
    from building b join holding h on h.building_id = b.id where b.address_key = any (${keys}::text[]) order by h.id`
}

async function findDoors(db: Handle, buildingIds: string[]) {
  const doors = new Map<string, Map<string, KnownDoor>>()
  if (buildingIds.length === 0) return doors
  const rows = await db.sql<KnownDoor>`
    select building_id as "buildingId", label, label_key as "labelKey", use from unit where building_id = any (${buildingIds}::uuid[])`
  for (const row of rows) {
    const building = doors.get(row.buildingId) ?? new Map<string, KnownDoor>()
    building.set(row.labelKey, row)
    doors.set(row.buildingId, building)
  }
  return doors
}

/** A building that was here gets the point and the count it lacked; what it said before is kept for the undo. */
async function completeBuildings(db: Handle, known: Known[], buildings: Plan['buildings'], importId: string) {
  const rows = known.flatMap(({ key, id, hasPoint, source, isOurs }) => {
    const planned = buildings.get(key)
    const point = hasPoint ? null : planned?.point
    const counts = isOurs && source === 'unknown' && planned && planned.doors.size > 0
    if (!point && !counts) return []
    return [
      {
        id,
        lon: point?.[0],
        lat: point?.[1],
        cell: point && morton(...point),
        source: counts ? 'counted' : source,
      },
    ]
  })
  if (rows.length === 0) return
  const text = JSON.stringify(rows)
  await db.sql`
    insert into import_change (import_id, table_name, row_id, before)
    select ${importId}::uuid, 'building', b.id, jsonb_build_object('lon', b.lon, 'lat', b.lat, 'cell', b.cell, 'doors_source', b.doors_source)
    from jsonb_to_recordset(${text}::jsonb) as r(id uuid) join building b on b.id = r.id`
  await db.sql`
    update building b set lon = coalesce(b.lon, r.lon), lat = coalesce(b.lat, r.lat), cell = coalesce(b.cell, r.cell), doors_source = r.source
    from jsonb_to_recordset(${text}::jsonb) as r(id uuid, lon float8, lat float8, cell bigint, source text) where b.id = r.id`
}

/** A door of which only 'home' was known learns what it is used for. */
async function correctUses(
  db: Handle,
  known: Known[],
  doors: Map<string, Map<string, KnownDoor>>,
  buildings: Plan['buildings'],
  importId: string,
) {
  const rows = known.flatMap(({ key, id }) =>
    [...(buildings.get(key)?.doors ?? [])].flatMap(([label, { use }]) => {
      const before = doors.get(id)?.get(label)
      const learns = before?.use === 'home' && use && use !== 'home' && use !== 'business'
      return learns ? [{ building: id, label, use }] : []
    }),
  )
  if (rows.length === 0) return
  const text = JSON.stringify(rows)
  await db.sql`
    insert into import_change (import_id, table_name, row_id, before)
    select ${importId}::uuid, 'unit', u.id, jsonb_build_object('use', u.use)
    from jsonb_to_recordset(${text}::jsonb) as r(building uuid, label text) join unit u on u.building_id = r.building and u.label_key = r.label`
  await db.sql`
    update unit u set use = r.use from jsonb_to_recordset(${text}::jsonb) as r(building uuid, label text, use text)
    where u.building_id = r.building and u.label_key = r.label`
}

/** Floors and lines are read from all labels of the building, those that were here before among them. */
function newDoorRows(building: Known, { doors }: PlannedBuilding, known?: Map<string, KnownDoor>) {
  const numbered = [...doors.values()].filter(({ isUnnumbered }) => !isUnnumbered).map(({ label }) => label)
  const spots = new Map(
    placeLabels([...numbered, ...[...(known?.values() ?? [])].map(({ label }) => label)]).map((spot) => [
      spot.labelKey,
      spot,
    ]),
  )
  return [...doors].flatMap(([key, door]) => {
    if (known?.has(key)) return []
    const spot = (!door.isUnnumbered && spots.get(key)) || unplaced(door)
    return [
      {
        holding: building.holdingId,
        building: building.id,
        ...spot,
        use: door.use ?? 'home',
        // A shop is no door to knock and none to count.
        struck: door.use === 'business' ? 'business' : null,
      },
    ]
  })
}

function unplaced({ label }: PlannedDoor) {
  const line = labelKey(label)
  return { label, labelKey: line, floor: '', floorRank: rankOfFloor(''), line, lineRank: rankOfLine(line) }
}

async function addDoors(db: Handle, rows: ReturnType<typeof newDoorRows>, importId: string) {
  await db.sql`
    insert into unit (holding_id, building_id, label, label_key, floor, floor_rank, line, line_rank, entrance, use, struck_reason, import_id)
    select r.holding, r.building, r.label, r."labelKey", r.floor, r."floorRank", r.line, r."lineRank", r.entrance, r.use, r.struck, ${importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(holding uuid, building uuid, label text, "labelKey" text, floor text,
      "floorRank" int, line text, "lineRank" int, entrance text, use text, struck text)`
}
