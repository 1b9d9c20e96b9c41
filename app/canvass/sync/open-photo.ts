import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto'

/** How a phone writes a photo: version, key id, its own public key, iv, then what only the server can open. */
export const photoEnvelope = { version: 1, keyId: 16, publicKey: 65, iv: 12, tag: 16 } as const

const headBytes = 1 + photoEnvelope.keyId + photoEnvelope.publicKey + photoEnvelope.iv

/** The sync key it was sealed to, or undefined when it is no envelope of ours. */
export function keyOfPhoto(sealed: Buffer) {
  if (sealed.length <= headBytes + photoEnvelope.tag || sealed[0] !== photoEnvelope.version) return undefined
  const hex = sealed.subarray(1, 17).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Undefined when it was not written for this key, or not whole. */
export function openPhoto(privateKey: string, sealed: Buffer): Buffer | undefined {
  try {
    const publicKey = sealed.subarray(17, 17 + photoEnvelope.publicKey)
    const iv = sealed.subarray(headBytes - photoEnvelope.iv, headBytes)
    const ours = createECDH('prime256v1')
    ours.setPrivateKey(privateKey, 'base64url')
    const info = `lintel photo 1 ${publicKey.toString('base64url')}`
    const key = hkdfSync('sha256', ours.computeSecret(publicKey), '', info, 32)
    const opened = createDecipheriv('aes-256-gcm', Buffer.from(key), iv)
    opened.setAAD(sealed.subarray(0, 17))
    opened.setAuthTag(sealed.subarray(-photoEnvelope.tag))
    return Buffer.concat([opened.update(sealed.subarray(headBytes, -photoEnvelope.tag)), opened.final()])
  } catch {
    return undefined
  }
}
