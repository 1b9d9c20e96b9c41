import type { Lease } from '#app/canvass/lease/turf.schema.ts'
import { fromBase64, toBase64 } from './bytes.ts'

const encoder = new TextEncoder()

/**
 * Only the server can open it, like an act: version, key id, a public key of this photo alone, iv, picture. Named by its own hash, so
 * that what arrives can be held against what was promised.
 */
export async function sealPhoto(serverKey: Lease['key'], jpeg: ArrayBuffer) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const theirs = await crypto.subtle.importKey('raw', fromBase64(serverKey.publicKey), curve, false, [])
  const ours = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', ours.publicKey))
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256)
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const info = encoder.encode(`lintel photo 1 ${toBase64(publicKey)}`)
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const key = await crypto.subtle.deriveKey(hkdf, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
  ])

  const head = new Uint8Array([1, ...bytesOf(serverKey.id.replaceAll('-', ''))])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const ct = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, key, jpeg)
  const sealed = await new Blob([head, publicKey, iv, ct]).arrayBuffer()
  return { sealed, hash: await hashOf(sealed) }
}

export async function hashOf(bytes: ArrayBuffer) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytesOf(hex: string) {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}
