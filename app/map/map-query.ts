import { z } from 'zod'
import { type CoverageRow, metrics } from './coverage.schema.ts'

/** What the address of the map says; anything else in it is as if it were not there. */
const MapQuery = z.object({
  colour: z.enum(metrics).catch('doors'),
  landlord: z.uuid().nullable().catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type MapQuery = z.infer<typeof MapQuery>

export function readMapQuery(url: string): MapQuery {
  const { searchParams } = new URL(url)
  return MapQuery.parse({
    colour: searchParams.get('colour'),
    landlord: searchParams.get('landlord'),
    page: searchParams.get('page') ?? 1,
  })
}

/** One filter for the table and the map. */
export function ofLandlord<Row extends Pick<CoverageRow, 'landlords'>>(rows: Row[], landlord: string | null) {
  return landlord ? rows.filter(({ landlords }) => landlords.includes(landlord)) : rows
}

export function searchOf({ colour, landlord, page }: MapQuery) {
  const search = new URLSearchParams()
  if (colour !== 'doors') search.set('colour', colour)
  if (landlord) search.set('landlord', landlord)
  if (page > 1) search.set('page', String(page))
  return search.size > 0 ? `?${search}` : '?'
}
