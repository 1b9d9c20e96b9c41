import type { PhoneInside } from './phone-types.ts'

/** Of a talk taken back: told again it names the same pictures, and the server asks for them again. */
export async function reopenPhotos(
  { store }: Pick<PhoneInside, 'store'>,
  named: readonly { sha256: string }[],
) {
  await store.write(['photos'], async (tx) => {
    for (const { sha256: hash } of named) {
      const photo = await tx.objectStore('photos').get(hash)
      if (!photo) continue
      const { doneAt: _, ...again } = photo
      await tx.objectStore('photos').put(again)
    }
  })
}
