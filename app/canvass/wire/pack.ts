import { packedWords } from './packed-words.ts'

/** What a byte says stands behind it; from `word` on it is a word of the list. */
export const tag = {
  null: 0,
  no: 1,
  yes: 2,
  uuid: 3,
  text: 4,
  list: 5,
  record: 6,
  count: 7,
  json: 8,
  word: 16,
}

const encoder = new TextEncoder()
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** A value of JSON in few bytes. Encrypted bytes cannot be squeezed, so this comes before. */
export function pack(value: unknown, to: number[] = []): number[] {
  const word = packedWords.indexOf(value as string)
  if (word >= 0) to.push(tag.word + word)
  else if (typeof value === 'string' && uuid.test(value)) to.push(tag.uuid, ...bytesOf(value))
  else if (typeof value === 'string') packText(to, tag.text, value)
  else if (Array.isArray(value)) {
    packCount(to, tag.list, value.length)
    for (const part of value) pack(part, to)
  } else if (value && typeof value === 'object') {
    const parts = Object.entries(value).filter(([, part]) => part !== undefined)
    packCount(to, tag.record, parts.length)
    for (const part of parts.flat()) pack(part, to)
  } else if (Number.isSafeInteger(value) && Number(value) >= 0) packCount(to, tag.count, Number(value))
  else if (typeof value === 'number') packText(to, tag.json, JSON.stringify(value))
  else to.push(value ? tag.yes : value === false ? tag.no : tag.null)
  return to
}

function packText(to: number[], kind: number, text: string) {
  const bytes = encoder.encode(text)
  packCount(to, kind, bytes.length)
  to.push(...bytes)
}

function packCount(to: number[], kind: number, count: number) {
  to.push(kind)
  pushNumber(to, count)
}

/** Seven bits a byte, the lowest first. */
export function pushNumber(to: number[], number: number) {
  for (; number > 127; number = Math.floor(number / 128)) to.push((number % 128) + 128)
  to.push(number)
}

/** Of an id. */
export function bytesOf(id: string) {
  return Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
