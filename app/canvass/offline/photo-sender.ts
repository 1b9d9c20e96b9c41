import type { Phone } from './phone-types.ts'
import { dropPhoto } from './photo-shelf.ts'
import { isOurs } from './sender.ts'
import type { StoredPhoto } from './store.ts'

const bytesPerPart = 256 * 1024
const day = 86_400_000

type Inside = Pick<Phone['inside'], 'store' | 'now'>
/** `unknownAt`: when the server first knew of no talk that names it, by its own clock. */
type Kept = StoredPhoto & { unknownAt?: number }

/** Whether to try again soon. A photo is asked for once the act that names it has arrived; till then it waits without a word. */
export async function sendPhotos(
  inside: Inside,
  ask: typeof fetch,
  account: string | null,
): Promise<boolean> {
  const hashes = await inside.store.read(['photos'], (tx) => tx.objectStore('photos').getAllKeys())
  let again = false
  for (const hash of hashes) again = (await sendPhoto(inside, ask, account, hash).catch(() => true)) || again
  return again
}

async function sendPhoto(inside: Inside, ask: typeof fetch, account: string | null, hash: string) {
  const { store, now } = inside
  const photo: Kept | undefined = await store.read(['photos'], (tx) => tx.objectStore('photos').get(hash))
  if (!photo) return false
  if (!photo.doneAt && photo.account !== account) return false
  // Kept for a while: a talk taken back and told again names it anew.
  if (photo.doneAt && now().getTime() - photo.doneAt <= day) return false

  const wanted = await read(ask(`/photos/${hash}.json`, options({ method: 'GET' })))
  const at = wanted.at ?? now().getTime()
  if (photo.doneAt) {
    // This phone's clock may be wrong by years: what goes from here for good goes by the server's.
    if (wanted.at && wanted.at - photo.doneAt > day) await dropPhoto(inside, hash)
    return false
  }
  if (wanted.is === 'unknown') {
    // Of a talk that was never told: nobody will ask for it any more.
    if (wanted.at && wanted.at - (photo.unknownAt ?? wanted.at) > 60 * day) await dropPhoto(inside, hash)
    else if (!photo.unknownAt && wanted.at) await change(inside, hash, { unknownAt: wanted.at })
    return false
  }
  const count = Math.ceil(photo.sealed.byteLength / bytesPerPart)
  let { done } = wanted
  for (let n = 0; n < count && !done; n++) {
    // All of them may be there and yet not be put together: the last one is what asks for it.
    if (wanted.parts.includes(n) && n < count - 1) continue
    const part = photo.sealed.slice(n * bytesPerPart, (n + 1) * bytesPerPart)
    const said = await read(ask(`/photos/${hash}/${n}?of=${count}`, options({ method: 'PUT', body: part })))
    if (said.is === 'unknown') return false
    done = said.done
  }
  if (!done) return true
  await change(inside, hash, { doneAt: at })
  return false
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
  | { is: 'known'; done: boolean; parts: number[] }
)

/** Rejects for anything that is not our answer: a captive portal has received nothing. */
async function read(asked: Promise<Response>): Promise<Wanted> {
  const response = await asked
  if (!isOurs(response)) throw new TypeError('Not our answer')
  const at = Date.parse(response.headers.get('Date') ?? '') || undefined
  if (response.status === 404) return { is: 'unknown', at }
  const said = (await response.json()) as { done?: unknown; parts?: number[] }
  if (response.status !== 200 || typeof said.done !== 'boolean') throw new TypeError('Not taken')
  return { is: 'known', at, done: said.done, parts: Array.isArray(said.parts) ? said.parts : [] }
}
