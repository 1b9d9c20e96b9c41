import type { Knock } from '#app/canvass/ops.schema.ts'
import type { PhoneInside } from './phone-types.ts'
import type { Writing } from './store.ts'

type Named = readonly { sha256: string }[]

export const photosOf = ({ repairs = [] }: Pick<Knock, 'repairs'>) =>
  repairs.flatMap(({ photos = [] }) => photos)

/** Of a talk taken back: told again it names the same pictures, and the server asks for them again. */
export async function reopenIn(tx: Writing, named: Named) {
  const photos = tx.objectStore('photos')
  const done = new Set(await photos.index('done').getAllKeys())
  for (const { sha256: hash } of named) {
    const photo = done.has(hash) && (await photos.get(hash))
    if (!photo) continue
    const { doneAt: _, ...again } = photo
    await photos.put(again)
  }
}

export async function reopenPhotos({ store }: Pick<PhoneInside, 'store'>, named: Named) {
  await store.write(['photos'], (tx) => reopenIn(tx, named))
}
