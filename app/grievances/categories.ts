/** What can be wrong, and how bad it is unless someone says otherwise. Words: 'category.heat', 'severity.emergency' … */

export const severities = ['emergency', 'dangerous', 'serious', 'other'] as const
export type Severity = (typeof severities)[number]

/** Repairs: things to fix, with a clock. */
export const repairCategories = {
  gas_fire: 'emergency',
  heat: 'dangerous',
  water: 'dangerous',
  electricity: 'dangerous',
  leak: 'dangerous',
  locks: 'dangerous',
  fire_safety: 'dangerous',
  lead: 'dangerous',
  asbestos: 'dangerous',
  elevator: 'serious',
  pests: 'serious',
  mold: 'serious',
  plumbing: 'serious',
  appliances: 'serious',
  stairs_floors: 'serious',
  structure: 'serious',
  windows: 'serious',
  garbage: 'serious',
  access: 'serious',
  construction: 'serious',
  lighting_mail: 'other',
  amenities: 'other',
  paint: 'other',
} as const satisfies Record<string, Severity>

/** The rest: nothing to fix, an answer to get. */
export const otherCategories = {
  rent_increase: 'serious',
  fees: 'serious',
  deposit: 'other',
  non_renewal: 'serious',
  harassment: 'dangerous',
  retaliation: 'dangerous',
  illegal_entry: 'serious',
  lockout: 'emergency',
  utility_shutoff: 'dangerous',
  discrimination: 'serious',
  eviction_notice: 'dangerous',
  buyout: 'serious',
  relocation: 'serious',
  privacy: 'other',
  parking_laundry: 'other',
} as const satisfies Record<string, Severity>

export const severityOf = { ...repairCategories, ...otherCategories }

export type RepairCategory = keyof typeof repairCategories
export type Category = keyof typeof severityOf
export const repairCategoryCodes = Object.keys(repairCategories) as [RepairCategory, ...RepairCategory[]]
export const categoryCodes = Object.keys(severityOf) as [Category, ...Category[]]

/** The six a door offers first. */
export const firstCategories = [
  'heat',
  'leak',
  'pests',
  'mold',
  'locks',
  'electricity',
] as const satisfies readonly RepairCategory[]
