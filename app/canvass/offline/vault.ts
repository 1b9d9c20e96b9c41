import type { Store, StoredRecord } from './store.ts'

export type Vault = Awaited<ReturnType<typeof openVault>>

/**
 * Records at rest: {id, kind, iv, ct} under a key that can be used here and read out by nobody. Whoever copies the browser's
 * files without it has names of stores and random ids.
 */
export async function openVault(store: Store) {
  const key = await findKey(store)

  return {
    async lock(record: Pick<StoredRecord, 'id' | 'kind' | 'account'>, value: unknown): Promise<StoredRecord> {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(value))
      const ct = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: nameOf(record) },
        key,
        plain,
      )
      return { ...record, iv, ct }
    },

    /** Undefined for a record that another key wrote. */
    async unlock(record: StoredRecord | undefined): Promise<unknown> {
      if (!record) return undefined
      try {
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

/** A record moved under another id or account does not open. */
function nameOf({ id, kind, account }: Pick<StoredRecord, 'id' | 'kind' | 'account'>) {
  return new TextEncoder().encode(`${kind}|${account}|${id}`)
}

async function findKey(store: Store) {
  const known = await store.read(['keys'], (tx) => tx.objectStore('keys').get('data'))
  if (known) return known.key
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  // Another tab may have made one meanwhile: the first one counts.
  return store.write(['keys'], async (tx) => {
    const keys = tx.objectStore('keys')
    const first = await keys.get('data')
    if (first) return first.key
    await keys.put({ id: 'data', key: made })
    return made
  })
}
