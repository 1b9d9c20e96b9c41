import { z } from 'zod'
import { day } from '#app/core/form-fields.ts'
import { repairCategoryCodes } from '../categories.ts'
import { tenantAnswers } from '../grievance-status.ts'
import { channels } from '../repair.schema.ts'

/** The key, and the box on paper, of each: what the tenant says, and how the landlord was told. */
export const fixedKeys = { yes: 'Y', partly: 'P', no: 'N' } as const
export const channelKeys = { call: 'C', letter: 'L', email: 'E', text: 'T', visit: 'V' } as const

export const linesOfSheet = 95
/** At its end, for repairs that are heard on the way. */
export const freeLines = 5

export const RepairSheetsAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('print'), buildingId: z.uuid('form.choose') }),
  z.object({ intent: z.literal('find'), code: z.string().max(40) }),
])

const words = z.string().trim().min(1).max(2000)

/** What a row says: what the tenant answered, what passed with the landlord, or both. */
export const RepairEntry = z
  .object({
    kind: z.literal('enter'),
    id: z.uuidv4(),
    n: z.int().min(1).max(100),
    day: day(),
    fixed: z.enum(tenantAnswers).optional(),
    channel: z.enum(channels).optional(),
    promisedBy: day().optional(),
    words: words.optional(),
    /** Stands instead of what was entered in this row before. */
    instead: z.uuidv4().optional(),
  })
  .refine(saysSomething)
export type RepairEntry = z.output<typeof RepairEntry>

/** Words alone would be nobody's, and a day is promised by somebody who was told. */
export function saysSomething(said: {
  fixed?: unknown
  channel?: unknown
  promisedBy?: unknown
  words?: unknown
}) {
  return Boolean(said.channel) || (Boolean(said.fixed) && !said.promisedBy)
}

/** A repair heard on the way. Its id is that of the case: sent twice, it is there once. */
export const HeardOnTheWay = z.object({
  kind: z.literal('new'),
  id: z.uuidv4(),
  n: z.int().min(1).max(100),
  day: day(),
  /** A door's id, or the code of a common area. */
  place: z.string().min(1).max(40),
  category: z.enum(repairCategoryCodes),
  since: day().optional(),
  words: words.optional(),
})
export type HeardOnTheWay = z.output<typeof HeardOnTheWay>

export const RepairRowAct = z.union([RepairEntry, HeardOnTheWay])
export type RepairRowAct = z.output<typeof RepairRowAct>
