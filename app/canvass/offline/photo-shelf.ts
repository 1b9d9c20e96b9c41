import type { Phone, PhoneInside } from './phone-types.ts'
import type { Reading } from './store.ts'

type Store = Pick<PhoneInside, 'store'>
type Named = { sha256: string }

export const thumbId = (hash: string) => `thumb:${hash}`

/** Taken and not yet whole at the server; counted by the indexes, for the pictures themselves are large. */
export async function countWaiting(tx: Reading, account: string) {
  const photos = tx.objectStore('photos')
  const [all, done] = await Promise.all([
    photos.index('account').count(account),
    photos.index('done').count(doneOf(account)),
  ])
  return all - done
}

export const doneOf = (account: string) => IDBKeyRange.bound([account, 0], [account, Infinity])

/** Oldest first. */
export async function listWaiting({ store }: Store, account: string | null) {
  const photos = await store.read(['photos'], (tx) => tx.objectStore('photos').getAll())
  return photos
    .filter((photo) => photo.account === account && !photo.doneAt)
    .sort((a, b) => a.savedAt - b.savedAt)
    .map(({ hash, savedAt }) => ({ hash, savedAt }))
}

/** A data address of the small picture, for whoever may read this phone. */
export async function findThumb({ store, vault }: Pick<PhoneInside, 'store' | 'vault'>, hash: string) {
  const small = await vault.read(
    await store.read(['records'], (tx) => tx.objectStore('records').get(thumbId(hash))),
  )
  return typeof small === 'string' ? small : null
}

export async function dropPhoto({ store }: Store, hash: string) {
  await store.write(['photos', 'records'], async (tx) => {
    await tx.objectStore('photos').delete(hash)
    await tx.objectStore('records').delete(thumbId(hash))
  })
}

/** What a talk names no more goes from the phone, unless an act does, or the server has it already. */
export async function dropUnnamed(phone: Phone, photos: readonly Named[]) {
  const acts = await phone.outbox()
  // Of a locked phone's acts nobody can say what they name.
  if (phone.status().locked) return
  const named = new Set(
    acts
      .flatMap(({ op, undone }) =>
        op.kind === 'knock' && !undone ? (op.repairs ?? []).flatMap(({ photos = [] }) => photos) : [],
      )
      .map(({ sha256 }) => sha256),
  )
  const waiting = await listWaiting(phone.inside, phone.accountId())
  const gone = waiting.filter(({ hash }) => !named.has(hash) && photos.some(({ sha256 }) => sha256 === hash))
  for (const { hash } of gone) await dropPhoto(phone.inside, hash)
  if (gone.length > 0) await phone.inside.changed()
}
