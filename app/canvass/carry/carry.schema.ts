import * as z from 'zod/mini'
import { opsPerRequest } from '../sync/sync-limits.ts'

const uuid = z.uuid()
const sealed = { opId: z.uuidv4(), keyId: uuid, epk: z.string().check(z.maxLength(200)) }
const letters = z.string().check(z.maxLength(100_000))

/** The id of the phone that wrote the acts, sealed under its account: whoever carries the file cannot read it, and so writes none of their own. */
export const Head = z.object({ ...sealed, box: letters })
export type Head = z.infer<typeof Head>

/** As an act stands in a file. */
export const FiledOp = z.object({
  ...sealed,
  seq: z.number().check(z.int(), z.minimum(1), z.maximum(2_000_000_000)),
  box: letters,
})

/** Acts out of a file. `look`: only asked what they are. Files of before name the phone itself; they are for its own account alone. */
export const Carried = z.object({
  account: uuid,
  head: z.optional(Head),
  deviceId: z.optional(z.uuidv4()),
  ops: z.array(z.unknown()).check(z.maxLength(opsPerRequest)),
  look: z.boolean(),
})
export type Carried = z.infer<typeof Carried>

/** `here`: it was already. `look`: it waits for one. `empty`: undone before it was ever sent. `unread`: nobody's words, so nothing was done. */
export type CarriedAnswer = { opId: string; result: 'done' | 'here' | 'look' | 'empty' | 'unread' }

/** What stands in a file, told before it is handed in. `day`: the phone's own word for it; null where it has none. */
export type Evening = { day: string | null; acts: number; here: number }
