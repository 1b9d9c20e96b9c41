import type { StoredLock } from './store.ts'
import { stretchPin } from './stretch-pin.ts'
import { curve } from './vault.ts'

const aes = { name: 'AES-GCM', length: 256 }
const encoder = new TextEncoder()

type Half = Pick<StoredLock, 'publicKey' | 'privateIv' | 'privateKey'>
type Wrapped = Pick<StoredLock, 'salt' | 'iv' | 'wrapped'>

/** The server's half. Nobody can read it out of the phone again. */
export function importShare(share: string) {
  const bytes = Uint8Array.from(atob(share), (letter) => letter.charCodeAt(0))
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
}

/** Takes both: what the PIN is stretched to, and the share. One without the other tells nothing. */
async function keyOf(pin: string, salt: Uint8Array<ArrayBuffer>, share: CryptoKey, account: string) {
  const stretched = Uint8Array.from(await stretchPin(pin, salt))
  const hkdf = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: stretched,
    info: encoder.encode(`lintel pin 1 ${account}`),
  }
  return crypto.subtle.deriveKey(hkdf, share, aes, false, ['wrapKey', 'unwrapKey'])
}

/** A data key, and the pair of keys that a locked phone writes to. The data key itself can be wrapped, and is dropped for one that cannot. */
export async function makeDataKey(account: string): Promise<{ key: CryptoKey; half: Half }> {
  const key = await crypto.subtle.generateKey(aes, true, ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'])
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  const privateIv = random(12)
  const way = { name: 'AES-GCM', iv: privateIv, additionalData: encoder.encode(account) }
  const privateKey = await crypto.subtle.wrapKey('pkcs8', pair.privateKey, key, way)
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return { key, half: { publicKey, privateIv, privateKey } }
}

export async function wrapDataKey(
  key: CryptoKey,
  pin: string,
  share: CryptoKey,
  account: string,
): Promise<Wrapped> {
  const [salt, iv] = [random(16), random(12)]
  const around = await keyOf(pin, salt, share, account)
  return { salt, iv, wrapped: await crypto.subtle.wrapKey('raw', key, around, { name: 'AES-GCM', iv }) }
}

/** Undefined with a wrong PIN or another share. `extractable`: to be wrapped anew. */
export async function unwrapDataKey(
  { salt, iv, wrapped, account }: StoredLock,
  pin: string,
  share: CryptoKey,
  extractable = false,
) {
  const around = await keyOf(pin, salt, share, account)
  const uses: KeyUsage[] = ['encrypt', 'decrypt', 'unwrapKey']
  return crypto.subtle
    .unwrapKey('raw', wrapped, around, { name: 'AES-GCM', iv }, aes, extractable, uses)
    .catch(() => undefined)
}

function random(length: number) {
  return crypto.getRandomValues(new Uint8Array(length))
}
