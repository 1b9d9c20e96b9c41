import { isUuid } from '#app/core/uuid.ts'
import { doorPlace } from '../door-place.ts'
import { hasherOf, hashOfFirst, openBoxed, openFirst } from './open-sealed.ts'
import { SentOp } from './ops.schema.ts'
import { isBareKnock, isPlainlySealed } from './quick-shapes.ts'
import { isStorable, storable } from './storable.ts'
import { type BoxedOp, FirstSealed, type Refusal } from './sync.schema.ts'

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
  /** When its phone says it was. */
  minutes?: unknown
}

/** Null when there is not even an id to answer to. */
export function readOp(
  secretOf: (keyId: string) => string | undefined,
  deviceId: string,
  sent: unknown,
): ReadOp | null {
  if (isBoxed(sent)) {
    const secret = secretOf(sent.keyId)
    const opened = secret ? openBoxed(secret, deviceId, sent) : undefined
    return { ...judge(sent, hasherOf(sent.epk)(sent.box), opened?.op), minutes: opened?.minutes }
  }
  const sealed = isPlainlySealed(sent) ? sent : FirstSealed.safeParse(sent).data
  if (!sealed) return refuseUnshaped(sent)
  const hash = hashOfFirst(sealed)
  const secret = hash.toString('base64url') === sealed.hash ? secretOf(sealed.keyId) : undefined
  return judge(sealed, hash.toString('hex'), secret && openFirst(secret, deviceId, sealed))
}

/** Only what was read from bytes holds bytes. */
function isBoxed(sent: unknown): sent is BoxedOp {
  return (sent as { box?: unknown } | null)?.box instanceof Uint8Array
}

function judge(sealed: BoxedOp | FirstSealed, hash: string, words: unknown): ReadOp {
  const { opId, seq } = sealed
  const plain = { opId, seq, hash, kind: 'unknown', unitId: null, turfId: null }
  if (!words || typeof words !== 'object') return { ...plain, code: 'unreadable', op: keepable(sealed) }

  const data = isBareKnock(words) ? words : readWords(words)
  if (!data) return { ...plain, ...namesOf(words), code: 'invalid', op: storable(words), sealed }
  return {
    ...plain,
    kind: data.kind,
    code: null,
    sealed,
    unitId: 'unitId' in data ? data.unitId : null,
    turfId: 'turfId' in data ? data.turfId : null,
    op: data.kind === 'unit' ? { ...data, ...doorPlace(data.label, data.floor) } : data,
  }
}

/** As it came, in letters. */
export function keepable(sealed: unknown) {
  return storable(
    isBoxed(sealed) ? { ...sealed, box: Buffer.from(sealed.box).toString('base64url') } : sealed,
  )
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
  const named = FirstSealed.shape.opId.safeParse((sent as { opId?: unknown } | null)?.opId)
  const numbered = FirstSealed.shape.seq.safeParse((sent as { seq?: unknown } | null)?.seq)
  if (!named.success || !numbered.success) return null
  const op = storable(sent)
  return {
    opId: named.data,
    seq: numbered.data,
    hash: hashOfFirst({ epk: '', iv: '', ct: JSON.stringify(op) }).toString('hex'),
    kind: 'unknown',
    code: 'unreadable',
    unitId: null,
    turfId: null,
    op,
  }
}
