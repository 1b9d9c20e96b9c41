import type { Refusal } from './import.schema.ts'
import type { Geometry, Position, RawRow } from './raw-row.ts'
import { firstPosition, isFar } from './read-geojson.ts'
import type { DoorsRecipe, DoorUse, Recipe, StreetsRecipe } from './recipe.schema.ts'

export type DoorRow = { address: string; unit: string | null; use: DoorUse | null; point: Position | null }
export type ShapeRow = { name: string; kind: string; geometry: Geometry }

export type ReadRow =
  | { is: 'door'; row: DoorRow }
  | { is: 'shape'; row: ShapeRow }
  | { is: 'leftOut' }
  | { is: 'refused'; refusal: Refusal }

/** What one row says, by the recipe; or why it cannot be read. */
export function readRow(raw: RawRow, { format, reads }: Recipe): ReadRow {
  if (raw.columnCount !== undefined) return refuse(raw, '', String(raw.columnCount), 'columnCount')
  if (reads.gives === 'doors') return readDoor(raw, reads, format)
  if (reads.gives === 'streets') return readStreet(raw, reads)
  return readArea(raw, reads.name)
}

function readDoor(raw: RawRow, recipe: DoorsRecipe, format: Recipe['format']): ReadRow {
  const { address, unit } = splitAddress(raw.values, recipe)
  if (!address) return refuse(raw, recipe.address, raw.values[recipe.address] ?? '', 'noAddress')
  if (address.length > 200) return refuse(raw, recipe.address, address, 'addressTooLong')
  if (unit && unit.length > 20) return refuse(raw, recipe.address, unit, 'unitTooLong')
  const use = recipe.use ? choose(raw.values, recipe.use) : null
  if (format === 'csv') return { is: 'door', row: { address, unit, use, point: null } }

  const point = raw.geometry?.type === 'Point' ? firstPosition(raw.geometry.coordinates) : null
  if (!point) return refuse(raw, 'geometry', raw.geometry?.type ?? '', 'notPoint')
  if (isFar(point)) return refuse(raw, 'geometry', point.join(', '), 'offMap')
  return { is: 'door', row: { address, unit, use, point } }
}

function splitAddress(values: Record<string, string>, { address, unit }: DoorsRecipe) {
  const written = clean(values[address])
  if ('column' in unit) return { address: written, unit: clean(values[unit.column]) || null }
  const cut = written.indexOf(unit.after)
  if (cut < 0) return { address: written, unit: null }
  return {
    address: written.slice(0, cut).trim(),
    unit: written.slice(cut + unit.after.length).trim() || null,
  }
}

/** A street file also holds parks and squares: they are left out and counted, not refused. */
function readStreet(raw: RawRow, { name, kind }: StreetsRecipe): ReadRow {
  const isLine = raw.geometry?.type === 'LineString' || raw.geometry?.type === 'MultiLineString'
  if (!isLine || !raw.geometry || !raw.values[kind.column]) return { is: 'leftOut' }
  const first = firstPosition(raw.geometry.coordinates)
  if (!first || isFar(first)) return refuse(raw, 'geometry', String(first ?? ''), 'offMap')
  const row = {
    name: clean(raw.values[name]).slice(0, 200),
    kind: choose(raw.values, kind),
    geometry: raw.geometry,
  }
  return { is: 'shape', row }
}

function readArea(raw: RawRow, nameColumn: string): ReadRow {
  const name = clean(raw.values[nameColumn]).slice(0, 200)
  if (!name) return refuse(raw, nameColumn, '', 'noName')
  const isArea = raw.geometry?.type === 'Polygon' || raw.geometry?.type === 'MultiPolygon'
  if (!isArea || !raw.geometry) return refuse(raw, 'geometry', raw.geometry?.type ?? '', 'notArea')
  const first = firstPosition(raw.geometry.coordinates)
  if (!first || isFar(first)) return refuse(raw, 'geometry', String(first ?? ''), 'offMap')
  return { is: 'shape', row: { name, kind: 'area', geometry: raw.geometry } }
}

function choose<Value>(
  values: Record<string, string>,
  choice: { column: string; rules: { startsWith: string; is: Value }[]; otherwise: Value },
) {
  const value = clean(values[choice.column]).toUpperCase()
  return (
    choice.rules.find(({ startsWith }) => value.startsWith(startsWith.toUpperCase()))?.is ?? choice.otherwise
  )
}

function clean(value: string | undefined) {
  return (value ?? '').replace(/\s+/g, ' ').trim()
}

function refuse({ line }: RawRow, column: string, value: string, reason: Refusal['reason']): ReadRow {
  return { is: 'refused', refusal: { line, column, value: value.slice(0, 80), reason } }
}
