import { forgetAllButWaiting } from '#app/canvass/joining/shift-notes.ts'
import type { Phone } from './phone-types.ts'

/**
 * Every key of this phone is destroyed, and with them all that can be read: nothing under a lost key is anything but noise. A new one that has
 * read nothing takes the place of the phone's own. What is
 * unsent is sealed to the server and stays; it is sent while the session lives, and then the session ends.
 */
export async function wipe(phone: Phone) {
  const account = phone.accountId()
  // Other tabs go on: what they write from now on is under the same one.
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  await phone.inside.store.write(['keys', 'accounts', 'records', 'locks'], async (tx) => {
    for (const name of ['locks', 'records'] as const) await tx.objectStore(name).clear()
    await tx.objectStore('keys').put({ id: 'data', key })
    if (!account) return
    await tx.objectStore('accounts').put({ id: 'current', account, ended: true, leaving: true, wiped: true })
  })
  phone.lock()
  await phone.inside.changed()
  void phone.send()
}

/** What the browser kept of the app itself, beside the store. */
export async function forgetApp() {
  forgetAllButWaiting()
  sessionStorage.clear()
  const names = await caches.keys()
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.all([
    ...names.map((name) => caches.delete(name)),
    ...registrations.map((each) => each.unregister()),
  ])
}
