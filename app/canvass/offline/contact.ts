import { DownloadFailed } from './phone-types.ts'
import { isOurs } from './sender.ts'
import { attempt, boolean, nullable, number, record, string, uuid } from './shape.ts'
import type { ClosedKey, Store } from './store.ts'

/** `here`: nothing but a sign of life; `open`: for the share of the key; `set`: for a new one; `leave`: the session ends. */
export type Asked = 'here' | 'open' | 'set' | 'leave'

/** What the server knows of this phone. */
export type Contact = {
  accountId: string
  /** Half of what opens the data key. Null: there is none, or it was destroyed. */
  share: string | null
  /** Somebody said this phone was lost. */
  lost: boolean
  /** Up to which number it has this phone's acts. */
  lastSeq: number
  /** Acts it has from another store of this same phone, which is gone. */
  emptied: number | null
  lockMinutes: number
  /** A data key that was sealed for the server, for whoever chooses a new PIN. */
  opened: string | null
}

const contact = record<Contact>({
  accountId: uuid,
  share: nullable(string),
  lost: boolean,
  lastSeq: number,
  emptied: nullable(number),
  lockMinutes: number,
  opened: nullable(string),
})

/** Rejects DownloadFailed. */
export async function askContact(
  ask: typeof fetch,
  deviceId: string,
  asked: Asked,
  closed?: ClosedKey,
): Promise<Contact> {
  const response = await ask('/doors/phone.json', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ deviceId, asked, closed }),
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(15_000),
  }).catch((error) => {
    throw new DownloadFailed('offline', error)
  })
  // 409: somebody else is signed in here.
  if (isOurs(response) && [401, 409].includes(response.status)) throw new DownloadFailed('sign_in')
  const read = isOurs(response) && attempt(contact, await response.json().catch(() => undefined))
  if (!read) throw new DownloadFailed('unexpected')
  return read
}

/** What the server knows that this phone may have forgotten. */
export function keepContact(store: Store, { accountId, lastSeq, lockMinutes, emptied }: Contact) {
  return store.write(['accounts', 'devices', 'locks'], async (tx) => {
    const now = await tx.objectStore('accounts').get('current')
    if (now?.account !== accountId) return
    const device = await tx.objectStore('devices').get(accountId)
    // A store that was set back: these numbers are given out already.
    if (device && device.seq < lastSeq) await tx.objectStore('devices').put({ ...device, seq: lastSeq })
    const lock = await tx.objectStore('locks').get(accountId)
    if (lock) await tx.objectStore('locks').put({ ...lock, minutes: lockMinutes })
    if (emptied) await tx.objectStore('accounts').put({ ...now, emptied })
  })
}
