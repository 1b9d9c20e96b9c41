import type { Knock } from '#app/canvass/sync/ops.schema.ts'
import type { PhoneInside } from './phone-types.ts'
import { doneOf } from './photo-shelf.ts'
import type { Writing } from './store.ts'

type Named = readonly { sha256: string }[]

export const photosOf = ({ repairs = [] }: Pick<Knock, 'repairs'>) =>
  repairs.flatMap(({ photos = [] }) => photos)

/** Of a talk taken back: told again it names the same pictures, and the server asks for them again. */
export async function reopenIn(tx: Writing, named: Named) {
  const done = new Set(await tx.objectStore('photos').index('done').getAllKeys())
  for (const { sha256 } of named) if (done.has(sha256)) await reopen(tx, sha256)
}

/** Of a server that was set back: what it had, it may have lost. */
export async function reopenAll(tx: Writing, account: string) {
  for (const hash of await tx.objectStore('photos').index('done').getAllKeys(doneOf(account)))
    await reopen(tx, hash)
}

async function reopen(tx: Writing, hash: string) {
  const photo = await tx.objectStore('photos').get(hash)
  if (!photo) return
  const { doneAt: _, ...again } = photo
  await tx.objectStore('photos').put(again)
}

export async function reopenPhotos({ store }: Pick<PhoneInside, 'store'>, named: Named) {
  await store.write(['photos'], (tx) => reopenIn(tx, named))
}
