import * as z from 'zod/mini'

/** An act as it travels: ids and number in clear, the rest for the server's eyes. Never changed after it was made. */
export const SealedOp = z.object({
  opId: z.uuidv4(),
  seq: z.number().check(z.int(), z.minimum(1), z.maximum(2_000_000_000)),
  keyId: z.uuid(),
  epk: z.string().check(z.maxLength(200)),
  iv: z.string().check(z.maxLength(40)),
  ct: z.string().check(z.maxLength(60_000)),
  hash: z.string().check(z.maxLength(64)),
})
export type SealedOp = z.infer<typeof SealedOp>

export const refusals = [
  'unreadable',
  'invalid',
  'not_there',
  'not_your_turf',
  'not_yours',
  'id_taken',
  'changed',
  'refused',
] as const
export type Refusal = (typeof refusals)[number]

export const OpAnswer = z.object({
  opId: z.uuid(),
  result: z.enum(['applied', 'merged', 'rejected']),
  code: z.optional(z.string()),
})
export type OpAnswer = z.infer<typeof OpAnswer>

/** Anything that is not exactly this acknowledges nothing. */
export const SyncReply = z.object({
  deviceId: z.uuid(),
  answers: z.array(OpAnswer),
  /** Numbers of this device that never arrived. */
  missing: z.array(z.number()),
})
export type SyncReply = z.infer<typeof SyncReply>
