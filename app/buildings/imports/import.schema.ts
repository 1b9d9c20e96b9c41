import { z } from 'zod'
import { type RecipeName, recipeNames } from './recipes.ts'

/** Why a whole file is refused; the words are import.problem.* of the catalogues. */
export const problemCodes = [
  'empty',
  'tooLarge',
  'html',
  'notText',
  'encoding',
  'illFormed',
  'notCsv',
  'notGeoJson',
  'damaged',
  'projected',
  'columns',
  'quote',
  'noRows',
  'again',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** Why one row is refused; the words are import.reason.*. */
export const reasonCodes = [
  'noAddress',
  'addressTooLong',
  'unitTooLong',
  'columnCount',
  'notPoint',
  'notArea',
  'offMap',
  'noName',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** The line is the line of the file, or in GeoJSON the number of the feature. */
export type Refusal = { line: number; column: string; value: string; reason: ReasonCode }

export const Counts = z.object({
  rows: z.number(),
  withUnit: z.number(),
  buildings: z.number(),
  newBuildings: z.number(),
  doors: z.number(),
  newDoors: z.number(),
  /** Buildings whose file another body keeps: their doors are left as they are. */
  keptByOthers: z.number(),
  businesses: z.number(),
  lines: z.number(),
  merged: z.number(),
  leftOut: z.number(),
  refused: z.number(),
})
export type Counts = z.infer<typeof Counts>

export type Report = {
  recipe: RecipeName
  fileName: string
  hash: string
  counts: Counts
  /** The first ones; counts.refused says how many there are. */
  refusals: Refusal[]
}

const Upload = z.object({
  recipe: z.enum(recipeNames, 'form.choose'),
  file: z.instanceof(File, { error: 'form.choose' }).refine((file) => file.size > 0, 'form.choose'),
  /** Whose files new buildings become; asked where there is a choice. */
  bodyId: z.uuid('form.choose').optional(),
  /** Under which the page asks how far it is. */
  watch: z.union([z.literal(''), z.uuid()]).optional(),
})

export const ImportForm = z.discriminatedUnion('intent', [
  Upload.extend({ intent: z.literal('check') }),
  // What was checked is what is brought in: the hash of the file that the report was about.
  Upload.extend({ intent: z.literal('apply'), checked: z.string().max(64) }),
  z.object({ intent: z.literal('undo'), importId: z.uuid() }),
])

export const inTheWayReasons = ['facts', 'doors', 'moved', 'later'] as const
export type InTheWay = { address: string; reason: (typeof inTheWayReasons)[number] }

export type Progress = (phase: 'reading' | 'writing', done: number, total: number) => void
