import { labelKey, rankOfFloor, rankOfLine } from '#app/buildings/place-labels.ts'
import { isUuid } from '#app/core/uuid.ts'
import { hashOfSealed, openSealed } from './open-sealed.ts'
import { SentOp } from './ops.schema.ts'
import { isBareKnock, isPlainlySealed } from './quick-shapes.ts'
import { isStorable, storable } from './storable.ts'
import { type Refusal, SealedOp } from './sync.schema.ts'

/** An act as the database gets it. With a code it is refused, and kept as it came. */
export type ReadOp = {
  opId: string
  seq: number
  hash: string
  kind: string
  code: Refusal | null
  unitId: string | null
  turfId: string | null
  op: unknown
  /** As it came, for when nobody can say whose words they are. */
  sealed?: unknown
}

/** Null when there is not even an id to answer to. */
export function readOp(
  secretOf: (keyId: string) => string | undefined,
  deviceId: string,
  sent: unknown,
): ReadOp | null {
  const sealed = isPlainlySealed(sent) ? sent : SealedOp.safeParse(sent).data
  if (!sealed) return refuseUnshaped(sent)
  const { opId, seq, keyId } = sealed
  const hash = hashOfSealed(sealed)
  const plain = { opId, seq, hash: hash.toString('hex'), kind: 'unknown', unitId: null, turfId: null }
  const secret = hash.toString('base64url') === sealed.hash ? secretOf(keyId) : undefined
  const words = secret && openSealed(secret, deviceId, sealed)
  if (!words || typeof words !== 'object' || !('op' in words))
    return { ...plain, code: 'unreadable', op: storable(sealed) }

  const data = isBareKnock(words.op) ? words.op : readWords(words.op)
  if (!data) return { ...plain, ...namesOf(words.op), code: 'invalid', op: storable(words.op), sealed }
  return {
    ...plain,
    kind: data.kind,
    code: null,
    sealed,
    unitId: 'unitId' in data ? data.unitId : null,
    turfId: 'turfId' in data ? data.turfId : null,
    op: data.kind === 'unit' ? { ...data, ...placeOf(data.label, data.floor) } : data,
  }
}

function readWords(words: unknown) {
  const { data } = SentOp.safeParse(words)
  return data && isStorable(data) ? data : null
}

/** Of what is not whole, at least where it belongs: it waits for the people of its own building. */
function namesOf(op: unknown) {
  const { unitId, turfId } = (op ?? {}) as { unitId?: unknown; turfId?: unknown }
  const idOf = (value: unknown) => (typeof value === 'string' && isUuid(value) ? value : null)
  return { unitId: idOf(unitId), turfId: idOf(turfId) }
}

/** An envelope of no known shape is answered all the same: unanswered it would be sent for ever. */
function refuseUnshaped(sent: unknown): ReadOp | null {
  const named = SealedOp.shape.opId.safeParse((sent as { opId?: unknown } | null)?.opId)
  const numbered = SealedOp.shape.seq.safeParse((sent as { seq?: unknown } | null)?.seq)
  if (!named.success || !numbered.success) return null
  const op = storable(sent)
  return {
    opId: named.data,
    seq: numbered.data,
    hash: hashOfSealed({ epk: '', iv: '', ct: JSON.stringify(op) }).toString('hex'),
    kind: 'unknown',
    code: 'unreadable',
    unitId: null,
    turfId: null,
    op,
  }
}

/** The person at the door says the floor; the line is what the label says beside it. */
function placeOf(label: string, floorSaid: string) {
  const key = labelKey(label)
  const floor = labelKey(floorSaid)
  const line = key.startsWith(floor) ? key.slice(floor.length).replace(/^-/, '') : key
  return { labelKey: key, floor, floorRank: rankOfFloor(floor), line, lineRank: rankOfLine(line) }
}
