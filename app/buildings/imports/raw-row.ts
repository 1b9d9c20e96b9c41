export type Position = [lon: number, lat: number]
export type Geometry = { type: string; coordinates: unknown }

/** One line of a CSV file or one feature of a GeoJSON file, before any recipe has looked at it. */
export type RawRow = {
  line: number
  values: Record<string, string>
  geometry?: Geometry | null
  /** Set where a line has more or fewer values than the header. */
  columnCount?: number
}
