import { openDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import { all, aPhoneWithPin, closePhones, everything, hour, pin, talk, tokens } from './a-locked-phone.ts'
import { notHome } from './a-phone.ts'
import { mostTries, setPin, unlock } from './pin.ts'

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
  expect(await db.getAll('locks')).toMatchObject([{ wrapped: new ArrayBuffer(0), shareUntil: 0 }])
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

test('after ten wrong PINs what is said at a door is write-only: nobody here reads it, the next PIN does', async () => {
  const { phone, door, server, name, start } = await aPhoneWithPin()
  phone.lock()
  for (let tries = 0; tries < mostTries; tries++) await unlock(phone, '999998')
  await phone.save(talk(door, 240))
  await phone.saveDraft(door.unitId, { note: tokens[250] })
  phone.close()
  const { text, opened } = await everything(name)
  expect(tokens.filter((word) => text.includes(word) || opened.includes(word))).toEqual([])

  const again = await start()
  expect(again.status()).toMatchObject({ locked: true, lock: 'none', waiting: 1 })
  expect(await again.drafts()).toEqual([{ unitId: door.unitId, value: undefined }])
  expect(await unlock(again, pin)).toEqual({ ok: false, why: 'gone' })
  // Nothing was unsent when it ended; what was said since waits for a sign-in.
  expect(server.session).toBe(false)

  server.session = true
  expect(await setPin(again, '739182')).toEqual({ ok: true })
  await again.download()
  await again.send()
  expect(again.status()).toMatchObject({ locked: false, lock: 'open', waiting: 0, saved: 1 })
  expect(await again.draft(door.unitId)).toEqual({ note: tokens[250] })
  again.close()
  const next = await start()
  expect(await unlock(next, '739182')).toEqual({ ok: true })
  expect(await next.draft(door.unitId)).toEqual({ note: tokens[250] })
})
