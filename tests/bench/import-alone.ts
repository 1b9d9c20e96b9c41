import { Readable } from 'node:stream'
import { applyImport } from '#app/buildings/imports/imports.server.ts'
import { planImport } from '#app/buildings/imports/plan-import.ts'
import { withBenchUnion } from './bench-union.ts'

/** A process of its own: what else a bench has read is none of an import's memory. */
export type Imported = { rows: number; doors: number; seconds: number; megabytes: number }

const buildings = 2_200
const doorsEach = 8

/** As large as a city's rent registry, and like it with doors that come twice. */
function aRegistry() {
  const rows = ['rent_ceiling,unit_address,housing_services,tenancy_start_date,unit_status']
  for (let at = 1; at <= buildings; at++)
    for (let n = 0; n <= doorsEach; n++)
      rows.push(
        `"$1,275.00",${100 + at} ALDER ST #${1 + (n % doorsEach)},"Heat, Water",6/20/2016,RENTED - Rented or Available`,
      )
  return Buffer.from(`${rows.join('\n')}\n`)
}

await withBenchUnion(async ({ secretary, actAs }) => {
  const file = aRegistry()
  const started = performance.now()
  const source = { name: 'registry.csv', size: file.length, bytes: Readable.from([file]) }
  const plan = await planImport('rent-registry', source)
  const { counts } = await actAs(secretary, (db) => applyImport(db, plan))
  const seconds = (performance.now() - started) / 1000
  const megabytes = process.resourceUsage().maxRSS / 1024
  process.send?.({ rows: counts.rows, doors: counts.newDoors, seconds, megabytes } satisfies Imported)
})
