import type { Lease } from '#app/canvass/lease/turf.schema.ts'
import type { SentOp } from '#app/canvass/sync/ops.schema.ts'
import type { BoxedOp } from '#app/canvass/sync/sync.schema.ts'
import { bytesOf, pack } from '#app/canvass/wire/pack.ts'
import { fromBase64, toBase64 } from './bytes.ts'

/** For the phone's id, or for its account when what is said is which phone it is. */
export type Seal = (
  named: string,
  said: SentOp | { deviceId: string } | { key: string },
  opId?: string,
) => Promise<Omit<BoxedOp, 'seq'>>

const encoder = new TextEncoder()
/** A closed door, a door added, an act undone and a short talk without a note all fill one: decision 014. */
const block = 160

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
    info: encoder.encode(`lintel op 2 ${epk}`),
  }
  const key = await crypto.subtle.deriveKey(hkdf, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
  ])

  return async (name, said, opId = crypto.randomUUID()) => {
    const named = bytesOf(opId)
    const additionalData = Uint8Array.from([...bytesOf(name), ...named])
    // The id is made by chance and for this act alone, so it serves as what may be used but once under a key.
    const once = { name: 'AES-GCM', iv: named.slice(0, 12), additionalData }
    // The phone's clock is told, never believed.
    const words = padded(pack([Math.floor(now().getTime() / 60_000), said]))
    const box = new Uint8Array(await crypto.subtle.encrypt(once, key, words))
    return { opId, keyId: serverKey.id, epk, box }
  }
}

/** Length would tell a talk from a closed door. */
function padded(words: number[]) {
  const bytes = new Uint8Array(Math.ceil(words.length / block) * block)
  bytes.set(words)
  return bytes
}
