import { addressKey } from '#app/buildings/address-key.ts'
import { labelKey } from '#app/buildings/place-labels.ts'
import { FileProblem } from './file-problem.ts'
import type { Progress, Refusal } from './import.schema.ts'
import type { Position } from './raw-row.ts'
import { readCsv } from './read-csv.ts'
import { readGeoJson } from './read-geojson.ts'
import { type DoorRow, readRow, type ShapeRow } from './read-row.ts'
import { type Bytes, readText } from './read-text.ts'
import type { DoorUse } from './recipe.schema.ts'
import { type RecipeName, recipes } from './recipes.ts'

export type PlannedDoor = { label: string; use: DoorUse | null; isUnnumbered: boolean }
export type PlannedBuilding = {
  address: string
  point: Position | null
  /** By label key: a row that repeats a door is merged into it. */
  doors: Map<string, PlannedDoor>
}

/** All that a file says, read before anything is written. */
export type Plan = {
  recipe: RecipeName
  fileName: string
  hash: string
  rows: number
  /** Rows that name a door of their own. */
  withUnit: number
  merged: number
  leftOut: number
  refused: number
  refusals: Refusal[]
  buildings: Map<string, PlannedBuilding>
  shapes: ShapeRow[]
}

const shownRefusals = 500

export type SourceFile = { name: string; size: number; bytes: Bytes }

export async function planImport(
  name: RecipeName,
  file: SourceFile,
  progress: Progress = () => {},
): Promise<Plan> {
  const recipe = recipes[name]
  const { text, hash } = readText(file.bytes, (read) => progress('reading', read, file.size))
  const rows = recipe.format === 'csv' ? readCsv(text, recipe.needs) : readGeoJson(text, recipe.needs)
  const plan: Plan = {
    recipe: name,
    fileName: file.name.slice(0, 200),
    hash: '',
    rows: 0,
    withUnit: 0,
    merged: 0,
    leftOut: 0,
    refused: 0,
    refusals: [],
    buildings: new Map(),
    shapes: [],
  }
  const countsEveryRow = recipe.reads.gives === 'doors' && recipe.reads.withoutUnit === 'door'
  for await (const raw of rows) {
    plan.rows++
    const read = readRow(raw, recipe)
    if (read.is === 'door') addDoor(plan, read.row, countsEveryRow)
    else if (read.is === 'shape') plan.shapes.push(read.row)
    else if (read.is === 'leftOut') plan.leftOut++
    else {
      plan.refused++
      if (plan.refusals.length < shownRefusals) plan.refusals.push(read.refusal)
    }
  }
  if (plan.rows === 0) throw new FileProblem('noRows')
  return { ...plan, hash: hash() }
}

function addDoor(plan: Plan, { address, unit, use, point }: DoorRow, everyRowIsADoor: boolean) {
  const key = addressKey(address)
  const known = plan.buildings.get(key)
  const building = known ?? { address, point: null, doors: new Map<string, PlannedDoor>() }
  if (!known) plan.buildings.set(key, building)
  building.point ??= point
  if (unit) plan.withUnit++
  if (!unit && !everyRowIsADoor) {
    if (known) plan.merged++
    return
  }
  const label = unit ?? unnumberedLabel(address)
  const door = labelKey(label)
  const repeated = building.doors.has(door)
  if (repeated) plan.merged++
  else building.doors.set(door, { label, use, isUnnumbered: !unit })
}

/** A door without a number of its own goes by the number of the house. */
function unnumberedLabel(address: string) {
  return /^\d\S{0,18}/.exec(address)?.[0] ?? '1'
}
