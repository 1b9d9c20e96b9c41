import { fromBase64, toBase64 } from './bytes.ts'
import type { Contact } from './contact.ts'
import { makeDataKey } from './data-key.ts'
import type { PhoneInside } from './phone-types.ts'
import { createSeal } from './seal.ts'
import type { StoredLock } from './store.ts'

/**
 * After ten wrong PINs doors are still written down, and nobody who holds the phone may read what: it goes under a new data key, which
 * lies here sealed for the server alone. Whoever signs in and chooses a new PIN is given it back.
 */
export async function closeAnew(
  { lease, store, now }: PhoneInside,
  account: string,
): Promise<StoredLock | undefined> {
  const device = await store.read(['devices'], (tx) => tx.objectStore('devices').get(account))
  const serverKey = lease()?.key ?? device?.key
  if (!serverKey) return undefined
  const { key, half } = await makeDataKey(account)
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', key))
  const { box, ...head } = await (await createSeal(serverKey, now))(account, { key: toBase64(raw) })
  return {
    account,
    ...half,
    salt: new Uint8Array(),
    iv: new Uint8Array(),
    wrapped: new ArrayBuffer(0),
    tries: 0,
    shareUntil: 0,
    minutes: 10,
    closed: { ...head, box: toBase64(box) },
  }
}

/** The data key as it was, ready to lie under a PIN. */
export async function openClosed(lock: StoredLock | undefined, { accountId, opened }: Contact) {
  if (!opened || !lock?.closed || lock.account !== accountId) return undefined
  const { publicKey, privateIv, privateKey } = lock
  const uses: KeyUsage[] = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']
  const key = await crypto.subtle.importKey('raw', fromBase64(opened), 'AES-GCM', true, uses)
  return { key, half: { publicKey, privateIv, privateKey } }
}
