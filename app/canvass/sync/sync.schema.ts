import * as z from 'zod/mini'

/** As the first version sealed an act; phones may still hold such. */
export const FirstSealed = z.object({
  opId: z.uuidv4(),
  seq: z.number().check(z.int(), z.minimum(1), z.maximum(2_000_000_000)),
  keyId: z.uuid(),
  epk: z.string().check(z.maxLength(200)),
  iv: z.string().check(z.maxLength(40)),
  ct: z.string().check(z.maxLength(60_000)),
  hash: z.string().check(z.maxLength(64)),
})
export type FirstSealed = z.infer<typeof FirstSealed>

/** An act as it is kept and travels: ids and number in clear, the rest for the server's eyes. Never changed after it was made. */
export type BoxedOp = { opId: string; seq: number; keyId: string; epk: string; box: Uint8Array<ArrayBuffer> }
export type SealedOp = BoxedOp | FirstSealed

export const refusals = [
  'unreadable',
  'invalid',
  'not_there',
  'not_your_turf',
  'not_yours',
  'id_taken',
  'changed',
  'refused',
  'lost_phone',
] as const
export type Refusal = (typeof refusals)[number]

export type OpAnswer = { opId: string; result: 'applied' | 'merged' | 'rejected'; code?: string | undefined }

/** What became of each act of a batch. */
export type SyncReply = {
  deviceId: string
  /** Another epoch is another history: the database was restored. */
  epoch: string
  answers: OpAnswer[]
  /** Numbers of this device that never arrived. */
  missing: number[]
}

const places = z.array(z.number())

/**
 * The same as it travels: the acts are named by the digest of the very bytes that brought them, each by its place in them. All were
 * applied but those named otherwise. Anything that is not exactly this acknowledges nothing.
 */
export const Receipt = z.object({
  of: z.string(),
  count: z.number(),
  epoch: z.string(),
  merged: z.optional(places),
  rejected: z.optional(z.array(z.object({ at: z.number(), code: z.string() }))),
  /** Nothing is said of these: they come again. */
  again: z.optional(places),
  missing: z.optional(places),
})
export type Receipt = z.infer<typeof Receipt>
