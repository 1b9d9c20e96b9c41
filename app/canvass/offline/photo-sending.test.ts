import { expect, test } from 'vitest'
import { aPhoneWithDoors, aShelf, aTalk, large, picture, send, stored } from './a-photo.ts'
import { hashOf } from './photo-seal.ts'
import { broken, nothing, refused, sendPhotos } from './photo-sender.ts'
import { dropPhoto } from './photo-shelf.ts'
import { savePhoto } from './photos.ts'
import { reopenPhotos } from './reopen-photos.ts'

test('a photo waits without a word until its act has arrived, then goes in parts', async () => {
  const phone = await aPhoneWithDoors()
  const hash = await savePhoto(phone.inside, large(), '')
  const shelf = aShelf(false)
  expect(await send(phone, shelf)).toBe(nothing)
  expect(shelf.asked).toBe(1)
  shelf.wanted = true
  expect(await send(phone, shelf)).toBe(nothing)
  expect(shelf.parts.size).toBe(3)
  const whole = Buffer.concat([0, 1, 2].map((n) => shelf.parts.get(`${hash} ${n}`) ?? new Uint8Array()))
  expect(await hashOf(new Uint8Array(whole).buffer)).toBe(hash)
  expect(await stored(phone, hash)).toHaveProperty('doneAt')
  const before = shelf.asked
  await send(phone, shelf)
  expect(shelf.asked).toBe(before)
})

test('whatever happens on the way, it is sent again from where it stopped', async () => {
  const phone = await aPhoneWithDoors()
  const hash = await savePhoto(phone.inside, large(), '')
  const shelf = aShelf()
  const page = () =>
    new Response('<h1>Sign in to the hotel</h1>', { headers: { 'Content-Type': 'text/html' } })
  shelf.weather = page
  expect(await send(phone, shelf)).toBe(broken)
  let answers = 0
  shelf.weather = (honest) => {
    answers += 1
    if (answers === 3) throw new TypeError('network')
    return honest
  }
  expect(await send(phone, shelf)).toBe(broken)
  expect(await stored(phone, hash)).not.toHaveProperty('doneAt')
  shelf.weather = undefined
  expect(await send(phone, shelf)).toBe(nothing)
  expect(await stored(phone, hash)).toHaveProperty('doneAt')
})

test('what is all at the server but not put together there is asked for by its last part', async () => {
  const phone = await aPhoneWithDoors()
  const hash = await savePhoto(phone.inside, large(), '')
  const shelf = aShelf()
  // The server stopped between taking the last part and opening the whole.
  shelf.weather = async (honest) =>
    Response.json({ ...((await honest.json()) as object), done: false }, { status: honest.status })
  expect(await send(phone, shelf)).toBe(broken)
  expect(shelf.parts.size).toBe(3)
  shelf.weather = undefined
  expect(await send(phone, shelf)).toBe(nothing)
  expect(await stored(phone, hash)).toHaveProperty('doneAt')
})

test.each([413, 429])('one photo that is refused (%i) holds back none of the others', async (status) => {
  const phone = await aPhoneWithDoors()
  const hashes = [await savePhoto(phone.inside, picture(), ''), await savePhoto(phone.inside, picture(), '')]
  const [first = '', second = ''] = hashes.sort()
  const shelf = aShelf()
  const ask = (async (url: string, init?: RequestInit) =>
    init?.method === 'PUT' && url.includes(first)
      ? Response.json({ done: false }, { status })
      : shelf.fetch(url, init)) as typeof fetch
  expect(await sendPhotos(phone.inside, ask, phone.accountId())).toBe(refused)
  expect(await stored(phone, second)).toHaveProperty('doneAt')
  expect(await stored(phone, first)).not.toHaveProperty('doneAt')
  expect(await send(phone, shelf)).toBe(nothing)
  expect(await stored(phone, first)).toHaveProperty('doneAt')
})

test('a talk told again has its pictures asked for again; another person’s are not sent', async () => {
  const phone = await aPhoneWithDoors()
  const hash = await savePhoto(phone.inside, picture(), '')
  const shelf = aShelf()
  expect(await sendPhotos(phone.inside, shelf.fetch, crypto.randomUUID())).toBe(nothing)
  expect(shelf.asked).toBe(0)
  await send(phone, shelf)
  const before = shelf.asked
  await reopenPhotos(phone.inside, [{ sha256: hash }, { sha256: 'gone' }])
  await send(phone, shelf)
  expect(shelf.asked).toBeGreaterThan(before)
  await dropPhoto(phone.inside, hash)
  expect(await stored(phone, hash)).toBeUndefined()
})

test('a picture is asked for again in the same breath as the talk that names it is saved', async () => {
  const phone = await aPhoneWithDoors()
  const hash = await savePhoto(phone.inside, picture(), '')
  const other = await savePhoto(phone.inside, picture(), '')
  await send(phone, aShelf())
  const whole = await stored(phone, hash)
  expect(whole).toHaveProperty('doneAt')
  await phone.save(await aTalk(phone, hash))
  const { doneAt: _, ...again } = whole ?? {}
  expect(await stored(phone, hash)).toEqual(again)
  expect(await stored(phone, other)).toHaveProperty('doneAt')
  expect(phone.status().photos).toBe(1)
})

test('of a picture whose talk is told anew while it is on its way nobody says yet that it is done', async () => {
  const phone = await aPhoneWithDoors()
  const hash = await savePhoto(phone.inside, picture(), '')
  const shelf = aShelf()
  const again = await aTalk(phone, hash)
  let isTold = false
  shelf.weather = async (honest) => {
    const { done } = await honest.clone().json()
    if (done && !isTold) await phone.save(again)
    isTold ||= done
    return honest
  }
  expect(await send(phone, shelf)).toBe(broken)
  expect(await stored(phone, hash)).not.toHaveProperty('doneAt')
  await phone.send()
  expect(await send(phone, shelf)).toBe(nothing)
  expect(await stored(phone, hash)).toHaveProperty('doneAt')
  phone.close()
})
