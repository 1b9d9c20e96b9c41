import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { openPhoto } from '../sync/open-photo.ts'
import { aPhoneOfVersion1 } from './a-first-version.ts'
import { aLease, aPhone, aServer } from './a-phone.ts'
import { aPhoneWithDoors, aShelf, aTalk, picture, send, stored } from './a-photo.ts'
import { NotSaved } from './phone-types.ts'
import { hashOf } from './photo-seal.ts'
import { dropUnnamed, findThumb, listWaiting } from './photo-shelf.ts'
import { savePhoto } from './photos.ts'

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
