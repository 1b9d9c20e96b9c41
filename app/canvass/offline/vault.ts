import type { Store, StoredLock, StoredRecord } from './store.ts'

export type Vault = Awaited<ReturnType<typeof openVault>>
export type LockState = 'none' | 'open' | 'locked'

type Label = Pick<StoredRecord, 'id' | 'kind' | 'account'>

const aes = { name: 'AES-GCM', length: 256 }
export const curve = { name: 'ECDH', namedCurve: 'P-256' }
const encoder = new TextEncoder()

/**
 * Records at rest: {id, kind, iv, ct}. What the locked grid needs lies under a key that can be used here and read out by nobody;
 * names and words lie under the data key, which is in page memory only while somebody with the PIN is here. Without a PIN there is
 * no data key, and the phone's own does for both.
 */
export async function openVault(store: Store) {
  let phoneKey = await findKey(store)
  let lock: StoredLock | undefined
  let dataKey: CryptoKey | undefined
  let privateKey: CryptoKey | undefined
  let page: { of: StoredLock; epk: Uint8Array<ArrayBuffer>; key: CryptoKey } | undefined

  async function encrypt(label: Label, value: unknown, key: CryptoKey) {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = encoder.encode(JSON.stringify(value))
    const ct = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: nameOf(label) }, key, plain)
    return { ...label, iv, ct }
  }

  /** Written by whoever holds the phone, read again by whoever has the PIN. */
  async function sealed(label: Label, value: unknown, to: StoredLock): Promise<StoredRecord> {
    if (page?.of.publicKey !== to.publicKey) {
      const ours = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
      const theirs = await crypto.subtle.importKey('raw', to.publicKey, curve, false, [])
      const epk = new Uint8Array(await crypto.subtle.exportKey('raw', ours.publicKey))
      page = { of: to, epk, key: await agree(theirs, ours.privateKey) }
    }
    const { epk, key } = page
    return { ...(await encrypt(label, value, key)), by: 'sealed', epk }
  }

  async function keyOf({ by, epk }: StoredRecord) {
    if (by === 'data') return dataKey
    if (by !== 'sealed') return phoneKey
    if (!epk || !privateKey) return undefined
    return agree(await crypto.subtle.importKey('raw', epk, curve, false, []), privateKey)
  }

  return {
    state: (): LockState => (dataKey ? 'open' : lock && !lock.closed ? 'locked' : 'none'),
    lock: () => lock,
    /** For another open page of this phone. */
    dataKey: () => dataKey,

    /** Whose lock it is, and the phone's own key, as they stand on the disk now. A data key stays in memory for its own lock alone. */
    use(found: StoredLock | undefined, own?: { key: CryptoKey }) {
      if (own) phoneKey = own.key
      if (found?.account !== lock?.account || !found) dataKey = privateKey = undefined
      lock = found
    },

    /** False for a key of another lock. */
    async open(key: CryptoKey) {
      if (!lock) return false
      const half = await openPrivate(lock, key)
      if (!half) return false
      dataKey = key
      privateKey = half
      return true
    },

    close() {
      dataKey = privateKey = undefined
    },

    /** What a locked phone may show. */
    keep: (label: Label, value: unknown): Promise<StoredRecord> => encrypt(label, value, phoneKey),

    /** Names and words. */
    async hide(label: Label, value: unknown): Promise<StoredRecord> {
      if (dataKey) return { ...(await encrypt(label, value, dataKey)), by: 'data' }
      return lock ? sealed(label, value, lock) : encrypt(label, value, phoneKey)
    },

    /** Undefined for a record that another key wrote, or one that is locked away. */
    async read(record: StoredRecord | undefined): Promise<unknown> {
      if (!record) return undefined
      try {
        const key = await keyOf(record)
        if (!key) return undefined
        const { iv, ct } = record
        const plain = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv, additionalData: nameOf(record) },
          key,
          ct,
        )
        return JSON.parse(new TextDecoder().decode(plain))
      } catch {
        return undefined
      }
    },
  }
}

/** Undefined with another data key than the one this lock keeps. */
async function openPrivate({ privateIv, privateKey, account }: StoredLock, key: CryptoKey) {
  try {
    const way = { name: 'AES-GCM', iv: privateIv, additionalData: encoder.encode(account) }
    return await crypto.subtle.unwrapKey('pkcs8', privateKey, key, way, curve, false, ['deriveBits'])
  } catch {
    return undefined
  }
}

async function agree(theirs: CryptoKey, ours: CryptoKey) {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, 256)
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const hkdf = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: encoder.encode('lintel lock 1'),
  }
  return crypto.subtle.deriveKey(hkdf, secret, aes, false, ['encrypt', 'decrypt'])
}

/** A record moved under another id or account does not open. */
function nameOf({ id, kind, account }: Label) {
  return encoder.encode(`${kind}|${account}|${id}`)
}

async function findKey(store: Store) {
  const made = await crypto.subtle.generateKey(aes, false, ['encrypt', 'decrypt'])
  // Another tab may have made one before: the first one counts.
  return store.write(['keys'], async (tx) => {
    const keys = tx.objectStore('keys')
    const first = await keys.get('data')
    if (first) return first.key
    await keys.put({ id: 'data', key: made })
    return made
  })
}
