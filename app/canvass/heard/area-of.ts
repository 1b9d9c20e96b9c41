type Ring = number[][]
export type AreaShape =
  | { type: 'Polygon'; coordinates: Ring[] }
  | { type: 'MultiPolygon'; coordinates: Ring[][] }
export type Area = { id: string; name: string; geometry: AreaShape }
export type Point = { lon: number | null; lat: number | null }

/**
 * The area of the union's map a place lies in. Of several, such as a district and the neighborhood in it, the smallest: a place is in one area or
 * in none, or what is told of two could be taken from one another.
 */
export function makeAreaOf(areas: readonly Area[]) {
  const bySize = areas
    .map(({ id, name, geometry }) => {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      return { id, name, polygons, size: polygons.reduce((sum, polygon) => sum + sizeOf(polygon), 0) }
    })
    .toSorted((one, other) => one.size - other.size || one.id.localeCompare(other.id))
  return ({ lon, lat }: Point) => {
    if (lon === null || lat === null) return null
    const found = bySize.find(({ polygons }) => polygons.some((polygon) => holds(polygon, lon, lat)))
    return found ? { id: found.id, name: found.name } : null
  }
}

/** By how often a ray to the east crosses any of its rings: a hole is crossed once more. */
function holds(polygon: readonly Ring[], lon: number, lat: number) {
  let inside = false
  for (const ring of polygon)
    for (const [at, to] of ring.entries()) {
      const [fromLon = 0, fromLat = 0] = ring[at === 0 ? ring.length - 1 : at - 1] ?? []
      const [toLon = 0, toLat = 0] = to
      if (fromLat > lat === toLat > lat) continue
      if (lon < fromLon + ((lat - fromLat) / (toLat - fromLat)) * (toLon - fromLon)) inside = !inside
    }
  return inside
}

/** In square degrees: these are compared with one another only. */
function sizeOf(polygon: readonly Ring[]) {
  const [outer = 0, ...holes] = polygon.map((ring) => {
    const twice = ring.reduce((sum, [lon = 0, lat = 0], at) => {
      const [fromLon = 0, fromLat = 0] = ring[at === 0 ? ring.length - 1 : at - 1] ?? []
      return sum + fromLon * lat - lon * fromLat
    }, 0)
    return Math.abs(twice) / 2
  })
  return holes.reduce((left, hole) => left - hole, outer)
}
