import { openDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import {
  aLeaseWithNames,
  all,
  aPhoneWithPin,
  closePhones,
  everything,
  keep,
  pin,
  talk,
  tokens,
} from './a-locked-phone.ts'
import { aLease, aPhone, aServer, notHome, theDoor } from './a-phone.ts'
import type { Told } from './create-phone.ts'
import { exportFile } from './outbox-file.ts'
import { findThumb } from './photo-shelf.ts'
import { savePhoto } from './photos.ts'
import { setPin, unlock } from './pin.ts'
import { wipe } from './wipe.ts'

// A tenth of a second each, and there are dozens: stretch-pin.test.ts holds the real one.
vi.mock('./stretch-pin.ts', () => ({
  stretchPin: async (pin: string, salt: Uint8Array) =>
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', Uint8Array.from([...new TextEncoder().encode(pin), ...salt])),
    ),
}))

afterEach(() => {
  closePhones()
  vi.restoreAllMocks()
})

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
  keep(phone)
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

/** Each hears what the others tell, as the pages of one browser do. */
function severalTabs() {
  const heard = new Map<object, (what?: Told) => void>()
  return () => {
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
}

test('a page that is open hands the key to the next; locking one locks all', async () => {
  const aTab = severalTabs()
  const { phone, server, name } = await aPhoneWithPin(aTab())
  const other = await aPhone(server, { name, ...aTab() })
  keep(other)
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

test('L3: emptying a phone waits for no network, takes all that can be read, and no unsent act', async () => {
  const { phone, door, server, name, start } = await aPhoneWithPin()
  let cut = (_: Error) => {}
  server.weather = () =>
    new Promise((_, reject) => {
      cut = reject
    })
  const opIds = [await phone.save(talk(door, 210)), await phone.save(notHome(door))]
  await phone.saveDraft(door.unitId, { note: tokens[220] })
  const before = await openDB(name)
  const act = (await before.getAll('records')).find(({ kind }) => kind === 'act')
  const opensIt = async () => {
    const [{ key }] = await before.getAll('keys')
    const additionalData = new TextEncoder().encode(`act|${act.account}|${act.id}`)
    return crypto.subtle.decrypt({ name: 'AES-GCM', iv: act.iv, additionalData }, key, act.ct)
  }
  expect(await opensIt()).toBeInstanceOf(ArrayBuffer)
  await wipe(phone)
  await expect(opensIt()).rejects.toThrow()
  before.close()
  expect(phone.status()).toMatchObject({ wiped: true, locked: true, waiting: 2 })
  expect(await phone.turfs()).toEqual([])
  expect(await phone.outbox()).toEqual([])
  phone.close()
  cut(new TypeError('Failed to fetch'))

  const db = await openDB(name)
  for (const store of ['locks', 'records']) expect(await db.getAll(store)).toEqual([])
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

test('what another tab writes after the phone was emptied is read again by the next one', async () => {
  const aTab = severalTabs()
  const { phone, server, name, door, start } = await aPhoneWithPin(aTab())
  const other = await aPhone(server, { name, ...aTab() })
  keep(other)
  await wipe(phone)
  await vi.waitFor(() => expect([server.session, other.status().wiped]).toEqual([false, true]))
  server.session = true
  await other.download()
  const opId = await other.save(notHome(door))
  phone.close()
  other.close()
  const next = await start()
  expect((await next.outbox()).map((act) => act.opId)).toContain(opId)
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
