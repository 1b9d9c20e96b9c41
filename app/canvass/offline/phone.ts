import { createAwayClock } from './away-clock.ts'
import { createPhone, type Told } from './create-phone.ts'
import type { Phone } from './phone-types.ts'
import { createPhotosAlong } from './photos-along.ts'
import { registerWorker } from './register-worker.ts'

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
  const along = createPhotosAlong(phone, {
    fetch: (...asked) => fetch(...asked),
    lock: (fn) => (navigator.locks ? navigator.locks.request('lintel-photos', fn) : fn()),
    isOnline: () => navigator.onLine,
  })
  window.addEventListener('online', along)
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
