import { BinaryArray } from '#app/core/binary-array.ts'
import { type Disposition, dispositionCodes } from '../lists.ts'
import { ByteReader } from '../wire/byte-reader.ts'
import { tag } from '../wire/pack.ts'
import { packedWords } from '../wire/packed-words.ts'
import { wire } from '../wire/write-batch.ts'
import { agreeOn, hasherOf, openWith } from './open-sealed.ts'
import { opsPerRequest } from './sync-limits.ts'

/** After these the union may have reached somebody, or no longer: more than the door's tries is counted anew. */
const telling: Disposition[] = ['conversation', 'moved', 'vacant']
const plain = new Set<string>(dispositionCodes.filter((code) => !telling.includes(code)))

export function isPlain(disposition: string) {
  return plain.has(disposition)
}

const idBytes = 16
const ivBytes = 12
/** No sealed act is shorter: what claims to be runs out of room. */
const fewestBytes = 160
const wordOf = (word: string) => tag.word + packedWords.indexOf(word)
const [kind, knock, knockId, turfId, unitId, disposition, flyer] = (
  ['kind', 'knock', 'knockId', 'turfId', 'unitId', 'disposition', 'flyer'] as const
).map(wordOf) as [number, number, number, number, number, number, number]
const fields = 6

/**
 * A request of nothing but knocks at which nobody said anything, by keys that are known, in the order of their numbers: nearly every one.
 * Its ids go from its bytes into the statement's as they are. Null for any other: `readBatch` and `readOps` say what is wrong with it, if
 * anything, and what passes here passes there with the same meaning.
 */
export function readPlainKnocks(body: Uint8Array, secrets: ReadonlyMap<string, string>) {
  try {
    return new PlainReader(body, secrets).read()
  } catch {
    return null
  }
}
export type PlainKnocks = NonNullable<ReturnType<typeof readPlainKnocks>>

/** Says nothing: whoever reads everything finds the reason again. */
class NotPlain extends Error {}

class PlainReader {
  #from: ByteReader
  #secrets: ReadonlyMap<string, string>
  #opIds: BinaryArray
  #hashes: BinaryArray
  #unitIds: BinaryArray
  #turfIds: BinaryArray
  #knockIds: BinaryArray
  #seqs: number[] = []
  #dispositions: string[] = []
  #flyers: boolean[] = []
  /** Phone and act: what each is sealed with. */
  #named = Buffer.allocUnsafe(2 * idBytes)

  constructor(body: Uint8Array, secrets: ReadonlyMap<string, string>) {
    this.#from = new ByteReader(body)
    this.#secrets = secrets
    const most = Math.min(opsPerRequest, Math.floor(body.length / fewestBytes))
    this.#opIds = new BinaryArray('uuid', most)
    this.#hashes = new BinaryArray('sha256', most)
    this.#unitIds = new BinaryArray('uuid', most)
    this.#turfIds = new BinaryArray('uuid', most)
    this.#knockIds = new BinaryArray('uuid', most)
  }

  read() {
    const from = this.#from
    need(from.byte() === wire)
    const accountId = from.id()
    from.bytes.copy(this.#named, 0, from.at, from.at + idBytes)
    const deviceId = from.id()
    while (from.left > 0) this.#readGroup()
    need(this.#seqs.length > 0)
    return {
      accountId,
      deviceId,
      seqs: this.#seqs,
      opIds: this.#opIds.value,
      hashes: this.#hashes.value,
      unitIds: this.#unitIds.value,
      turfIds: this.#turfIds.value,
      knockIds: this.#knockIds.value,
      dispositions: this.#dispositions,
      flyers: this.#flyers,
    }
  }

  /** Acts under one key of a page. */
  #readGroup() {
    const from = this.#from
    need(from.byte() === 2)
    const keyId = from.id()
    const secret = this.#secrets.get(keyId)
    const epk = from.take(from.number()).toString('base64url')
    const count = from.number()
    if (!secret || this.#seqs.length + count > opsPerRequest) throw new NotPlain()
    const key = agreeOn(secret, { keyId, epk }, 2)
    const hashOf = hasherOf(epk)
    const iv = this.#named.subarray(idBytes, idBytes + ivBytes)
    for (let i = 0; i < count; i++) {
      const opId = from.pass(idBytes)
      from.bytes.copy(this.#named, idBytes, opId, opId + idBytes)
      this.#opIds.add(from.bytes, opId)
      const seq = from.number()
      need(seq > (this.#seqs.at(-1) ?? 0) && seq <= 2_000_000_000)
      this.#seqs.push(seq)
      const box = from.take(from.number())
      this.#hashes.addHex(hashOf(box))
      this.#readWords(openWith(key, iv, this.#named, box))
    }
  }

  /** As `pack` writes them: when the phone says it was, then the six fields of a knock. */
  #readWords(words: Buffer) {
    const from = new ByteReader(words)
    need(from.byte() === tag.list && from.byte() === 2 && from.byte() === tag.count)
    from.number()
    need(from.byte() === tag.record && from.byte() === fields)
    let found = 0
    for (let i = 0; i < fields; i++) {
      const field = from.byte()
      found |= 1 << (field - tag.word)
      if (field === kind) need(from.byte() === knock)
      else if (field === knockId) this.#addId(this.#knockIds, from, isRandom)
      else if (field === turfId) this.#addId(this.#turfIds, from, isId)
      else if (field === unitId) this.#addId(this.#unitIds, from, isId)
      else if (field === disposition) this.#dispositions.push(plainWord(from.byte()))
      else if (field === flyer) this.#flyers.push(yesOrNo(from.byte()))
      else throw new NotPlain()
    }
    need(found === everyField)
    while (from.left > 0) need(from.byte() === 0)
  }

  #addId(to: BinaryArray, from: ByteReader, is: (bytes: Buffer, at: number) => boolean) {
    need(from.byte() === tag.uuid)
    const at = from.pass(idBytes)
    need(is(from.bytes, at))
    to.add(from.bytes, at)
  }
}

const everyField = [kind, knockId, turfId, unitId, disposition, flyer].reduce(
  (all, field) => all | (1 << (field - tag.word)),
  0,
)

function need(is: boolean) {
  if (!is) throw new NotPlain()
}

function plainWord(byte: number) {
  const word = packedWords[byte - tag.word]
  if (!word || !isPlain(word)) throw new NotPlain()
  return word
}

function yesOrNo(byte: number) {
  need(byte === tag.yes || byte === tag.no)
  return byte === tag.yes
}

/** Of the versions 1 to 8. */
function isId(bytes: Buffer, at: number) {
  const version = (bytes[at + 6] as number) >> 4
  return version >= 1 && version <= 8 && (bytes[at + 8] as number) >> 6 === 2
}

function isRandom(bytes: Buffer, at: number) {
  return (bytes[at + 6] as number) >> 4 === 4 && isId(bytes, at)
}
