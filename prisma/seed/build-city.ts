import { addBuilding } from '#app/buildings/buildings.server.ts'
import { changeDoors } from '#app/buildings/doors.server.ts'
import type { Progress } from '#app/buildings/imports/import.schema.ts'
import { applyImport } from '#app/buildings/imports/imports.server.ts'
import { planImport } from '#app/buildings/imports/plan-import.ts'
import { addInterest, addParty, linkParties } from '#app/buildings/landlords.server.ts'
import { labelsOf, landlords, type PlannedBuilding, plannedBuildings } from './buildings-plan.ts'
import { as, type Cast } from './cast.ts'
import { areas, placeOf, streets } from './city.ts'
import { type Household, imagineHousehold, type Warmth } from './households.ts'
import type { Random } from './random.ts'

export type StoryDoor = { unitId: string; floor: string; household: Household }
export type StoryBuilding = {
  plan: PlannedBuilding
  address: string
  buildingId: string
  holdingId: string
  warmth: Warmth
  doors: StoryDoor[]
}

/** Streets and areas come in as a file would; buildings as a local's secretary types them in. */
export async function buildCity(random: Random, cast: Cast, start: Date): Promise<StoryBuilding[]> {
  await bringIn(
    cast,
    start,
    'streets',
    streets().map(({ name, kind, geometry }) => ({ properties: { name, highway: kind }, geometry })),
  )
  await bringIn(
    cast,
    start,
    'areas',
    areas().map(({ name, geometry }) => ({ properties: { name }, geometry })),
  )
  const owners = await as(cast.union.person, start, async (db) => {
    const parties: string[][] = []
    for (const { name, shells } of landlords) {
      const main = await addParty(db, { kind: 'company', name })
      const companies = []
      for (const shell of shells) {
        const company = await addParty(db, { kind: 'company', name: shell })
        await linkParties(db, {
          partyId: company,
          sameAsId: main,
          evidence: 'Same officer and same office on two registrations',
        })
        companies.push(company)
      }
      parties.push(companies.length > 0 ? companies : [main])
    }
    return parties
  })

  const built: StoryBuilding[] = []
  for (const [i, plan] of plannedBuildings.entries()) {
    const local = plan.local === 'harborside' ? cast.harborside : cast.northgate
    const companies = owners[plan.landlord] ?? []
    built.push(
      await as(local.secretary, start, async (db) => {
        const place = placeOf(plan.street, plan.number)
        const known = plan.unknown ? [] : labelsOf(plan)
        const added = await addBuilding(db, {
          address: place.address,
          kind: plan.kind,
          bodyId: local.bodyId,
          doors: plan.unknown ? 'unknown' : 'counted',
          labels: known,
          ...(plan.nowhere ? {} : { lon: place.lon, lat: place.lat }),
        })
        if (!added.ok) throw new Error(`${place.address} is there twice`)
        for (const { name, ...lines } of plan.staircases ?? [])
          await changeDoors(db, added.buildingId, { act: 'staircase', entrance: name, key: '', ...lines })
        const partyId = companies[i % companies.length]
        if (partyId)
          await addInterest(db, {
            partyId,
            buildingId: added.buildingId,
            role: 'owner',
            since: '2019-04-01',
            source: 'City registry',
          })
        const units = await db.sql<{ unitId: string; floor: string; line: string }>`
          select id as "unitId", floor, line from unit where building_id = ${added.buildingId} order by floor_rank desc, line_rank, label`
        const warmth = warmthOf(plan)
        return {
          plan,
          address: place.address,
          buildingId: added.buildingId,
          holdingId: added.holdingId,
          warmth,
          doors: units.map(({ unitId, floor, line }) => ({
            unitId,
            floor,
            household: imagineHousehold(random, warmth, line),
          })),
        }
      }),
    )
  }
  return built
}

function warmthOf({ landlord, kind }: PlannedBuilding): Warmth {
  if (kind === 'single_family' || kind === 'tenant_owned') return 'mild'
  return landlord === 0 || kind === 'public_housing' ? 'warm' : landlord === 1 ? 'mild' : 'cold'
}

const quiet: Progress = () => {}

async function bringIn(
  cast: Cast,
  at: Date,
  recipe: 'streets' | 'areas',
  features: { properties: object; geometry: object }[],
) {
  const text = JSON.stringify({
    type: 'FeatureCollection',
    features: features.map((feature) => ({ type: 'Feature', ...feature })),
  })
  const bytes = new TextEncoder().encode(text)
  const file = {
    name: `harrow-bay-${recipe}.geojson`,
    size: bytes.length,
    bytes: (async function* () {
      yield bytes
    })(),
  }
  const plan = await planImport(recipe, file, quiet)
  await as(cast.union.person, at, (db) => applyImport(db, plan))
}
