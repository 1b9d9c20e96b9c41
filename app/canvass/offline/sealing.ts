import type { Lease } from '#app/canvass/lease/turf.schema.ts'
import type { Sender } from './outbox.ts'
import { NotSaved } from './phone-types.ts'
import { createSeal } from './seal.ts'
import type { Store } from './store.ts'

/** Who writes acts on this phone: one for as long as account and server key are the same. */
export function createSealing(store: Store, now: () => Date) {
  let sealing: { keyId: string; sender: Promise<Sender> } | undefined

  return function requireSender(lease: Lease | undefined) {
    if (!lease) throw new NotSaved('no_turf')
    const { accountId, key } = lease
    if (sealing?.keyId !== `${accountId} ${key.id}`) {
      const sender = (async () => {
        const device = await store.read(['devices'], (tx) => tx.objectStore('devices').get(accountId))
        if (!device) throw new NotSaved('no_turf')
        return { account: accountId, deviceId: device.deviceId, seal: await createSeal(key, now) }
      })()
      sender.catch(() => {
        sealing = undefined
      })
      sealing = { keyId: `${accountId} ${key.id}`, sender }
    }
    return sealing.sender
  }
}
