import { orNotSaved } from './not-saved.ts'
import { type PhoneInside as Inside, NotSaved } from './phone-types.ts'
import { hashOf, sealPhoto } from './photo-seal.ts'
import { dropPhoto, thumbId } from './photo-shelf.ts'

/** On the disk, sealed, and read back whole; only then does it have a name. The picture itself stays nowhere on this phone. */
export function savePhoto(inside: Inside, jpeg: ArrayBuffer, thumb: string) {
  const { store, vault, lease, now, noting } = inside
  return noting(() =>
    orNotSaved(async () => {
      const lent = lease()
      if (!lent) throw new NotSaved('no_turf')
      const account = lent.accountId
      const { sealed, hash } = await sealPhoto(lent.key, jpeg)
      const small = await vault.hide({ id: thumbId(hash), kind: 'thumb', account }, thumb)
      await store.write(['photos', 'records'], async (tx) => {
        await tx.objectStore('photos').put({ hash, account, sealed, savedAt: now().getTime() })
        await tx.objectStore('records').put(small)
      })
      const kept = await store.read(['photos'], (tx) => tx.objectStore('photos').get(hash))
      if (kept && (await hashOf(kept.sealed)) === hash) {
        // It is there, also where its being counted fails.
        await inside.changed().catch(() => {})
        return hash
      }
      await dropPhoto({ store }, hash)
      throw new NotSaved('closed')
    }),
  )
}
