import { z } from 'zod'
import { checkbox, count, text } from '#app/core/form-fields.ts'

export const buildingKinds = [
  'multi_unit',
  'public_housing',
  'sro',
  'mobile_home_park',
  'single_family',
  'tenant_owned',
] as const
export const BuildingKind = z.enum(buildingKinds, 'form.choose')
export type BuildingKind = z.infer<typeof BuildingKind>

export const struckReasons = ['does_not_exist', 'business', 'merged', 'other'] as const
export const StruckReason = z.enum(struckReasons, 'form.choose')
export type StruckReason = z.infer<typeof StruckReason>

/** 1A–6D · 101–604 · 1–24 · A–F */
export const namings = ['letters', 'hundreds', 'numbers'] as const
export const Naming = z.enum(namings, 'form.choose')
export type Naming = z.infer<typeof Naming>

export const mostDoors = 2000

/** What was changed by hand on one tile of the plan: another name, or a reason why it is no door. */
const Change = z.object({
  key: z.string().max(40),
  label: z.string().trim().max(20).optional(),
  struck: StruckReason.optional(),
})
export type DoorChange = z.infer<typeof Change>

/** Sent as one hidden field: the tiles are drawn by script, and without it nothing was changed. */
const changes = z
  .string()
  .optional()
  .transform((json, { addIssue }) => {
    if (!json) return []
    const parsed = z.array(Change).max(mostDoors).safeParse(safeJson(json))
    if (parsed.success) return parsed.data
    addIssue({ code: 'custom', message: 'form.invalid' })
    return []
  })

function safeJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

const typedByHand = {
  address: text(200).refine((address) => /[\p{L}\p{N}]/u.test(address), 'form.invalid'),
  kind: BuildingKind,
  staircases: count(1, 20).default(1),
  floors: count(1, 120),
  perFloor: count(1, 200),
  naming: Naming,
  skip13: checkbox(),
  changes,
}
const fits = ({ staircases, floors, perFloor }: Record<'staircases' | 'floors' | 'perFloor', number>) =>
  staircases * floors * perFloor <= mostDoors
const doesNotFit = { path: ['perFloor'], message: 'byHand.tooMany' }
/** The 101st door of floor 1 would be called like the first of floor 11. */
const isTwice = ({
  naming,
  ...plan
}: Record<'staircases' | 'floors' | 'perFloor', number> & { naming: Naming }) =>
  naming === 'hundreds' && plan.floors > 10 && plan.staircases * plan.perFloor > 99
const oneEach = { path: ['perFloor'], message: 'byHand.hundredsFull' }

/** The first run knows no body yet. */
export const FirstBuilding = z
  .object(typedByHand)
  .refine(fits, doesNotFit)
  .refine((plan) => !isTwice(plan), oneEach)
export const NewBuildingForm = z
  .object({ ...typedByHand, bodyId: z.uuid('form.choose') })
  .refine(fits, doesNotFit)
  .refine((plan) => !isTwice(plan), oneEach)
export type NewBuildingForm = z.infer<typeof NewBuildingForm>

const key = z.string().min(1).max(40)
const label = text(20)
const floor = z.string().trim().max(8).default('')
/** Empty: none. */
const entrance = z
  .string()
  .transform((typed) =>
    typed
      .normalize('NFKC')
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim(),
  )
  .pipe(z.string().max(20, 'form.tooLong'))
const some = z.string().max(40).default('')

/** One act on the doors of a building that stands already. */
export const DoorAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('add'), label, floor, entrance: entrance.optional() }),
  z.object({ act: z.literal('rename'), key, label }),
  z.object({ act: z.literal('strike'), key, reason: StruckReason }),
  z.object({ act: z.literal('unstrike'), key }),
  z.object({ act: z.literal('counted') }),
  /** One door, or those of the lines from one to another. */
  z.object({ act: z.literal('staircase'), entrance: entrance.default(''), key: some, from: some, to: some }),
])
export type DoorAct = z.infer<typeof DoorAct>
