const header = 20
const types = { uuid: { oid: 2950, width: 16 }, sha256: { oid: 17, width: 32 } }

/** An array of parts of one length as PostgreSQL takes it in bytes, which neither side then writes out or reads letter by letter. */
export class BinaryArray {
  #bytes: Buffer
  #width: number
  #count = 0

  constructor(type: keyof typeof types, most: number) {
    const { oid, width } = types[type]
    this.#width = width
    this.#bytes = Buffer.allocUnsafe(header + most * (4 + width))
    this.#bytes.writeInt32BE(1, 0)
    this.#bytes.writeInt32BE(0, 4)
    this.#bytes.writeInt32BE(oid, 8)
    this.#bytes.writeInt32BE(1, 16)
  }

  /** The part of `source` that begins at `from`. */
  add(source: Buffer, from: number) {
    source.copy(this.#bytes, this.#next(), from, from + this.#width)
  }

  addHex(hex: string) {
    this.#bytes.write(hex, this.#next(), 'hex')
  }

  /** As a statement's value. */
  get value() {
    this.#bytes.writeInt32BE(this.#count, 12)
    return this.#bytes.subarray(0, header + this.#count * (4 + this.#width))
  }

  #next() {
    const at = header + this.#count++ * (4 + this.#width)
    this.#bytes.writeInt32BE(this.#width, at)
    return at + 4
  }
}
