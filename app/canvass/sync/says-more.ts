const bareFields = new Set(['kind', 'knockId', 'turfId', 'unitId', 'disposition', 'flyer'])

/** Somebody was talked with. */
export function saysMore(op: unknown) {
  return Object.keys(op as object).some((key) => !bareFields.has(key))
}
