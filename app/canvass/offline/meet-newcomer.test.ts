import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sendNotes, stateOf, tellShift } from '#app/canvass/joining/shift-notes.ts'
import { aPhoneWithPin, closePhones, pin, talk } from './a-locked-phone.ts'
import { aLease, notHome } from './a-phone.ts'
import { meetNewcomer } from './meet-newcomer.ts'
import { exportFile } from './outbox-file.ts'
import { DownloadFailed } from './phone-types.ts'
import { setPin, unlock } from './pin.ts'

vi.mock('./stretch-pin.ts', () => ({
  stretchPin: async (pin: string, salt: Uint8Array) =>
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', Uint8Array.from([...new TextEncoder().encode(pin), ...salt])),
    ),
}))

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
})

afterEach(() => {
  closePhones()
  vi.unstubAllGlobals()
})

/** Vouched for, two acts unsent and a talk begun; then the lead says that this phone is lost, and somebody joins on it anew. */
async function joinedAgain() {
  const made = await aPhoneWithPin()
  const { phone, server, door } = made
  const before = { ...server.lease, cameIn: true }
  server.lease = before
  await phone.download()
  server.session = false
  await phone.save(notHome(door))
  await phone.save(talk(door, 210))
  await phone.saveDraft(door.unitId, { note: 'Letter' })
  await phone.send()
  const over = { ended: true, guest: true, lock: 'locked', waiting: 2 }
  await expect.poll(phone.status, { timeout: 10_000 }).toMatchObject(over)
  server.session = true
  server.shares.clear()
  server.lease = { ...aLease(), cameIn: true, guest: true }
  server.requests.length = 0
  return { ...made, before }
}

test('whoever joins on the phone of another is asked for a new PIN, not for the one they never had', async () => {
  const { phone, server, before } = await joinedAgain()
  const [one, shiftId] = [phone.accountId(), crypto.randomUUID()]
  const heard: unknown[] = []
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  await tellShift(one, shiftId, 'back')
  expect(await meetNewcomer(phone)).toBeNull()
  expect(phone.accountId()).toBe(server.lease.accountId)
  expect(phone.status()).toMatchObject({
    lock: 'none',
    ended: false,
    needsSignIn: false,
    waiting: 0,
    held: 2,
  })
  // A pair that is out is not told to be back because the phone of one of them was found.
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => heard.push(JSON.parse(body)))
  await sendNotes(phone.accountId(), phone)
  expect(heard).toEqual([])
  const back = [one, phone.accountId()].map((account) => stateOf(account, shiftId, 'back'))
  expect(back).toEqual(['waiting', null])

  expect(await setPin(phone, '739182')).toEqual({ ok: true })
  await phone.download()
  expect((await phone.turfs()).map(({ turfId }) => turfId)).toEqual([server.lease.turfs[0]?.turfId])
  await phone.save(notHome({ turfId: server.lease.turfs[0]?.turfId ?? '', unitId: crypto.randomUUID() }))
  await phone.send()
  // Nothing was sent in the name of the one before, and nothing of theirs is gone: it goes by a file.
  expect(new Set(server.requests.map(({ accountId }) => accountId))).toEqual(
    new Set([server.lease.accountId]),
  )
  const { ops } = JSON.parse(await (await exportFile(phone)).text())
  expect(ops.map(({ account }: { account: string }) => account)).toEqual([before.accountId, before.accountId])
})

test('the one before finds a talk they began where they left it', async () => {
  const { phone, server, before, door } = await joinedAgain()
  await meetNewcomer(phone)
  server.lease = before
  await phone.download()
  expect(await phone.drafts()).toMatchObject([{ unitId: door.unitId }])
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, held: 0 })
  expect(server.applied.size).toBe(2)
})

test('the same account keeps its lock, and without an answer nothing changes', async () => {
  const { phone, server } = await aPhoneWithPin()
  phone.lock()
  await meetNewcomer(phone)
  expect(phone.lockState()).toBe('locked')
  server.session = false
  await meetNewcomer(phone)
  expect(phone.status()).toMatchObject({ lock: 'locked', ended: true })
  server.session = true
  expect(await unlock(phone, pin)).toEqual({ ok: true })
})

/** Locked, and the server says at last that another is signed in. */
async function answeredLate() {
  const { phone } = await aPhoneWithPin()
  phone.lock()
  let answer = () => {}
  const late = new Promise<void>((resolve) => {
    answer = resolve
  })
  const contact = async () => {
    await late
    return { ...(await phone.inside.contact('here')), accountId: crypto.randomUUID() }
  }
  const slow = { ...phone, inside: { ...phone.inside, contact } }
  return { phone, slow, answer, account: phone.accountId() }
}

test('an answer that came after it was unlocked takes no doors from whoever has the PIN', async () => {
  const { phone, slow, answer, account } = await answeredLate()
  const met = meetNewcomer(slow)
  expect(await unlock(phone, pin)).toEqual({ ok: true })
  answer()
  await met
  expect([phone.lockState(), phone.accountId()]).toEqual(['open', account])
  expect(await phone.turfs()).not.toEqual([])
})

test('an answer that comes while a PIN is typed takes no field away', async () => {
  const { phone, slow, answer, account } = await answeredLate()
  answer()
  await meetNewcomer(slow, () => true)
  expect([phone.lockState(), phone.accountId()]).toEqual(['locked', account])
  await meetNewcomer(slow)
  expect(phone.accountId()).not.toBe(account)
})

test('without network it is said that nobody knows who is here', async () => {
  const { phone } = await aPhoneWithPin()
  phone.lock()
  const contact = () => Promise.reject(new DownloadFailed('offline'))
  expect(await meetNewcomer({ ...phone, inside: { ...phone.inside, contact } })).toBe('offline')
  expect(phone.lockState()).toBe('locked')
})
