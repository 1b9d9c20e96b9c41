import type { Phone } from './phone-types.ts'
import { broken, sendPhotos } from './photo-sender.ts'
import { countWaiting } from './photo-shelf.ts'
import { type Lock, retryDelay } from './sender.ts'

type Around = { fetch: typeof fetch; lock: Lock; isOnline(): boolean }

/** After the acts, at their rhythm: a photo is worth nothing without the act that names it. */
export function createPhotosAlong(phone: Phone, { fetch, lock, isOnline }: Around) {
  let going = false
  let failures = 0
  const go = async () => {
    const { waiting, ended } = phone.status()
    // The session of one that was emptied lives until they are sent.
    const isOver = ended && !phone.inside.leaving.isLeaving()
    if (going || waiting > 0 || isOver || !isOnline()) return
    going = true
    try {
      const { store } = phone.inside
      if ((await store.read(['photos'], (tx) => tx.objectStore('photos').count())) === 0) return
      const before = phone.status().photos
      const again = await lock(() => sendPhotos(phone.inside, fetch, phone.accountId()))
      const left = await store.read(['photos'], (tx) => countWaiting(tx, phone.accountId() ?? ''))
      if (left !== before) await phone.inside.changed()
      if (again) setTimeout(go, retryDelay(failures++, Math.random()))
      else failures = 0
      // What the server would not take keeps no session open for ever: it is in the file.
      if (again !== broken) await phone.inside.leaving.photosAsked()
    } catch {
      // The store could not be reached: the next sign of life tries again.
    } finally {
      going = false
    }
  }
  phone.subscribe(go)
  void go()
  return go
}
