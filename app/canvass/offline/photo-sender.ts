import { kept } from './outbox-tally.ts'
import type { Phone } from './phone-types.ts'
import { dropPhoto } from './photo-shelf.ts'
import { reopenPhotos } from './reopen-photos.ts'
import { isOurs } from './sender.ts'
import type { Reading, StoredPhoto, Writing } from './store.ts'

const bytesPerPart = 256 * 1024
const day = 86_400_000

type Inside = Pick<Phone['inside'], 'store' | 'now'>
/** `unknownAt`: when the server first knew of no talk that names it, or of none any more, by its own clock. */
type Kept = StoredPhoto & { unknownAt?: number | undefined }

/** Whether to try again soon: nothing is left to, all that is was refused for now, or something went wrong on the way. */
export const nothing = 0
export const refused = 1
export const broken = 2

/** A photo is asked for once the act that names it has arrived; till then it waits without a word. */
export async function sendPhotos(inside: Inside, ask: typeof fetch, account: string | null): Promise<number> {
  const hashes = await inside.store.read(['photos'], (tx) => tx.objectStore('photos').getAllKeys())
  let again: number = nothing
  for (const hash of hashes)
    again = Math.max(again, await sendPhoto(inside, ask, account, hash).catch(() => broken))
  return again
}

async function sendPhoto(inside: Inside, ask: typeof fetch, account: string | null, hash: string) {
  const { store, now } = inside
  const photo: Kept | undefined = await store.read(['photos'], (tx) => tx.objectStore('photos').get(hash))
  if (!photo) return nothing
  if (!photo.doneAt && photo.account !== account) return nothing
  // Kept as long as acts are: a talk told again names it anew, a server that was set back asks anew. A clock that is off by more
  // leaves it to the server's.
  if (photo.doneAt && Math.abs(now().getTime() - photo.doneAt) <= kept) return nothing

  const told = await store.read(['ops', 'devices'], (tx) => toldIn(tx, photo.account))
  const wanted = await read(ask(`/photos/${hash}.json?quiet`, options({ method: 'GET' })))
  const at = wanted.at ?? now().getTime()
  if (wanted.is === 'unknown') {
    // Of a talk that was never told, or of another account's: nobody will ask for it any more. Of one that arrived the person was forgotten,
    // or the server was set back: then its act comes back sooner.
    const after = photo.doneAt ? kept : 60 * day
    if (wanted.at && wanted.at - (photo.unknownAt ?? wanted.at) > after) await dropPhoto(inside, hash)
    else if (!photo.unknownAt && wanted.at) await change(inside, hash, { unknownAt: wanted.at })
    return nothing
  }
  if (wanted.is === 'refused') return refused
  if (photo.doneAt && wanted.done) {
    // This phone's clock may be wrong by years: what goes from here for good goes by the server's.
    if (wanted.at && wanted.at - photo.doneAt > kept) await dropPhoto(inside, hash)
    return nothing
  }
  // A server that was set back has lost it: it waits again until the last of it is there.
  if (photo.doneAt) await reopenPhotos(inside, [{ sha256: hash }])
  const count = Math.ceil(photo.sealed.byteLength / bytesPerPart)
  let { done } = wanted
  for (let n = 0; n < count && !done; n++) {
    // All of them may be there and yet not be put together: the last one is what asks for it.
    if (wanted.parts.includes(n) && n < count - 1) continue
    const part = photo.sealed.slice(n * bytesPerPart, (n + 1) * bytesPerPart)
    const said = await read(ask(`/photos/${hash}/${n}?of=${count}`, options({ method: 'PUT', body: part })))
    if (said.is !== 'known') return said.is === 'refused' ? refused : nothing
    done = said.done
  }
  if (!done) return broken
  return (await finish(inside, photo, { told, at })) ? nothing : broken
}

/** False where a talk was saved meanwhile, which may name it and is not told yet: for that one the server has still to ask. */
function finish(
  { store }: Inside,
  { hash, account }: Kept,
  { told, at }: { told: number | null; at: number },
) {
  return store.write(['photos', 'ops', 'devices'], async (tx) => {
    if (told === null || told !== (await toldIn(tx, account))) return false
    const now = await tx.objectStore('photos').get(hash)
    const done: Kept | undefined = now && { ...now, doneAt: at, unknownAt: undefined }
    if (done) await tx.objectStore('photos').put(done)
    return true
  })
}

/** The number of the last act, once all are told; null before. */
async function toldIn(tx: Reading | Writing, account: string) {
  const tally = tx.objectStore('ops').index('tally')
  const [fresh, sending, device] = await Promise.all([
    tally.count([account, 'new', 0]),
    tally.count([account, 'sending', 0]),
    tx.objectStore('devices').get(account),
  ])
  return fresh + sending > 0 ? null : (device?.seq ?? 0)
}

function change({ store }: Inside, hash: string, what: Partial<Kept>) {
  return store.write(['photos'], async (tx) => {
    const now = await tx.objectStore('photos').get(hash)
    if (now) await tx.objectStore('photos').put({ ...now, ...what })
  })
}

function options(init: RequestInit): RequestInit {
  return {
    headers: { 'Content-Type': 'application/octet-stream', Accept: 'application/json' },
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(30_000),
    ...init,
  }
}

/** `at`: what the server's clock says. */
type Wanted = { at: number | undefined } & (
  | { is: 'unknown' }
  | { is: 'refused' }
  | { is: 'known'; done: boolean; parts: number[] }
)

/** Rejects for anything that is not our answer: a captive portal has received nothing. */
async function read(asked: Promise<Response>): Promise<Wanted> {
  const response = await asked
  if (!isOurs(response)) throw new TypeError('Not our answer')
  const at = Date.parse(response.headers.get('Date') ?? '') || undefined
  if (response.status === 404) return { is: 'unknown', at }
  // Too many, or too large: of this photo alone, and for now.
  if (response.status === 413 || response.status === 429) return { is: 'refused', at }
  const said = (await response.json()) as { known?: unknown; done?: unknown; parts?: number[] }
  if (said.known === false) return { is: 'unknown', at }
  if (response.status !== 200 || typeof said.done !== 'boolean') throw new TypeError('Not taken')
  return { is: 'known', at, done: said.done, parts: Array.isArray(said.parts) ? said.parts : [] }
}
