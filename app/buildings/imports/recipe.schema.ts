import { z } from 'zod'

export const doorUses = ['home', 'rented', 'owner_occupied', 'exempt', 'business'] as const
export type DoorUse = (typeof doorUses)[number]

/** The first rule whose text the value starts with decides; capitals do not matter. */
const Choice = <Value extends z.ZodType>(value: Value) =>
  z.object({
    column: z.string(),
    rules: z.array(z.object({ startsWith: z.string(), is: value })),
    otherwise: value,
  })

const Doors = z.object({
  gives: z.literal('doors'),
  address: z.string(),
  /** Where the unit stands: in a column of its own, or in the address after a sign. */
  unit: z.union([z.object({ column: z.string() }), z.object({ after: z.string() })]),
  /** A row without a unit: the building's one unnumbered door, or only a point of the building. */
  withoutUnit: z.enum(['door', 'building']),
  use: Choice(z.enum(doorUses)).optional(),
})

const Streets = z.object({
  gives: z.literal('streets'),
  name: z.string(),
  kind: Choice(z.enum(['major', 'minor', 'path'])),
})

const Areas = z.object({ gives: z.literal('areas'), name: z.string() })

export const Recipe = z.object({
  format: z.enum(['csv', 'geojson']),
  /** Columns (in GeoJSON: properties) without which the file is another file. */
  needs: z.array(z.string()).min(1),
  reads: z.discriminatedUnion('gives', [Doors, Streets, Areas]),
})
export type Recipe = z.infer<typeof Recipe>
export type DoorsRecipe = z.infer<typeof Doors>
export type StreetsRecipe = z.infer<typeof Streets>
