import { openDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import { aLease, aPhone, aServer, notHome, theDoor } from './a-phone.ts'
import type { Told } from './create-phone.ts'
import { exportFile } from './outbox-file.ts'
import type { Phone } from './phone-types.ts'
import { findThumb } from './photo-shelf.ts'
import { savePhoto } from './photos.ts'
import { mostTries, setPin, unlock } from './pin.ts'
import { wipe } from './wipe.ts'

// A tenth of a second each, and there are dozens: stretch-pin.test.ts holds the real one.
vi.mock('./stretch-pin.ts', () => ({
  stretchPin: async (pin: string, salt: Uint8Array) =>
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', Uint8Array.from([...new TextEncoder().encode(pin), ...salt])),
    ),
}))

const open: Phone[] = []
afterEach(() => {
  for (const phone of open.splice(0)) phone.close()
  vi.restoreAllMocks()
})

const pin = '482916'
const hour = 3_600_000

/** Words as people say them: each is looked for in every byte of the phone. */
const tokens = Array.from({ length: 500 }, (_, i) => `Token${i}x${crypto.randomUUID().slice(0, 8)}`)

function aLeaseWithNames() {
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

async function aPhoneWithPin(change: Parameters<typeof aPhone>[1] = {}) {
  const server = aServer(aLeaseWithNames())
  const name = crypto.randomUUID()
  const start = async () => {
    const phone = await aPhone(server, { name, ...change })
    open.push(phone)
    return phone
  }
  const phone = await start()
  expect(await setPin(phone, pin)).toEqual({ ok: true })
  await phone.download()
  const door = await theDoor(phone)
  return { server, name, start, phone, door }
}

const talk = (door: { turfId: string; unitId: string }, from: number) =>
  ({
    ...notHome(door),
    disposition: 'conversation',
    person: { personId: crypto.randomUUID(), isNew: true, name: tokens[from] ?? '' },
    contact: { kind: 'phone', value: tokens[from + 1] ?? '' },
    note: tokens[from + 2] ?? '',
  }) as const

const all = async (phone: Phone) =>
  JSON.stringify([await phone.turfs(), await phone.outbox(), await phone.drafts()])

/** Every byte of the phone's database, and what its own key opens. */
async function everything(name: string) {
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

test('of 500 planted words a locked phone has none on it, as bytes or under its own key; the PIN brings all of them back', async () => {
  const { phone, door, name, start } = await aPhoneWithPin()
  const [, other] = (await phone.turfs())[0]?.doors ?? []
  await phone.save(talk(door, 210))
  await phone.saveDraft(door.unitId, { knockId: '1', note: tokens[220] })
  phone.lock()
  await phone.save(talk(door, 230))
  await phone.saveDraft(other?.unitId ?? '', { knockId: '2', note: tokens.slice(300).join(' ') })
  phone.close()

  const { text, opened } = await everything(name)
  expect(tokens.filter((token) => text.includes(token) || opened.includes(token))).toEqual([])
  expect(opened).toContain('"4A"')
  expect(opened).not.toMatch(/leak|refused|2026-11-02|"es"/)

  const again = await start()
  expect(again.lockState()).toBe('locked')
  expect(await all(again)).not.toMatch(/Token/)
  expect((await again.turfs())[0]?.doors.map(({ label }) => label)).toEqual(['4A', '4B'])
  expect(await unlock(again, pin)).toEqual({ ok: true })
  const words = await all(again)
  for (const token of [
    tokens[0],
    tokens[200],
    tokens[210],
    tokens[212],
    tokens[220],
    tokens[231],
    tokens[499],
  ])
    expect(words).toContain(token)
})

test('what a phone had before there was a PIN goes under the lock, and its words out of the open part', async () => {
  const server = aServer(aLeaseWithNames())
  const name = crypto.randomUUID()
  const phone = await aPhone(server, { name })
  open.push(phone)
  await phone.download()
  const door = await theDoor(phone)
  await phone.save(talk(door, 210))
  await phone.saveDraft(door.unitId, { note: tokens[220] })
  const photo = await savePhoto(phone.inside, new ArrayBuffer(9), tokens[250] ?? '')
  const { opened: before } = await everything(name)
  for (const token of [tokens[212], tokens[250]]) expect(before).toContain(token)
  expect(await setPin(phone, pin)).toEqual({ ok: true })
  expect(await findThumb(phone.inside, photo)).toBe(tokens[250])
  const { opened } = await everything(name)
  expect(tokens.filter((token) => opened.includes(token))).toEqual([])
  for (const token of [tokens[0], tokens[212], tokens[220]]) expect(await all(phone)).toContain(token)
})

test('a locked phone logs, and says which doors have a talk to finish', async () => {
  const { phone, door, server } = await aPhoneWithPin()
  await phone.saveDraft(door.unitId, { note: 'before' })
  phone.lock()
  expect(phone.status()).toMatchObject({ locked: true, lock: 'locked', needsSignIn: false })
  await phone.save(notHome(door))
  await phone.send()
  expect(server.applied.size).toBe(1)
  expect(await phone.drafts()).toEqual([{ unitId: door.unitId, value: undefined }])
  expect(await phone.outbox()).toMatchObject([{ op: { disposition: 'not_home' }, state: 'safe' }])
})

test('what was written at a door on a locked phone joins what was there before', async () => {
  const { phone, door, start } = await aPhoneWithPin()
  await phone.saveDraft(door.unitId, { knockId: '1', note: 'before', heard: ['heat'], level: null })
  phone.lock()
  await phone.saveDraft(door.unitId, { knockId: '2', note: 'after', heard: ['leak'], level: 2 })
  phone.close()
  const again = await start()
  await again.saveDraft(door.unitId, { knockId: '3', note: 'later', heard: [], level: null })
  expect(await unlock(again, pin)).toEqual({ ok: true })
  const merged = { knockId: '1', note: 'before\nafter\nlater', heard: ['heat', 'leak'], level: 2 }
  expect(await again.draft(door.unitId)).toEqual(merged)
  await again.saveDraft(door.unitId, { ...merged, note: 'all' })
  expect(await again.drafts()).toEqual([{ unitId: door.unitId, value: { ...merged, note: 'all' } }])
})

test('ten wrong PINs destroy what can be read; what is unsent is sent, then the session ends', async () => {
  const { phone, door, server, name } = await aPhoneWithPin()
  server.weather = () => Response.json({ error: 'fault' }, { status: 500 })
  await phone.save(notHome(door))
  phone.lock()
  for (let left = mostTries - 1; left > 0; left--)
    expect(await unlock(phone, '999998')).toEqual({ ok: false, why: 'wrong', left })
  expect(await unlock(phone, '999998')).toEqual({ ok: false, why: 'gone' })
  expect(await unlock(phone, pin)).toEqual({ ok: false, why: 'gone' })
  expect(phone.status()).toMatchObject({ locked: true, needsSignIn: true, waiting: 1 })
  const db = await openDB(name)
  expect(await db.getAll('locks')).toEqual([])
  expect((await db.getAll('records')).map(({ kind }) => kind).toSorted()).toEqual(['act', 'grid'])
  db.close()
  // The session is the only one a visitor has: it does not end over what is unsent.
  expect(await setPin(phone, '739182')).toEqual({ ok: false, why: 'unsent' })
  expect(server.session).toBe(true)

  server.weather = undefined
  expect(await setPin(phone, '739182')).toEqual({ ok: false, why: 'sign_in' })
  expect(server).toMatchObject({ session: false, applied: { size: 1 } })

  server.session = true
  expect(await setPin(phone, '739182')).toEqual({ ok: true })
  await phone.download()
  await phone.send()
  expect(phone.status()).toMatchObject({ locked: false, waiting: 0, saved: 1 })
})

test('a try is counted before it is made: a page killed in the middle has one less', async () => {
  const { phone, start } = await aPhoneWithPin()
  phone.lock()
  const derive = vi.spyOn(crypto.subtle, 'unwrapKey').mockImplementation(() => new Promise(() => {}))
  void unlock(phone, '999998')
  await vi.waitFor(() => expect(derive).toHaveBeenCalled(), 5000)
  derive.mockRestore()
  phone.close()
  expect(await unlock(await start(), '999998')).toEqual({ ok: false, why: 'wrong', left: mostTries - 2 })
})

test('without network the share of the last three days opens; after them the phone wants to hear from the server', async () => {
  let now = Date.parse('2026-11-21T18:00:00Z')
  let isOffline = false
  const around = { now: () => new Date(now), isOffline: () => isOffline }
  const { phone, door } = await aPhoneWithPin(around)
  isOffline = true
  phone.lock()
  now += 71 * hour
  expect(await unlock(phone, pin)).toEqual({ ok: true })
  phone.lock()
  now += 2 * hour
  expect(await unlock(phone, pin)).toEqual({ ok: false, why: 'stale' })
  // Not by setting the clock back either.
  now -= 200 * hour
  expect(await unlock(phone, pin)).toEqual({ ok: false, why: 'stale' })
  await phone.save(notHome(door))
  expect(phone.status().waiting).toBe(1)
  isOffline = false
  expect(await unlock(phone, pin)).toEqual({ ok: true })
})

test('a phone said to be lost opens no more: its share is gone, here and at the server', async () => {
  const { phone, server, door } = await aPhoneWithPin()
  server.weather = () => Response.json({ error: 'sign_in' }, { status: 401 })
  await phone.save(notHome(door))
  server.session = false
  await phone.send()
  expect(phone.status()).toMatchObject({ locked: true, needsSignIn: true, waiting: 1 })
  expect(await all(phone)).not.toMatch(/Token/)
  expect(await unlock(phone, pin)).toEqual({ ok: false, why: 'sign_in' })

  // Whoever signs in on it finds a phone to begin with, and hands in what was on it.
  server.session = true
  server.weather = undefined
  server.shares.clear()
  expect(await unlock(phone, pin)).toEqual({ ok: false, why: 'gone' })
  // Without a lock there are no doors: nothing is written at one under no PIN.
  expect(phone.lockState()).toBe('none')
  expect(await phone.turfs()).toEqual([])
  await expect(phone.save(talk(door, 240))).rejects.toMatchObject({ reason: 'no_turf' })
  await expect(phone.saveDraft(door.unitId, { note: tokens[241] })).rejects.toMatchObject({
    reason: 'no_turf',
  })
  expect(await setPin(phone, '739182')).toEqual({ ok: true })
  await phone.download()
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 1, locked: false })
})

test('a server that was set back and knows no share closes the phone anew, and nothing is lost', async () => {
  const { phone, door, server, start } = await aPhoneWithPin()
  await phone.saveDraft(door.unitId, { note: tokens[220] })
  server.shares.clear()
  phone.lock()
  expect(await unlock(phone, pin)).toEqual({ ok: true })
  expect(server.shares.size).toBe(1)
  phone.close()
  const again = await start()
  expect(await unlock(again, pin)).toEqual({ ok: true })
  expect(await all(again)).toContain(tokens[220])
})

test('another PIN: the old one opens no more, and all that was written is there', async () => {
  const { phone, door, start } = await aPhoneWithPin()
  await phone.saveDraft(door.unitId, { note: tokens[220] })
  expect(await setPin(phone, '739182', '999998')).toEqual({ ok: false, why: 'wrong', left: mostTries - 1 })
  expect(await setPin(phone, '123456', pin)).toEqual({ ok: false, why: 'weak' })
  expect(await setPin(phone, '739182', pin)).toEqual({ ok: true })
  phone.close()
  const again = await start()
  expect(await unlock(again, pin)).toEqual({ ok: false, why: 'wrong', left: mostTries - 1 })
  expect(await unlock(again, '739182')).toEqual({ ok: true })
  expect(await all(again)).toContain(tokens[220])
})

test('a page that is open hands the key to the next; locking one locks all', async () => {
  const heard = new Map<object, (what?: Told) => void>()
  const aTab = () => {
    const me = {}
    return {
      tell: (what: Told) => {
        for (const [tab, listener] of heard) if (tab !== me) listener(structuredClone(what))
      },
      heard: (listener: (what?: Told) => void) => {
        heard.set(me, listener)
        return () => void heard.delete(me)
      },
    }
  }
  const { phone, server, name } = await aPhoneWithPin(aTab())
  const other = await aPhone(server, { name, ...aTab() })
  open.push(other)
  await vi.waitFor(() => expect(other.status().locked).toBe(false))
  expect(await all(other)).toContain(tokens[0])
  other.lock()
  await vi.waitFor(() => expect(phone.status().locked).toBe(true))
  expect(await all(phone)).not.toMatch(/Token/)
})

test('the next person’s PIN opens nothing of the one before, whose words wait for theirs', async () => {
  const { phone, door, server, name } = await aPhoneWithPin()
  const first = server.lease
  await phone.saveDraft(door.unitId, { note: tokens[220] })
  phone.lock()
  server.lease = aLease()
  expect(await setPin(phone, '739182', pin)).toEqual({ ok: false, why: 'sign_in' })
  await phone.download()
  expect(phone.lockState()).toBe('none')
  expect(await setPin(phone, '739182')).toEqual({ ok: true })
  expect((await all(phone)) + (await everything(name)).opened).not.toMatch(/Token/)
  server.lease = first
  await phone.download()
  expect(phone.lockState()).toBe('locked')
  expect(await unlock(phone, '739182')).toMatchObject({ why: 'wrong' })
  expect(await unlock(phone, pin)).toEqual({ ok: true })
  expect(await all(phone)).toContain(tokens[220])
})

test('L3: emptying a phone takes two seconds at most and all that can be read, and no unsent act', async () => {
  const { phone, door, server, name, start } = await aPhoneWithPin()
  server.weather = () => {
    throw new TypeError('Failed to fetch')
  }
  const opIds = [await phone.save(talk(door, 210)), await phone.save(notHome(door))]
  await phone.saveDraft(door.unitId, { note: tokens[220] })
  const began = performance.now()
  await wipe(phone)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(phone.status()).toMatchObject({ wiped: true, locked: true, waiting: 2 })
  expect(await phone.turfs()).toEqual([])
  expect(await phone.outbox()).toEqual([])
  phone.close()

  const db = await openDB(name)
  for (const store of ['keys', 'locks', 'records']) expect(await db.getAll(store)).toEqual([])
  db.close()
  server.weather = undefined
  const again = await start()
  await again.send()
  expect([...server.applied.keys()].toSorted()).toEqual(opIds.toSorted())
  await vi.waitFor(() => expect(server.session).toBe(false))

  server.session = true
  expect(await setPin(again, '739182')).toEqual({ ok: true })
  await again.download()
  expect(again.status()).toMatchObject({ wiped: false, locked: false, waiting: 0 })
})

test('L10: a store the browser emptied is told, by what the server had of it', async () => {
  const { phone, server } = await aPhoneWithPin()
  server.emptied = 31
  await phone.download()
  await vi.waitFor(() => expect(phone.status().emptied).toBe(31))
})

test('a store that was set back gives out no number twice', async () => {
  const { phone, server, door } = await aPhoneWithPin()
  server.lastSeq = 40
  await phone.download()
  await vi.waitFor(async () => {
    await phone.save(notHome(door))
    const file = JSON.parse(await (await exportFile(phone)).text())
    await phone.send()
    expect([41, 42, 43]).toContain(file.ops.at(-1)?.seq)
  })
})
