import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { applyImport } from '#app/buildings/imports/imports.server.ts'
import { planImport } from '#app/buildings/imports/plan-import.ts'
import type { RecipeName } from '#app/buildings/imports/recipes.ts'
import { undoImport } from '#app/buildings/imports/undo-import.server.ts'
import { actAs, aUnion } from './factories.ts'

const root = join(import.meta.dirname, '..')
export const city = join(root, '..', 'shared', 'data')

export const planOf = (recipe: RecipeName, path = join(root, 'tests', 'data', ownFile[recipe])) =>
  planImport(recipe, { name: path, size: statSync(path).size, bytes: createReadStream(path) })

const ownFile = {
  'rent-registry': 'rent-registry.csv',
  'address-points': 'address-points.geojson',
  streets: 'streets.geojson',
  areas: 'areas.geojson',
} as const

type Totals = { buildings: number; doors: number; holdings: number; coverage: number; lines: number }

export async function totals() {
  const { secretary } = await aUnion()
  const [row] = await actAs(
    secretary,
    (db) => db.sql<Totals>`
      select (select count(*) from building)::int as buildings, (select count(*) from unit)::int as doors,
        (select count(*) from holding)::int as holdings, (select count(*) from building_coverage)::int as coverage,
        ((select count(*) from street) + (select count(*) from area))::int as lines`,
  )
  return row as Totals
}

/** A city's list with one home in it. */
export function aListOf(address: string) {
  const text = Buffer.from(`unit_address,unit_status\n${address},RENTED\n`)
  const bytes = Readable.from([text])
  return planImport('rent-registry', { name: 'homes.csv', size: text.length, bytes })
}

export async function bringIn(recipe: RecipeName, path?: string) {
  const { secretary } = await aUnion()
  const plan = await planOf(recipe, path)
  return actAs(secretary, (db) => applyImport(db, plan), 'buildings.import')
}

export async function takeBack(importId: string) {
  const { secretary } = await aUnion()
  return actAs(secretary, (db) => undoImport(db, importId), 'buildings.import')
}

export async function doorsOf(address: string) {
  const { secretary } = await aUnion()
  return actAs(
    secretary,
    (db) => db.sql<{
      label: string
      use: string
      floor: string
      struck: string | null
      id: string
      holdingId: string
    }>`
      select u.label, u.use, u.floor, u.struck_reason as struck, u.id, u.holding_id as "holdingId"
      from unit u join building b on b.id = u.building_id where b.address = ${address} order by u.label_key`,
  )
}
