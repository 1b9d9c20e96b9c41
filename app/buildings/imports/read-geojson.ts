import { z } from 'zod'
import { isPlainText } from '#app/core/plain-text.ts'
import { FileProblem } from './file-problem.ts'
import type { RawRow } from './raw-row.ts'

const Collection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.object({ properties: z.object({ name: z.string() }) }).nullish(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.record(z.string(), z.unknown()).nullable(),
      geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullable(),
    }),
  ),
})

/** Features of a GeoJSON file in degrees; metres of some projection are refused, not guessed at. */
export async function* readGeoJson(text: AsyncIterable<string>, needs: string[]): AsyncGenerator<RawRow> {
  let whole = ''
  for await (const part of text) whole += part
  const { features, crs } = parseCollection(whole)
  whole = ''
  if (crs && !/CRS:?84|EPSG:+4326$/.test(crs.properties.name))
    throw new FileProblem('projected', { value: crs.properties.name })
  if (features.length === 0) throw new FileProblem('noRows')

  const missing = needs.filter((name) => !features.some(({ properties }) => properties && name in properties))
  if (missing.length > 0) throw new FileProblem('columns', { columns: missing.join(', ') })
  const far = features
    .map(({ geometry }) => firstPosition(geometry?.coordinates))
    .filter((at) => at && isFar(at))
  // One wild point is a bad row; most of them are another projection.
  if (far.length * 2 > features.length) throw new FileProblem('projected', { value: String(far[0]) })

  for (const [position, { properties, geometry }] of features.entries())
    yield { line: position + 1, values: textOf(properties ?? {}), geometry: geometry as RawRow['geometry'] }
}

function parseCollection(text: string) {
  const body = text.trim()
  if (!body.startsWith('{')) throw new FileProblem('notGeoJson')
  let json: unknown
  try {
    json = JSON.parse(body, mayBeIllFormed.test(body) ? refuseIllFormed : undefined)
  } catch (error) {
    throw error instanceof FileProblem ? error : new FileProblem('damaged')
  }
  const read = Collection.safeParse(json)
  if (!read.success) throw new FileProblem('notGeoJson')
  return read.data
}

/** A zero byte, or half of a character: written as an escape it is well-formed JSON, and yet no text. */
const mayBeIllFormed = /\\u(?:0000|d[89a-f])/i

function refuseIllFormed(_: string, value: unknown) {
  if (typeof value === 'string' && !isPlainText(value)) throw new FileProblem('illFormed')
  return value
}

function textOf(properties: Record<string, unknown>) {
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(properties))
    values[name] = value === null || typeof value === 'object' ? '' : String(value)
  return values
}

export function firstPosition(coordinates: unknown): [number, number] | null {
  if (!Array.isArray(coordinates)) return null
  const [x, y] = coordinates
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : firstPosition(x)
}

export function isFar([lon, lat]: [number, number]) {
  return !(Math.abs(lon) <= 180 && Math.abs(lat) <= 85)
}
