type Fields = Record<string, unknown>

/**
 * A lease as the first version stored it. Whoever was updated on the way to a shift and has no network now still has their doors;
 * what it does not say is asked at the next download.
 */
export function fromFirstVersion(stored: unknown): unknown {
  if (!isFields(stored) || 'guest' in stored || !Array.isArray(stored.turfs)) return stored
  return { ...stored, guest: false, turfs: stored.turfs.filter(isFields).map(turfFrom) }
}

function turfFrom(turf: Fields) {
  const shift = {
    id: turf.turfId,
    backBy: null,
    lead: null,
    asks: [],
    leavesFlyer: false,
    ...fields(turf.shift),
  }
  return { ...turf, shift, doors: list(turf.doors).filter(isFields).map(doorFrom) }
}

function doorFrom(door: Fields) {
  const openRepairs = list(door.openRepairs).map((category) => ({ id: door.unitId, category }))
  return { ...door, openRepairs, warnings: [], languages: [], nearLeader: false, emergency: false }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const fields = (value: unknown) => (isFields(value) ? value : {})

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
