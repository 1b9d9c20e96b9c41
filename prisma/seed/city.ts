/** Harrow Bay, a city that does not exist: it lies in the middle of an ocean, so no address in it can be anybody's. */
const ORIGIN = { lon: -30.2, lat: 39.9 }
const METERS_PER_DEGREE = 111_320
const TILT = 0.14

type Point = [east: number, north: number]

/** Metres east and north of the old dock, as the crow flies, to longitude and latitude. The grid leans with the river. */
export function toLonLat([east, north]: Point): [number, number] {
  const x = east * Math.cos(TILT) - north * Math.sin(TILT)
  const y = east * Math.sin(TILT) + north * Math.cos(TILT)
  const lon = ORIGIN.lon + x / (METERS_PER_DEGREE * Math.cos((ORIGIN.lat * Math.PI) / 180))
  return [round(lon), round(ORIGIN.lat + y / METERS_PER_DEGREE)]
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** Streets run west to east every 160 m, roads south to north every 210 m. */
const streetNames = [
  'Alder St',
  'Birch St',
  'Cedar St',
  'Dogwood Ln',
  'Elm St',
  'Foundry St',
  'Granary St',
  'Juniper St',
  'Kiln St',
  'Loom St',
]
const roadNames = [
  'Harbor Rd',
  'Mill Rd',
  'Orchard Ave',
  'Quarry Rd',
  'Ropewalk',
  'Station Ave',
  'Tannery Rd',
]
const STREET_GAP = 160
const ROAD_GAP = 210
export const WIDTH = ROAD_GAP * (roadNames.length - 1)
export const HEIGHT = STREET_GAP * (streetNames.length - 1)

/** The river bends through the south-east: what lies beyond it is not built. */
const bend = (east: number) => 90 * Math.sin(east / 420)

function lineOf(points: Point[]) {
  return { type: 'LineString' as const, coordinates: points.map(toLonLat) }
}

function along(from: number, to: number, step: number, at: (distance: number) => Point): Point[] {
  const points: Point[] = []
  for (let distance = from; distance < to; distance += step) points.push(at(distance))
  points.push(at(to))
  return points
}

export function streets() {
  const across = streetNames.map((name, i) => ({
    name,
    kind: i % 3 === 1 ? 'secondary' : 'residential',
    geometry: lineOf(along(-60, WIDTH + 60, 70, (east) => [east, i * STREET_GAP + bend(east) / 4])),
  }))
  const up = roadNames.map((name, i) => ({
    name,
    kind: i % 3 === 0 ? 'primary' : 'residential',
    geometry: lineOf(along(-60, HEIGHT + 60, 80, (north) => [i * ROAD_GAP + bend(north) / 6, north])),
  }))
  return [...across, ...up]
}

/** West, south, east, north of each area, in roads and streets. */
const areaEdges: [name: string, west: number, south: number, east: number, north: number][] = [
  ['Harborside', -0.4, -0.5, 2, 3],
  ['The Flats', 2, -0.5, 6.4, 3],
  ['Old Town', -0.4, 3, 2, 6],
  ['Millrace', 2, 3, 4, 6],
  ['Ropewalk', 4, 3, 6.4, 6],
  ['Northgate', -0.4, 6, 6.4, 9.5],
]

export function areas() {
  return areaEdges.map(([name, west, south, east, north]) => {
    const corner = (x: number, y: number): Point => [x * ROAD_GAP, y * STREET_GAP]
    const ring = [
      ...along(west, east, 0.5, (x) => corner(x, south)),
      ...along(south, north, 0.5, (y) => corner(east, y)),
      ...along(-east, -west, 0.5, (x) => corner(-x, north)),
      ...along(-north, -south, 0.5, (y) => corner(west, -y)),
    ]
    return { name, geometry: { type: 'Polygon' as const, coordinates: [ring.map(toLonLat)] } }
  })
}

/** Where a house number stands: 100 numbers a block, odd ones on the north side. */
export function placeOf(street: number, number: number): { address: string; lon: number; lat: number } {
  const name = streetNames[street]
  if (!name) throw new Error(`No street ${street}`)
  const east = (number / 100) * ROAD_GAP
  const side = number % 2 === 1 ? 22 : -22
  const [lon, lat] = toLonLat([east, street * STREET_GAP + bend(east) / 4 + side])
  return { address: `${number} ${name}`, lon, lat }
}
