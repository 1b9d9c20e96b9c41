import {
  createDecipheriv,
  createECDH,
  createHash,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { unpack } from '../wire/unpack.ts'
import type { BoxedOp, FirstSealed } from './sync.schema.ts'

const curve = 'prime256v1'
const tagBytes = 16
const ivBytes = 12
const idBytes = 16
const keysKept = 2_000

/** By the phone's own part, which is new with each page it opens: its next request needs no new agreement. */
const agreed = new Map<string, { version: 1 | 2; keyId: string; key: KeyObject }>()

export function newSyncKey() {
  const pair = createECDH(curve)
  const publicKey = pair.generateKeys().toString('base64url')
  return { publicKey, privateKey: pair.getPrivateKey().toString('base64url') }
}

export function hashOfFirst({ epk, iv, ct }: Pick<FirstSealed, 'epk' | 'iv' | 'ct'>) {
  return createHash('sha256').update(`${epk}|${iv}|${ct}`).digest()
}

/** In hex, of what was sent, not of what it says: a hash of a short message gives the message away. For acts of one page, one by one. */
export function hasherOf(epk: string) {
  let sent = Buffer.from(epk, 'latin1')
  return (box: Uint8Array) => {
    const length = epk.length + box.length
    if (sent.length < length) sent = Buffer.concat([sent.subarray(0, epk.length), box])
    else sent.set(box, epk.length)
    return hash('sha256', sent.subarray(0, length), 'hex')
  }
}

/**
 * What the phone wrote, or undefined when it was not written for this key, device and id. `minutes`: when the phone says it was, told to
 * people, believed by nobody.
 */
export function openBoxed(
  privateKey: string,
  deviceId: string,
  sealed: BoxedOp,
): { op: unknown; minutes: unknown } | undefined {
  try {
    const named = Buffer.from((deviceId + sealed.opId).replaceAll('-', ''), 'hex')
    const iv = named.subarray(idBytes, idBytes + ivBytes)
    const plain = openWith(agreeOn(privateKey, sealed, 2), iv, named, sealed.box)
    const [minutes, op] = unpack(plain) as unknown[]
    return { op, minutes }
  } catch {
    return undefined
  }
}

/** The same for what the first version sealed. */
export function openFirst(privateKey: string, deviceId: string, sealed: FirstSealed): unknown {
  try {
    const named = Buffer.from(`${deviceId}|${sealed.opId}`)
    const iv = Buffer.from(sealed.iv, 'base64url')
    const plain = openWith(agreeOn(privateKey, sealed, 1), iv, named, Buffer.from(sealed.ct, 'base64url'))
    return JSON.parse(plain.toString('utf8')).op
  } catch {
    return undefined
  }
}

/** Throws at what was sealed otherwise. */
export function openWith(key: KeyObject, iv: Uint8Array, named: Uint8Array, bytes: Uint8Array) {
  const opened = createDecipheriv('aes-256-gcm', key, iv)
  opened.setAAD(named)
  opened.setAuthTag(bytes.subarray(-tagBytes))
  const plain = opened.update(bytes.subarray(0, -tagBytes))
  // Throws where one bit is another. A counter mode holds no bytes back.
  opened.final()
  return plain
}

export function agreeOn(privateKey: string, { keyId, epk }: Pick<BoxedOp, 'keyId' | 'epk'>, version: 1 | 2) {
  const known = agreed.get(epk)
  if (known?.version === version && known.keyId === keyId) return known.key
  const ours = createECDH(curve)
  ours.setPrivateKey(privateKey, 'base64url')
  const shared = ours.computeSecret(epk, 'base64url')
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', shared, '', `lintel op ${version} ${epk}`, 32)))
  const [oldest] = agreed.keys()
  if (oldest && agreed.size >= keysKept) agreed.delete(oldest)
  agreed.set(epk, { version, keyId, key })
  return key
}
