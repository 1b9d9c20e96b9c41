import { reasonOf } from './not-saved.ts'
import { type PhoneInside as Inside, NotSaved } from './phone-types.ts'
import { hashOf, sealPhoto } from './photo-seal.ts'

const thumbId = (hash: string) => `thumb:${hash}`

/** On the disk, sealed, and read back whole; only then does it have a name. The picture itself stays nowhere on this phone. */
export async function savePhoto({ store, vault, lease, now }: Inside, jpeg: ArrayBuffer, thumb: string) {
  const lent = lease()
  if (!lent) throw new NotSaved('no_turf')
  try {
    const account = lent.accountId
    const { sealed, hash } = await sealPhoto(lent.key, jpeg)
    const small = await vault.hide({ id: thumbId(hash), kind: 'thumb', account }, thumb)
    await store.write(['photos', 'records'], async (tx) => {
      await tx.objectStore('photos').put({ hash, account, sealed, savedAt: now().getTime() })
      await tx.objectStore('records').put(small)
    })
    const kept = await store.read(['photos'], (tx) => tx.objectStore('photos').get(hash))
    if (kept && (await hashOf(kept.sealed)) === hash) return hash
    await dropPhoto({ store }, hash)
    throw new NotSaved('closed')
  } catch (error) {
    throw error instanceof NotSaved ? error : new NotSaved(reasonOf(error), error)
  }
}

/** A data address of the small picture, for whoever may read this phone. */
export async function findThumb({ store, vault }: Pick<Inside, 'store' | 'vault'>, hash: string) {
  const small = await vault.read(
    await store.read(['records'], (tx) => tx.objectStore('records').get(thumbId(hash))),
  )
  return typeof small === 'string' ? small : null
}

export async function dropPhoto({ store }: Pick<Inside, 'store'>, hash: string) {
  await store.write(['photos', 'records'], async (tx) => {
    await tx.objectStore('photos').delete(hash)
    await tx.objectStore('records').delete(thumbId(hash))
  })
}
