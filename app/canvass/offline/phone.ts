import { createAwayClock } from './away-clock.ts'
import { createPhone, type Told } from './create-phone.ts'
import type { Phone } from './phone-types.ts'
import { countWaiting } from './photo-shelf.ts'
import { registerWorker } from './register-worker.ts'
import { retryDelay } from './sender.ts'

export * from './phone-types.ts'

let opened: Promise<Phone> | undefined

/** The one phone of this page. */
export function openPhone(): Promise<Phone> {
  opened ??= inBrowser().catch((error) => {
    opened = undefined
    throw error
  })
  return opened
}

async function inBrowser() {
  void registerWorker()
  const channel = new BroadcastChannel('lintel-phone')
  const phone = await createPhone({
    name: 'lintel',
    fetch: (...asked) => fetch(...asked),
    // Without locks two tabs may send the same act twice; the server's ledger makes them one.
    lock: (fn) => (navigator.locks ? navigator.locks.request('lintel-outbox', fn) : fn()),
    now: () => new Date(),
    isOffline: () => !navigator.onLine,
    tell: (what) => channel.postMessage(what),
    heard(listener) {
      channel.addEventListener('message', ({ data }: MessageEvent<Told>) => listener(data))
      return () => channel.close()
    },
    awake(listener) {
      const inSight = () => document.visibilityState === 'visible' && listener()
      window.addEventListener('online', listener)
      document.addEventListener('visibilitychange', inSight)
      return () => {
        window.removeEventListener('online', listener)
        document.removeEventListener('visibilitychange', inSight)
      }
    },
    isWorkerReady: async () => {
      const registration = await navigator.serviceWorker?.getRegistration()
      return registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null
    },
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
    isPersisted: async () => (await navigator.storage?.persisted?.()) ?? false,
    freeBytes: async () => {
      const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {}
      return quota - usage
    },
  })
  lockWhenAway(phone)
  sendPhotosAlong(phone)
  return phone
}

/** A phone asleep runs no timer: whoever wakes it finds it locked all the same. */
function lockWhenAway(phone: Phone) {
  const clock = createAwayClock(phone.lockMinutes)
  let timer: ReturnType<typeof setTimeout> | undefined
  const lockIfLong = () => clock.isLong(Date.now()) && phone.lock({ here: true })
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') {
      lockIfLong()
      clock.back()
    } else timer = setTimeout(lockIfLong, clock.left(Date.now()))
  })
}

/** After the acts, at their rhythm: a photo is worth nothing without the act that names it. */
function sendPhotosAlong(phone: Phone) {
  let going = false
  let failures = 0
  const go = async () => {
    const { waiting, ended } = phone.status()
    if (going || waiting > 0 || ended || !navigator.onLine) return
    going = true
    try {
      const { store } = phone.inside
      if ((await store.read(['photos'], (tx) => tx.objectStore('photos').count())) === 0) return
      const { sendPhotos } = await import('./photo-sender.ts')
      const send = () => sendPhotos(phone.inside, (...asked) => fetch(...asked), phone.accountId())
      const before = phone.status().photos
      const again = await (navigator.locks ? navigator.locks.request('lintel-photos', send) : send())
      const left = await store.read(['photos'], (tx) => countWaiting(tx, phone.accountId() ?? ''))
      if (left !== before) await phone.inside.changed()
      if (again) setTimeout(go, retryDelay(failures++, Math.random()))
      else failures = 0
    } catch {
      // The store or the code could not be reached: the next sign of life tries again.
    } finally {
      going = false
    }
  }
  phone.subscribe(go)
  window.addEventListener('online', go)
  void go()
}
