/** About sixty buildings and fifteen hundred doors, of every kind a union meets. */
export type Naming = 'letters' | 'hundreds' | 'running'
export type PlannedBuilding = {
  street: number
  number: number
  kind: 'multi_unit' | 'public_housing' | 'sro' | 'mobile_home_park' | 'single_family' | 'tenant_owned'
  floors: number
  doors: number
  naming: Naming
  landlord: number
  local: 'harborside' | 'northgate'
  unknown?: true
  nowhere?: true
  /** Each from which line to which. */
  staircases?: { name: string; from: string; to: string }[]
}

const walkUp = { kind: 'multi_unit', naming: 'letters' } as const
const row = { kind: 'multi_unit', naming: 'running', floors: 1 } as const
const twoStairs = [
  { name: 'A', from: 'A', to: 'B' },
  { name: 'B', from: 'C', to: 'D' },
]
const slab = { kind: 'multi_unit', naming: 'hundreds' } as const

type Shape = Pick<PlannedBuilding, 'kind' | 'floors' | 'doors' | 'naming'> &
  Partial<Pick<PlannedBuilding, 'unknown' | 'nowhere' | 'staircases'>>

/** Street by street, from the dock to the north gate: number, what stands there, whose it is (0 to 2 own much, 3 to 5 little). */
const plan: [street: number, number: number, shape: Shape, landlord: number][] = [
  [0, 418, { ...walkUp, floors: 6, doors: 4 }, 0],
  [0, 112, { ...walkUp, floors: 4, doors: 4 }, 0],
  [0, 131, { ...row, doors: 8 }, 3],
  [0, 245, { ...walkUp, floors: 5, doors: 4 }, 1],
  [0, 322, { kind: 'single_family', naming: 'running', floors: 1, doors: 1 }, 4],
  [0, 507, { ...slab, floors: 8, doors: 8 }, 2],
  [1, 88, { kind: 'sro', naming: 'hundreds', floors: 2, doors: 20 }, 1],
  [1, 140, { ...walkUp, floors: 3, doors: 4 }, 0],
  [1, 205, { ...walkUp, floors: 4, doors: 6 }, 1],
  [1, 311, { ...row, doors: 6 }, 3],
  [1, 402, { ...walkUp, floors: 5, doors: 4 }, 0],
  [1, 533, { ...slab, floors: 6, doors: 10 }, 2],
  [2, 77, { ...walkUp, floors: 4, doors: 3 }, 4],
  [2, 150, { ...walkUp, floors: 6, doors: 4, staircases: twoStairs }, 1],
  [2, 219, { ...row, doors: 10 }, 5],
  [2, 308, { kind: 'tenant_owned', naming: 'letters', floors: 3, doors: 3 }, 5],
  [2, 425, { ...walkUp, floors: 4, doors: 4 }, 0],
  [2, 560, { kind: 'mobile_home_park', naming: 'running', floors: 1, doors: 34 }, 2],
  [3, 101, { ...walkUp, floors: 3, doors: 2 }, 3],
  [3, 214, { ...walkUp, floors: 5, doors: 6 }, 1],
  [3, 333, { ...walkUp, floors: 4, doors: 4 }, 0],
  [3, 446, { ...row, doors: 4 }, 4],
  [3, 519, { ...slab, floors: 5, doors: 6, unknown: true }, 2],
  [4, 93, { ...walkUp, floors: 4, doors: 4 }, 1],
  [4, 166, { kind: 'public_housing', naming: 'hundreds', floors: 10, doors: 9 }, 5],
  [4, 242, { ...walkUp, floors: 3, doors: 4 }, 0],
  [4, 355, { kind: 'single_family', naming: 'running', floors: 1, doors: 1 }, 3],
  [4, 410, { ...walkUp, floors: 6, doors: 5 }, 1],
  [4, 528, { ...row, doors: 12 }, 4],
  [5, 120, { ...walkUp, floors: 4, doors: 4 }, 0],
  [5, 209, { ...walkUp, floors: 5, doors: 3 }, 1],
  [5, 300, { ...slab, floors: 12, doors: 8 }, 2],
  [5, 415, { ...row, doors: 5 }, 3],
  [5, 521, { ...walkUp, floors: 3, doors: 6, nowhere: true }, 4],
  [6, 84, { ...walkUp, floors: 4, doors: 4 }, 0],
  [6, 157, { kind: 'sro', naming: 'hundreds', floors: 2, doors: 16 }, 1],
  [6, 233, { ...walkUp, floors: 3, doors: 3 }, 5],
  [6, 340, { ...walkUp, floors: 5, doors: 4 }, 0],
  [6, 452, { ...row, doors: 9 }, 4],
  [6, 547, { ...slab, floors: 7, doors: 7 }, 2],
  [7, 95, { ...walkUp, floors: 4, doors: 4 }, 1],
  [7, 180, { ...walkUp, floors: 6, doors: 6 }, 1],
  [7, 262, { ...row, doors: 7 }, 3],
  [7, 371, { ...walkUp, floors: 3, doors: 4 }, 0],
  [7, 433, { kind: 'single_family', naming: 'running', floors: 1, doors: 1 }, 5],
  [7, 550, { ...walkUp, floors: 4, doors: 5 }, 2],
  [8, 110, { ...slab, floors: 6, doors: 8 }, 2],
  [8, 225, { ...walkUp, floors: 4, doors: 4 }, 1],
  [8, 317, { ...row, doors: 6 }, 4],
  [8, 428, { ...walkUp, floors: 5, doors: 4 }, 0],
  [8, 512, { kind: 'mobile_home_park', naming: 'running', floors: 1, doors: 26 }, 5],
  [9, 79, { ...walkUp, floors: 3, doors: 4 }, 3],
  [9, 168, { ...walkUp, floors: 4, doors: 6 }, 1],
  [9, 254, { kind: 'public_housing', naming: 'hundreds', floors: 6, doors: 10 }, 5],
  [9, 349, { ...walkUp, floors: 4, doors: 4 }, 0],
  [9, 461, { ...row, doors: 3, unknown: true }, 4],
  [9, 540, { ...slab, floors: 5, doors: 40 }, 2],
]

export const plannedBuildings: PlannedBuilding[] = plan.map(([street, number, shape, landlord]) => ({
  street,
  number,
  ...shape,
  landlord,
  local: street < 5 ? 'harborside' : 'northgate',
}))

export function labelsOf({ floors, doors, naming }: PlannedBuilding): string[] {
  const labels: string[] = []
  for (let floor = 1; floor <= floors; floor++)
    for (let door = 1; door <= doors; door++) {
      if (naming === 'letters') labels.push(`${floor}${String.fromCharCode(64 + door)}`)
      else if (naming === 'hundreds') labels.push(`${floor}${String(door).padStart(2, '0')}`)
      else labels.push(String((floor - 1) * doors + door))
    }
  return labels
}

/** Three landlords behind many companies, and the small ones who own under their own name. */
export const landlords = [
  {
    name: 'Cordage Holdings',
    shells: ['418 Alder LLC', 'Birch Row LLC', 'Granary Six LLC', 'Orchard Door LLC'],
  },
  { name: 'Tidewater Residential', shells: ['TWR Harbor I LLC', 'TWR Harbor II LLC', 'TWR Juniper LLC'] },
  { name: 'Northgate Towers Group', shells: ['NTG Kiln LLC', 'NTG Loom LLC', 'NTG Parks LLC'] },
  { name: 'Ferris & Daughter Properties', shells: [] },
  { name: 'Bayview Rentals', shells: [] },
  { name: 'Harrow Bay Housing Office', shells: [] },
]
