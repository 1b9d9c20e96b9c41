import {
  createDecipheriv,
  createECDH,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import type { BoxedOp, FirstSealed } from './sync.schema.ts'
import { unpack } from './wire/unpack.ts'

const curve = 'prime256v1'
const tagBytes = 16
const ivBytes = 12
const keysKept = 2_000

/** One a page session of a phone: a phone's next request needs no new agreement. */
const agreed = new Map<string, KeyObject>()

export function newSyncKey() {
  const pair = createECDH(curve)
  const publicKey = pair.generateKeys().toString('base64url')
  return { publicKey, privateKey: pair.getPrivateKey().toString('base64url') }
}

export function hashOfFirst({ epk, iv, ct }: Pick<FirstSealed, 'epk' | 'iv' | 'ct'>) {
  return createHash('sha256').update(`${epk}|${iv}|${ct}`).digest()
}

/** Of what was sent, not of what it says: a hash of a short message gives the message away. */
export function hashOfBoxed({ epk, box }: Pick<BoxedOp, 'epk' | 'box'>) {
  return createHash('sha256').update(epk).update(box).digest()
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
    const opId = bytesOf(sealed.opId)
    const named = Buffer.concat([bytesOf(deviceId), opId])
    const plain = open(agreeOn(privateKey, sealed, 2), opId.subarray(0, ivBytes), named, sealed.box)
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
    const plain = open(agreeOn(privateKey, sealed, 1), iv, named, Buffer.from(sealed.ct, 'base64url'))
    return JSON.parse(plain.toString('utf8')).op
  } catch {
    return undefined
  }
}

function open(key: KeyObject, iv: Uint8Array, named: Uint8Array, bytes: Uint8Array) {
  const opened = createDecipheriv('aes-256-gcm', key, iv)
  opened.setAAD(named)
  opened.setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([opened.update(bytes.subarray(0, -tagBytes)), opened.final()])
}

function bytesOf(id: string) {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function agreeOn(privateKey: string, { keyId, epk }: Pick<BoxedOp, 'keyId' | 'epk'>, version: 1 | 2) {
  const name = `${version} ${keyId} ${epk}`
  const known = agreed.get(name)
  if (known) return known
  const ours = createECDH(curve)
  ours.setPrivateKey(privateKey, 'base64url')
  const shared = ours.computeSecret(epk, 'base64url')
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', shared, '', `lintel op ${version} ${epk}`, 32)))
  const [oldest] = agreed.keys()
  if (oldest && agreed.size >= keysKept) agreed.delete(oldest)
  agreed.set(name, key)
  return key
}
