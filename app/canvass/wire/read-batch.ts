import { hashOfFirst } from '#app/canvass/sync/open-sealed.ts'
import type { SealedOp } from '#app/canvass/sync/sync.schema.ts'
import { ByteReader } from './byte-reader.ts'
import { wire } from './write-batch.ts'

/** What a phone wrote as one request; throws at anything else. What its acts say is judged act by act. */
export function readBatch(body: Uint8Array, most: number) {
  const reader = new ByteReader(body)
  if (reader.byte() !== wire) throw new RangeError('Another wire')
  const accountId = reader.id()
  const deviceId = reader.id()
  const ops: SealedOp[] = []
  while (reader.left > 0) {
    const version = reader.byte()
    if (version !== 1 && version !== 2) throw new RangeError('Another seal')
    const keyId = reader.id()
    const epk = bytes(reader).toString('base64url')
    const count = reader.number()
    if (ops.length + count > most) throw new RangeError('Too many')
    for (let i = 0; i < count; i++) {
      const plain = { opId: reader.id(), seq: reader.number(), keyId, epk }
      if (plain.seq < 1 || plain.seq > 2_000_000_000) throw new RangeError('No number of an act')
      ops.push(version === 2 ? { ...plain, box: new Uint8Array(bytes(reader)) } : first(plain, reader))
    }
  }
  return { accountId, deviceId, ops }
}

/** As it stood in the request of a former version, so that the ledger knows it again. */
function first(plain: Pick<SealedOp, 'opId' | 'seq' | 'keyId' | 'epk'>, reader: ByteReader): SealedOp {
  const iv = bytes(reader).toString('base64url')
  const ct = bytes(reader).toString('base64url')
  return { ...plain, iv, ct, hash: hashOfFirst({ epk: plain.epk, iv, ct }).toString('base64url') }
}

function bytes(reader: ByteReader) {
  return reader.take(reader.number())
}
