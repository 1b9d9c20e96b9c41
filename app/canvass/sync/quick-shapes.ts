import { dispositionCodes } from '../lists.ts'
import type { Knock } from './ops.schema.ts'
import type { FirstSealed } from './sync.schema.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const results = new Set<string>(dispositionCodes)

/**
 * The common case of the schema, a tenth of its time: what passes here passes there unchanged. What does not is for the schema to judge.
 */
export function isPlainlySealed(sent: unknown): sent is FirstSealed {
  if (typeof sent !== 'object' || sent === null || Object.keys(sent).length !== 7) return false
  const { opId, seq, keyId, epk, iv, ct, hash } = sent as Record<keyof FirstSealed, unknown>
  return (
    isRandomId(opId) &&
    isId(keyId) &&
    typeof seq === 'number' &&
    Number.isInteger(seq) &&
    seq >= 1 &&
    seq <= 2_000_000_000 &&
    isShort(epk, 200) &&
    isShort(iv, 40) &&
    isShort(ct, 60_000) &&
    isShort(hash, 64)
  )
}

/** A knock at which nobody said anything, likewise. */
export function isBareKnock(op: unknown): op is Knock {
  if (typeof op !== 'object' || op === null || Object.keys(op).length !== 6) return false
  const { kind, knockId, turfId, unitId, disposition, flyer } = op as Record<keyof Knock, unknown>
  return (
    kind === 'knock' &&
    isRandomId(knockId) &&
    isId(turfId) &&
    isId(unitId) &&
    typeof disposition === 'string' &&
    results.has(disposition) &&
    typeof flyer === 'boolean'
  )
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value)
}

function isRandomId(value: unknown) {
  return isId(value) && value[14] === '4'
}

function isShort(value: unknown, most: number) {
  return typeof value === 'string' && value.length <= most
}
