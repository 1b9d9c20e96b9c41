import { openDB } from 'idb'
import { aLease, aPhone, aServer, notHome, theDoor } from './a-phone.ts'
import type { Phone } from './phone-types.ts'
import { setPin } from './pin.ts'

const open: Phone[] = []

export function keep(phone: Phone) {
  open.push(phone)
}

export function closePhones() {
  for (const phone of open.splice(0)) phone.close()
}

export const pin = '482916'
export const hour = 3_600_000

/** Words as people say them: each is looked for in every byte of the phone. */
export const tokens = Array.from({ length: 500 }, (_, i) => `Token${i}x${crypto.randomUUID().slice(0, 8)}`)

export function aLeaseWithNames() {
  const lease = aLease()
  const [turf] = lease.turfs
  const doors = (turf?.doors ?? []).map((door, at) =>
    Object.assign(door, {
      people: tokens
        .slice(at * 100, at * 100 + 100)
        .map((name) => ({ personId: crypto.randomUUID(), name, languages: ['es'] })),
      openRepairs: [{ id: crypto.randomUUID(), category: 'leak' }],
      languages: ['es'],
      lastDay: '2026-11-02',
      lastDisposition: 'refused',
      tries: 3,
    }),
  )
  if (turf)
    Object.assign(turf, {
      address: tokens[200],
      doors,
      shift: { ...turf.shift, place: tokens[201], lead: tokens[202] },
    })
  return lease
}

export async function aPhoneWithPin(change: Parameters<typeof aPhone>[1] = {}) {
  const server = aServer(aLeaseWithNames())
  const name = crypto.randomUUID()
  const start = async () => {
    const phone = await aPhone(server, { name, ...change })
    open.push(phone)
    return phone
  }
  const phone = await start()
  const set = await setPin(phone, pin)
  if (!set.ok) throw new Error(`No PIN: ${set.why}`)
  await phone.download()
  const door = await theDoor(phone)
  return { server, name, start, phone, door }
}

export const talk = (door: { turfId: string; unitId: string }, from: number) =>
  ({
    ...notHome(door),
    disposition: 'conversation',
    person: { personId: crypto.randomUUID(), isNew: true, name: tokens[from] ?? '' },
    contact: { kind: 'phone', value: tokens[from + 1] ?? '' },
    note: tokens[from + 2] ?? '',
  }) as const

export const all = async (phone: Phone) =>
  JSON.stringify([await phone.turfs(), await phone.outbox(), await phone.drafts()])

/** Every byte of the phone's database, and what its own key opens. */
export async function everything(name: string) {
  const db = await openDB(name)
  const rows = (await Promise.all([...db.objectStoreNames].map((store) => db.getAll(store)))).flat()
  db.close()
  const key = rows.find(({ id }) => id === 'data')?.key as CryptoKey
  const opened = await Promise.all(
    rows
      .filter(({ ct, kind }) => ct && kind)
      .map(({ ct, iv, kind, account, id }) =>
        crypto.subtle
          .decrypt(
            { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${kind}|${account}|${id}`) },
            key,
            ct,
          )
          .then(
            (plain) => Buffer.from(plain).toString('utf8'),
            () => '',
          ),
      ),
  )
  const text = JSON.stringify(rows, (_, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? Buffer.from(value as ArrayBuffer).toString('latin1')
      : value,
  )
  return { text, opened: opened.join('\n') }
}
