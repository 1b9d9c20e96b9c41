/** What the map can be coloured by: each is shared, or not, by itself. */
export const metrics = ['doors', 'support', 'members', 'repairs'] as const
export type Metric = (typeof metrics)[number]

/**
 * own: a file of a body of ours. shared: what another body lets us see. small: shared, but under five doors. hidden: not shared.
 */
export type CoverageState = 'own' | 'shared' | 'small' | 'hidden'

/** One building as the reader may see it: null is "not shared" or "not known", never 0. */
export type CoverageRow = {
  id: string
  address: string
  lon: number | null
  lat: number | null
  state: CoverageState
  doors: number | null
  knocked: number | null
  reached: number | null
  assessed: number | null
  supporting: number | null
  members: number | null
  openRepairs: number | null
  openEmergencies: number | null
  landlords: string[]
}

export type Landlord = { id: string; name: string; buildings: number }
