import { afterEach, expect, test, vi } from 'vitest'
import { aLease, aPhone, aServer, theDoor } from './a-phone.ts'
import type { Phone } from './phone-types.ts'
import { savePhoto } from './photos.ts'
import { createPhotosAlong } from './photos-along.ts'
import { setPin } from './pin.ts'
import { wipe } from './wipe.ts'

// A tenth of a second and more, which is not what is looked at here.
vi.mock('./stretch-pin.ts', () => ({
  stretchPin: async (pin: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pin))),
}))

const open: Phone[] = []
afterEach(() => {
  for (const phone of open.splice(0)) phone.close()
})

/** A phone without network, with a talk about a repair and its photo on it. */
async function aPhoneWithPhoto() {
  const server = aServer(aLease())
  const state = { offline: false }
  const phone = await aPhone(server, { isOffline: () => state.offline })
  open.push(phone)
  await phone.download()
  expect(await setPin(phone, '482916')).toEqual({ ok: true })
  state.offline = true
  const sha256 = await savePhoto(phone.inside, new Uint8Array(3000).buffer, 'data:image/jpeg;base64,AA')
  const photos = [{ id: crypto.randomUUID(), sha256 }]
  await phone.save({
    kind: 'knock',
    knockId: crypto.randomUUID(),
    ...(await theDoor(phone)),
    disposition: 'conversation',
    flyer: false,
    repairs: [{ id: crypto.randomUUID(), category: 'leak', severity: 'dangerous', since: 'longer', photos }],
  })
  return { server, phone, state }
}

/** As in a browser, after the acts. */
const along = (phone: Phone, fetch: typeof globalThis.fetch) =>
  createPhotosAlong(phone, { fetch, lock: (fn) => fn(), isOnline: () => true })
const answering = (answer: Response) => (async () => answer.clone()) as typeof fetch

test('a phone emptied while a photo waits keeps its session until the server has the photo', async () => {
  const { server, phone, state } = await aPhoneWithPhoto()
  await wipe(phone)
  expect(phone.status()).toMatchObject({ wiped: true, waiting: 1, photos: 1 })
  state.offline = false
  await phone.send()
  await vi.waitFor(() => expect(phone.status().waiting).toBe(0))
  await phone.inside.changed()
  expect(server.session).toBe(true)
  expect(phone.inside.leaving.mayLeave()).toBe(false)
  // What pin.ts does for whoever wants to begin anew: it does not end it either.
  expect(await setPin(phone, '739182')).toEqual({ ok: false, why: 'unsent' })

  along(phone, answering(Response.json({ done: true, parts: [] })))
  await vi.waitFor(() => expect(server.session).toBe(false))
  expect(phone.status().photos).toBe(0)
})

test('a photo the server would not take keeps no session open for ever, and stays for the file', async () => {
  const { server, phone, state } = await aPhoneWithPhoto()
  await wipe(phone)
  state.offline = false
  await phone.send()
  await vi.waitFor(() => expect(phone.status().waiting).toBe(0))
  const answer = async (_url: unknown, init?: RequestInit) =>
    Response.json({ done: false, parts: [] }, { status: init?.method === 'PUT' ? 429 : 200 })
  along(phone, answer as typeof fetch)
  await vi.waitFor(() => expect(server.session).toBe(false))
  expect(phone.status().photos).toBe(1)
})

test('a photo that no act ever named keeps no session open, and stays for the file', async () => {
  const { server, phone, state } = await aPhoneWithPhoto()
  await wipe(phone)
  state.offline = false
  await phone.send()
  await vi.waitFor(() => expect(phone.status().waiting).toBe(0))
  along(phone, answering(Response.json({ error: 'not_found' }, { status: 404 })))
  await vi.waitFor(() => expect(server.session).toBe(false))
  expect(phone.status().photos).toBe(1)
})
