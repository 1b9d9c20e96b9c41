import { createHash } from 'node:crypto'
import { FileProblem } from './file-problem.ts'

export const largestFileMb = 64

/** Spreadsheets are zip files; then PDF and gzip. */
const archives = ['PK\u0003\u0004', '%PDF', '\u001f\u008b']

export type Bytes = AsyncIterable<Uint8Array>

/** The text of a file as it arrives: limited, sniffed, UTF-8 or nothing. `hash()` is its SHA-256 once it has been read. */
export function readText(bytes: Bytes, onBytes: (count: number) => void = () => {}) {
  const digest = createHash('sha256')
  async function* text() {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let size = 0
    for await (const part of bytes) {
      if (size === 0) sniff(part)
      size += part.length
      if (size > largestFileMb * 1024 * 1024) throw new FileProblem('tooLarge', { mb: largestFileMb })
      digest.update(part)
      yield decode(decoder, part)
      onBytes(size)
    }
    if (size === 0) throw new FileProblem('empty')
    yield decode(decoder)
  }
  return { text: text(), hash: () => digest.copy().digest('hex') }
}

function decode(decoder: TextDecoder, part?: Uint8Array) {
  let text: string
  try {
    text = part ? decoder.decode(part, { stream: true }) : decoder.decode()
  } catch {
    throw new FileProblem('encoding')
  }
  if (text.includes('\0')) throw new FileProblem('illFormed')
  return text
}

function sniff(part: Uint8Array) {
  const head = Buffer.from(part.subarray(0, 512))
  if (head[0] === 0xff && head[1] === 0xfe) throw new FileProblem('encoding')
  if (head[0] === 0xfe && head[1] === 0xff) throw new FileProblem('encoding')
  const start = head.toString('latin1').replace(/^ï»¿/, '').trimStart()
  if (/^<(!doctype html|html|head|body|\?xml)/i.test(start)) throw new FileProblem('html')
  if (head.includes(0) || archives.some((mark) => start.startsWith(mark))) throw new FileProblem('notText')
}
