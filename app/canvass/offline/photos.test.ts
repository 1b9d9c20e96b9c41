import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { openPhoto } from '../sync/open-photo.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { aPhoneOfVersion1 } from './a-first-version.ts'
import { aLease, aPhone, aServer, theDoor } from './a-phone.ts'
import { NotSaved, type Phone } from './phone-types.ts'
import { hashOf } from './photo-seal.ts'
import { broken, nothing, refused, sendPhotos } from './photo-sender.ts'
import { dropPhoto, dropUnnamed, findThumb, listWaiting } from './photo-shelf.ts'
import { savePhoto } from './photos.ts'
import { reopenPhotos } from './reopen-photos.ts'

const picture = () => crypto.getRandomValues(new Uint8Array(60_000)).buffer
const large = () => {
  const bytes = new Uint8Array(600_000)
  for (let at = 0; at < bytes.length; at += 60_000) bytes.set(new Uint8Array(picture()), at)
  return bytes.buffer
}

async function aPhoneWithDoors() {
  const server = aServer(aLease())
  const phone = await aPhone(server)
  await phone.download()
  return phone
}

const stored = (phone: Phone, hash: string) =>
  phone.inside.store.read(['photos'], (tx) => tx.objectStore('photos').get(hash))

const aTalk = async (phone: Phone, sha256: string): Promise<Knock> => ({
  kind: 'knock',
  knockId: crypto.randomUUID(),
  ...(await theDoor(phone)),
  disposition: 'conversation',
  flyer: false,
  repairs: [
    {
      id: crypto.randomUUID(),
      category: 'leak',
      severity: 'dangerous',
      since: 'longer',
      photos: [{ id: crypto.randomUUID(), sha256 }],
    },
  ],
})

/** Keeps parts like the server does, and does to each answer what `weather` says. */
type Shelf = {
  parts: Map<string, Uint8Array>
  wanted: boolean
  asked: number
  weather: ((honest: Response) => Response | Promise<Response>) | undefined
  fetch: typeof fetch
}

function aShelf(wanted = true): Shelf {
  const parts = new Map<string, Uint8Array>()
  const shelf: Shelf = {
    parts,
    wanted,
    asked: 0,
    weather: undefined,
    fetch: (async (url: unknown, init?: RequestInit) => {
      shelf.asked += 1
      const honest = await answer(String(url), init)
      return shelf.weather ? shelf.weather(honest) : honest
    }) as typeof fetch,
  }
  async function answer(url: string, init?: RequestInit) {
    if (!shelf.wanted) return Response.json({ error: 'not_found' }, { status: 404 })
    const [, hash = '', n, of] = /^\/photos\/([0-9a-f]+)(?:\.json|\/(\d+)\?of=(\d+))$/.exec(url) ?? []
    const have = () =>
      [...parts.keys()].filter((key) => key.startsWith(hash)).map((key) => Number(key.split(' ')[1]))
    if (n === undefined) return Response.json({ done: false, parts: have() })
    parts.set(`${hash} ${n}`, new Uint8Array(await new Response(init?.body).arrayBuffer()))
    return Response.json({ done: have().length === Number(of) })
  }
  return shelf
}

const send = (phone: Phone, shelf: Shelf) => sendPhotos(phone.inside, shelf.fetch, phone.accountId())

test('L11: a photo has its name only once it was read back whole from the disk', async () => {
  const phone = await aPhoneWithDoors()
  const hash = await savePhoto(phone.inside, picture(), 'data:image/jpeg;base64,AA')
  const photo = await stored(phone, hash)
  expect(photo && (await hashOf(photo.sealed))).toBe(hash)
  expect(photo?.sealed).toBeInstanceOf(ArrayBuffer)
  expect(await findThumb(phone.inside, hash)).toBe('data:image/jpeg;base64,AA')

  const { store } = phone.inside
  const torn = {
    ...phone.inside,
    store: {
      ...store,
      read: (async () => ({ sealed: new ArrayBuffer(3) })) as unknown as typeof store.read,
    },
  }
  await expect(savePhoto(torn, picture(), '')).rejects.toMatchObject({ reason: 'closed' })
  const kept = await store.read(['photos'], (tx) => tx.objectStore('photos').count())
  expect(kept).toBe(1)
})

test('what lies on the phone shows no picture: the server alone opens it', async () => {
  const phone = await aPhoneWithDoors()
  const jpeg = picture()
  const photo = await stored(phone, await savePhoto(phone.inside, jpeg, ''))
  const lies = Buffer.from(photo?.sealed ?? new ArrayBuffer(0))
  expect(lies.includes(Buffer.from(jpeg).subarray(0, 32))).toBe(false)
  expect(openPhoto('AAAA', lies)).toBeUndefined()
})

test('a full phone says so, and nothing is half there', async () => {
  const phone = await aPhoneWithDoors()
  const full = {
    ...phone.inside,
    store: {
      ...phone.inside.store,
      write: async () => {
        throw new DOMException('no room', 'QuotaExceededError')
      },
    },
  }
  const refused = savePhoto(full, picture(), '')
  await expect(refused).rejects.toBeInstanceOf(NotSaved)
  await expect(refused).rejects.toMatchObject({ reason: 'full' })
})

test('a store that never answers is said not to have the photo, and taken back when it has it after all', async () => {
  const phone = await aPhoneWithDoors()
  const answers: (() => void)[] = []
  const { store } = phone.inside
  const write: typeof store.write = async (names, fn) => {
    await new Promise<void>((resolve) => answers.push(resolve))
    return store.write(names, fn)
  }
  const saving = savePhoto({ ...phone.inside, store: { ...store, write } }, picture(), '')
  await vi.waitFor(() => expect(phone.status().notSaved).toBe('slow'), { timeout: 2_000 })
  answers[0]?.()
  expect(await stored(phone, await saving)).toBeDefined()
  expect(phone.status().notSaved).toBeNull()
})

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

test('a photo is said to wait until the server has all of it, and waits for its own account alone', async () => {
  const phone = await aPhoneWithDoors()
  const told: number[] = []
  phone.subscribe(({ photos }) => told.push(photos))
  const [first, second] = [
    await savePhoto(phone.inside, picture(), ''),
    await savePhoto(phone.inside, picture(), ''),
  ]
  expect(phone.status().photos).toBe(2)
  expect(told.at(-1)).toBe(2)
  expect((await listWaiting(phone.inside, phone.accountId())).map(({ hash }) => hash).sort()).toEqual(
    [first, second].sort(),
  )
  await send(phone, aShelf())
  await phone.inside.changed()
  expect(phone.status().photos).toBe(0)

  await phone.inside.store.write(['photos'], async (tx) => {
    const photo = await tx.objectStore('photos').get(first)
    const { doneAt: _, ...rest } = photo ?? { hash: '', sealed: new ArrayBuffer(0), savedAt: 0 }
    await tx.objectStore('photos').put({ ...rest, account: crypto.randomUUID() })
  })
  await phone.inside.changed()
  expect(phone.status().photos).toBe(0)
})

test('what a talk names no more leaves the phone, but not what an act still names', async () => {
  const phone = await aPhoneWithDoors()
  const [named, gone] = [
    await savePhoto(phone.inside, picture(), ''),
    await savePhoto(phone.inside, picture(), ''),
  ]
  await phone.save(await aTalk(phone, named))
  await dropUnnamed(phone, [{ sha256: named }, { sha256: gone }])
  expect(await stored(phone, named)).toBeDefined()
  expect(await stored(phone, gone)).toBeUndefined()
  expect(phone.status().photos).toBe(1)
})

test('photos from before they were counted are counted after the update', async () => {
  const server = aServer(aLease())
  const [name, account] = [crypto.randomUUID(), server.lease.accountId]
  await aPhoneOfVersion1(name, server.lease, ['Zuzana'])
  const before = await openDB(name, 2, {
    upgrade(db) {
      db.createObjectStore('locks', { keyPath: 'account' })
      db.createObjectStore('photos', { keyPath: 'hash' })
    },
  })
  const sealed = new ArrayBuffer(8)
  await before.put('photos', { hash: 'waits', account, sealed, savedAt: 1 })
  await before.put('photos', { hash: 'sent', account, sealed, savedAt: 1, doneAt: 2 })
  before.close()
  const phone = await aPhone(server, { name })
  expect(phone.status().photos).toBe(1)
})
