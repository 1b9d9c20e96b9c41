export type Place = { lon: number; lat: number }

/** Which of these lie inside a ring, by how often a ray to the east crosses it. A ring of fewer than three corners holds nothing. */
export function placesInside<P extends Place>(ring: readonly Place[], places: readonly P[]): P[] {
  if (ring.length < 3) return []
  return places.filter(({ lon, lat }) => {
    const crossed = ring.filter((from, at) => {
      const to = ring[(at + 1) % ring.length] ?? from
      if (from.lat > lat === to.lat > lat) return false
      return lon < from.lon + ((lat - from.lat) / (to.lat - from.lat)) * (to.lon - from.lon)
    })
    return crossed.length % 2 === 1
  })
}
