const zoom = 16
const side = 2 ** zoom
const mercatorEdge = 85.0511287798066

/**
 * The Morton (Z-order) code of the z16 tile a point lies in. The buildings of any tile of any zoom up to 16 are one contiguous
 * range of it: see rangeOfTile.
 */
export function morton(lon: number, lat: number) {
  const { x, y } = tileAt(lon, lat)
  return interleave(x, y)
}

/** First and last z16 cell inside a tile. */
export function rangeOfTile(z: number, x: number, y: number) {
  const size = 4 ** (zoom - z)
  const first = interleave(x, y) * size
  return { first, last: first + size - 1 }
}

function tileAt(lon: number, lat: number) {
  const sine = Math.sin((Math.max(-mercatorEdge, Math.min(mercatorEdge, lat)) * Math.PI) / 180)
  return {
    x: within((lon + 180) / 360),
    y: within(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)),
  }
}

function within(share: number) {
  return Math.max(0, Math.min(side - 1, Math.floor(share * side)))
}

/** Arithmetic, not bit operators: the code has 32 bits, and those are signed. */
function interleave(x: number, y: number) {
  let code = 0
  for (let bit = zoom - 1; bit >= 0; bit--) code = code * 4 + ((y >> bit) & 1) * 2 + ((x >> bit) & 1)
  return code
}
