import { ByteReader } from './byte-reader.ts'
import { tag } from './pack.ts'
import { packedWords } from './packed-words.ts'

const deepest = 20

/** What `pack` was given; zeros after it fill a block. Throws at anything else. */
export function unpack(bytes: Uint8Array): unknown {
  const reader = new ByteReader(bytes)
  const value = read(reader, 0)
  while (reader.left > 0) if (reader.byte() !== 0) throw new RangeError('More than one value')
  return value
}

function read(reader: ByteReader, depth: number): unknown {
  if (depth > deepest) throw new RangeError('Nested too deep')
  const kind = reader.byte()
  if (kind >= tag.word) return wordAt(kind - tag.word)
  if (kind === tag.uuid) return reader.id()
  if (kind === tag.text) return reader.take(reader.number()).toString('utf8')
  if (kind === tag.list) return Array.from({ length: counted(reader) }, () => read(reader, depth + 1))
  if (kind === tag.record) return readRecord(reader, depth)
  if (kind === tag.count) return reader.number()
  if (kind === tag.json) return JSON.parse(reader.take(reader.number()).toString('utf8'))
  if (kind === tag.null) return null
  if (kind === tag.yes || kind === tag.no) return kind === tag.yes
  throw new RangeError('Nothing of this kind')
}

function readRecord(reader: ByteReader, depth: number) {
  const parts: [string, unknown][] = []
  for (let left = counted(reader); left > 0; left--) {
    const key = read(reader, depth + 1)
    if (typeof key !== 'string') throw new RangeError('No name of a field')
    parts.push([key, read(reader, depth + 1)])
  }
  return Object.fromEntries(parts)
}

/** A count of more than there can be is no reason to make room for so many. */
function counted(reader: ByteReader) {
  const count = reader.number()
  if (count > reader.left) throw new RangeError('Cut short')
  return count
}

function wordAt(at: number) {
  const word = packedWords[at]
  if (word === undefined) throw new RangeError('A word of a later version')
  return word
}
