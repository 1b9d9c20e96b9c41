/** Reads bytes from the front. Whatever is not there throws: half an act is none. */
export class ByteReader {
  readonly bytes: Buffer
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left() {
    return this.bytes.length - this.at
  }

  byte() {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new RangeError('Cut short')
    return byte
  }

  take(length: number) {
    const from = this.pass(length)
    return this.bytes.subarray(from, this.at)
  }

  /** Where what it went by begins. */
  pass(length: number) {
    if (length > this.left) throw new RangeError('Cut short')
    this.at += length
    return this.at - length
  }

  number() {
    let number = 0
    for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
      const byte = this.byte()
      number += (byte & 127) * scale
      if (byte < 128) return number
    }
    throw new RangeError('No number')
  }

  id() {
    if (this.left < 16) throw new RangeError('Cut short')
    const hex = this.bytes.toString('hex', this.at, this.at + 16)
    this.at += 16
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
