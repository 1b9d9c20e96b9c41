import { expect, test } from 'vitest'
import { aPhone, aServer } from './a-phone.ts'
import { sendPhotos } from './photo-sender.ts'
import { savePhoto } from './photos.ts'
import { reopenPhotos } from './reopen-photos.ts'

const day = 86_400_000
const tenYears = 3650 * day
const picture = () => crypto.getRandomValues(new Uint8Array(6_000)).buffer

/** A phone whose clock is off by `phone`, and a server whose own clock says `server`; `isNamed`: an act with it arrived. */
async function aPhotoAndClocks() {
  const clock = { phone: 0, server: Date.now() }
  const phone = await aPhone(aServer(), { now: () => new Date(Date.now() + clock.phone) })
  await phone.download()
  const shelf = { isNamed: false, isThere: false, sent: 0 }
  const answer = (async (_url: unknown, init?: RequestInit) => {
    if (shelf.isNamed && init?.method === 'PUT') {
      shelf.isThere = true
      shelf.sent += 1
    }
    return Response.json(shelf.isNamed ? { done: shelf.isThere, parts: [] } : { error: 'not_found' }, {
      status: shelf.isNamed ? 200 : 404,
      headers: { Date: new Date(clock.server).toUTCString() },
    })
  }) as typeof fetch
  const send = () => sendPhotos(phone.inside, answer, phone.accountId())
  const stored = (hash: string) =>
    phone.inside.store.read(['photos'], (tx) => tx.objectStore('photos').get(hash))
  return { clock, phone, shelf, send, stored }
}

test.each([tenYears, -tenYears])(
  'a photo nobody asks for yet stays, however far the phone’s clock is off (%i)',
  async (off) => {
    const { clock, phone, shelf, send, stored } = await aPhotoAndClocks()
    clock.phone = -off
    const hash = await savePhoto(phone.inside, picture(), '')
    for (clock.phone of [off, 0, -off, off]) await send()
    expect(await stored(hash)).toBeDefined()
    shelf.isNamed = true
    await send()
    expect(await stored(hash)).toHaveProperty('doneAt')
  },
)

test('what is at the server stays a week by the server’s clock, for a talk that is told again', async () => {
  const { clock, phone, shelf, send, stored } = await aPhotoAndClocks()
  shelf.isNamed = true
  const hash = await savePhoto(phone.inside, picture(), '')
  await send()
  clock.phone = tenYears
  await send()
  await reopenPhotos(phone.inside, [{ sha256: hash }])
  await send()
  expect(await stored(hash)).toHaveProperty('doneAt')
  clock.server += 6 * day
  await send()
  expect(await stored(hash)).toHaveProperty('doneAt')
  clock.server += 2 * day
  await send()
  expect(await stored(hash)).toBeUndefined()
})

test('what the server has lost by then is sent again, not dropped', async () => {
  const { clock, phone, shelf, send, stored } = await aPhotoAndClocks()
  shelf.isNamed = true
  const hash = await savePhoto(phone.inside, picture(), '')
  await send()
  clock.phone = clock.server - Date.now() + 8 * day
  clock.server += 8 * day
  shelf.isThere = false
  await send()
  expect(shelf.sent).toBe(2)
  expect(await stored(hash)).toHaveProperty('doneAt')
})

test('nor is what the server does not know at that moment: it may not have its act back yet', async () => {
  const { clock, phone, shelf, send, stored } = await aPhotoAndClocks()
  shelf.isNamed = true
  const hash = await savePhoto(phone.inside, picture(), '')
  await send()
  clock.phone = clock.server - Date.now() + 8 * day
  clock.server += 8 * day
  shelf.isNamed = false
  await send()
  expect(await stored(hash)).toBeDefined()
})

test('a photo of a talk that was never told goes after sixty days of the server', async () => {
  const { clock, phone, send, stored } = await aPhotoAndClocks()
  const hash = await savePhoto(phone.inside, picture(), '')
  await send()
  clock.server += 59 * day
  await send()
  expect(await stored(hash)).toBeDefined()
  clock.server += 2 * day
  await send()
  expect(await stored(hash)).toBeUndefined()
})

test('a phone whose clock is years behind keeps what is at the server no longer than others', async () => {
  const { clock, phone, shelf, send, stored } = await aPhotoAndClocks()
  shelf.isNamed = true
  clock.phone = -tenYears
  const hash = await savePhoto(phone.inside, picture(), '')
  await send()
  expect(await stored(hash)).toHaveProperty('doneAt')
  clock.server += 8 * day
  await send()
  expect(await stored(hash)).toBeUndefined()
})

test('one that arrived and that the server knows no more goes when the acts have had a week to come back', async () => {
  const { clock, phone, shelf, send, stored } = await aPhotoAndClocks()
  const hash = await savePhoto(phone.inside, picture(), '')
  // Before its act arrived the server did not know it either: that week is another one.
  await send()
  shelf.isNamed = true
  await send()
  shelf.isNamed = false
  for (const days of [8, 6]) {
    clock.server += days * day
    clock.phone = clock.server - Date.now()
    await send()
    expect(await stored(hash)).toBeDefined()
  }
  clock.server += 2 * day
  await send()
  expect(await stored(hash)).toBeUndefined()
})
