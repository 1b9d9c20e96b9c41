import {
  createDecipheriv,
  createECDH,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import type { SealedOp } from './sync.schema.ts'

const curve = 'prime256v1'
const tagBytes = 16
const keysKept = 2_000

/** One a page session of a phone: a phone's next request needs no new agreement. */
const agreed = new Map<string, KeyObject>()

export function newSyncKey() {
  const pair = createECDH(curve)
  const publicKey = pair.generateKeys().toString('base64url')
  return { publicKey, privateKey: pair.getPrivateKey().toString('base64url') }
}

export function hashOfSealed({ epk, iv, ct }: Pick<SealedOp, 'epk' | 'iv' | 'ct'>) {
  return createHash('sha256').update(`${epk}|${iv}|${ct}`).digest()
}

/** What the phone wrote, or undefined when it was not written for this key, device and id. */
export function openSealed(privateKey: string, deviceId: string, sealed: SealedOp): unknown {
  try {
    const key = agreeOn(privateKey, sealed)
    const bytes = Buffer.from(sealed.ct, 'base64url')
    const opened = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64url'))
    opened.setAAD(Buffer.from(`${deviceId}|${sealed.opId}`))
    opened.setAuthTag(bytes.subarray(-tagBytes))
    const plain = Buffer.concat([opened.update(bytes.subarray(0, -tagBytes)), opened.final()])
    return JSON.parse(plain.toString('utf8'))
  } catch {
    return undefined
  }
}

function agreeOn(privateKey: string, { keyId, epk }: SealedOp) {
  const name = `${keyId} ${epk}`
  const known = agreed.get(name)
  if (known) return known
  const ours = createECDH(curve)
  ours.setPrivateKey(privateKey, 'base64url')
  const shared = ours.computeSecret(epk, 'base64url')
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', shared, '', `lintel op 1 ${epk}`, 32)))
  const [oldest] = agreed.keys()
  if (oldest && agreed.size >= keysKept) agreed.delete(oldest)
  agreed.set(name, key)
  return key
}
