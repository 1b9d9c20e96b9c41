import { toBase64 } from './bytes.ts'
import { sealedOf } from './outbox.ts'
import type { Phone } from './phone-types.ts'
import { createSeal } from './seal.ts'
import type { Device, StoredOp } from './store.ts'

/** Everything not confirmed, of whoever wrote on this phone. All of it is sealed for the server: whoever finds the file reads nothing. */
export async function exportFile({ inside }: Pick<Phone, 'inside'>) {
  const [ops, devices, photos] = await inside.store.read(['ops', 'devices', 'photos'], (tx) =>
    Promise.all([
      tx.objectStore('ops').getAll(),
      tx.objectStore('devices').getAll(),
      tx.objectStore('photos').getAll(),
    ]),
  )
  const unconfirmed = ops.filter(({ state }) => state !== 'acked').sort((a, b) => a.seq - b.seq)
  const waiting = photos.filter(({ doneAt }) => !doneAt)
  const accounts = new Set([...unconfirmed, ...waiting].map(({ account }) => account))
  const key = inside.lease()?.key ?? devices.find((device) => device.key)?.key
  const written = {
    format: 'lintel-outbox',
    version: 3,
    phones: await Promise.all(
      devices.filter(({ id }) => accounts.has(id)).map((device) => phoneOf(device, key, inside.now)),
    ),
    ops: unconfirmed.map(writtenOf),
    photos: waiting.map(({ account, hash, sealed }) => ({
      account,
      hash,
      sealed: toBase64(new Uint8Array(sealed)),
    })),
  }
  return new Blob([JSON.stringify(written)], { type: 'application/json' })
}

/** Which phone it was only the server can read. Without its key the phone is named, and only who is signed in there hands the file in. */
async function phoneOf({ id, deviceId, key }: Device, other: Device['key'], now: () => Date) {
  const known = key ?? other
  if (!known) return { account: id, deviceId }
  const { box, ...head } = await (await createSeal(known, now))(id, { deviceId })
  return { account: id, head: { ...head, box: toBase64(box) } }
}

/** As it is sent, in letters. */
function writtenOf(op: StoredOp) {
  const sealed = sealedOf(op)
  return { account: op.account, ...sealed, ...('box' in sealed && { box: toBase64(sealed.box) }) }
}
