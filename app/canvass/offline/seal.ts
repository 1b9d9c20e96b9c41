import type { SentOp } from '#app/canvass/ops.schema.ts'
import type { SealedOp } from '#app/canvass/sync.schema.ts'
import type { Lease } from '#app/canvass/turf.schema.ts'
import { fromBase64, toBase64 } from './bytes.ts'

/** What the server finds inside: the phone's clock is told, never believed. */
export type SealedWords = { v: 1; at: string; op: SentOp }

export type Seal = (deviceId: string, op: SentOp) => Promise<Omit<SealedOp, 'seq'>>

const encoder = new TextEncoder()
const block = 256

/** One key pair of the page's own, gone with the page: what it sealed only the server can open. */
export async function createSeal(serverKey: Lease['key'], now: () => Date): Promise<Seal> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const theirs = await crypto.subtle.importKey('raw', fromBase64(serverKey.publicKey), curve, false, [])
  const ours = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const epk = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', ours.publicKey)))
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256)
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const hkdf = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: encoder.encode(`lintel op 1 ${epk}`),
  }
  const key = await crypto.subtle.deriveKey(hkdf, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
  ])

  return async (deviceId, op) => {
    const opId = crypto.randomUUID()
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const words: SealedWords = { v: 1, at: now().toISOString(), op }
    const additionalData = encoder.encode(`${deviceId}|${opId}`)
    const ct = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, pad(words))
    const sealed = { opId, keyId: serverKey.id, epk, iv: toBase64(iv), ct: toBase64(new Uint8Array(ct)) }
    return { ...sealed, hash: await hashOf(sealed) }
  }
}

/** Of what is sent, not of what it says: a hash of a short message gives the message away. */
async function hashOf({ epk, iv, ct }: Pick<SealedOp, 'epk' | 'iv' | 'ct'>) {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(`${epk}|${iv}|${ct}`))
  return toBase64(new Uint8Array(digest))
}

/** Length would tell a talk from a closed door. */
function pad(words: SealedWords) {
  const plain = encoder.encode(JSON.stringify(words))
  const padded = new Uint8Array(Math.ceil(plain.length / block) * block).fill(32)
  padded.set(plain)
  return padded
}
