import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { addressKey } from './address-key.ts'
import type { BuildingKind, StruckReason } from './building.schema.ts'
import { morton } from './cell.ts'
import { recountBuildings } from './coverage.server.ts'
import { type PlacedLabel, placeLabels } from './place-labels.ts'

export type NewDoor = PlacedLabel & { struckReason?: StruckReason | null }

export type NewBuilding = {
  address: string
  kind?: BuildingKind
  /** Whose file it becomes: this body holds it in trust until the building has a committee. */
  bodyId: string
  doors: 'counted' | 'estimated' | 'unknown'
  doorsEstimate?: number | null
  /** Floors and lines are found from the labels … */
  labels?: string[]
  /** … or given, by someone who stands before the building. */
  placed?: NewDoor[]
  lon?: number | null
  lat?: number | null
  importId?: string | null
}

export type AddedBuilding =
  | { ok: true; buildingId: string; holdingId: string; unitIds: string[] }
  | { ok: false; reason: 'taken'; buildingId: string }

/** Adds a building, its file, its doors and its (empty) coverage. An address that is there already is answered, not thrown. */
export async function addBuilding(db: Handle, building: NewBuilding): Promise<AddedBuilding> {
  if (!db.actor.can('buildings.write', building.bodyId)) throw notFound()
  const { address, kind = 'multi_unit', bodyId, doors, lon = null, lat = null, importId = null } = building
  const key = addressKey(address)
  const cell = lon === null || lat === null ? null : morton(lon, lat)
  const estimate = doors === 'estimated' ? (building.doorsEstimate ?? null) : null
  const [added] = await db.sql<{ id: string }>`
    insert into building (address, address_key, kind, lon, lat, cell, doors_source, doors_estimate, import_id)
    values (${address.trim()}, ${key}, ${kind}, ${lon}, ${lat}, ${cell}, ${doors}, ${estimate}::int, ${importId}::uuid)
    on conflict (address_key) do nothing returning id`
  if (!added) {
    const [there] = await db.sql<{ id: string }>`select id from building where address_key = ${key}`
    return { ok: false, reason: 'taken', buildingId: there?.id ?? '' }
  }

  const [holding] = await db.sql<{ id: string }>`
    insert into holding (building_id, body_id, since)
    values (${added.id}::uuid, ${bodyId}::uuid, ${db.today}::date) returning id`
  const holdingId = holding?.id ?? ''
  const placed = building.placed ?? placeLabels(building.labels ?? [])
  const unitIds = await insertDoors(db, { holdingId, buildingId: added.id, importId }, placed)
  await recountBuildings(db, [holdingId], 'building.added')
  return { ok: true, buildingId: added.id, holdingId, unitIds }
}

type Into = { holdingId: string; buildingId: string; importId?: string | null }

/** One statement however many doors; two labels of one door make one door. */
export async function insertDoors(db: Handle, into: Into, doors: NewDoor[]): Promise<string[]> {
  const once = [...new Map(doors.map((door) => [door.labelKey, door])).values()]
  if (once.length === 0) return []
  const rows = await db.sql<{ id: string }>`
    insert into unit (holding_id, building_id, import_id, label, label_key, floor, floor_rank, line, line_rank, entrance, struck_reason)
    select ${into.holdingId}::uuid, ${into.buildingId}::uuid, ${into.importId ?? null}::uuid,
      d.label, d."labelKey", d.floor, d."floorRank", d.line, d."lineRank", d.entrance, d."struckReason"
    from jsonb_to_recordset(${JSON.stringify(once)}::jsonb) as d (label text, "labelKey" text, floor text, "floorRank" int,
      line text, "lineRank" int, entrance text, "struckReason" text)
    on conflict (building_id, label_key) do nothing returning id`
  return rows.map(({ id }) => id)
}
