import { afterEach, expect, test } from 'vitest'
import { aPhone, aServer, notHome, theDoor } from './a-phone.ts'
import type { Phone } from './phone-types.ts'
import { sendPhotos } from './photo-sender.ts'
import { savePhoto } from './photos.ts'

const open: Phone[] = []

afterEach(() => {
  for (const phone of open.splice(0)) phone.close()
})

const day = 86_400_000

async function aPhoneThatSent(count: number, server = aServer()) {
  let time = Date.parse('2026-11-21T20:00:00Z')
  const phone = await aPhone(server, { now: () => new Date(time) })
  open.push(phone)
  await phone.download()
  const door = await theDoor(phone)
  const opIds: string[] = []
  for (let i = 0; i < count; i++) opIds.push(await phone.save(notHome(door)))
  await phone.send()
  const later = (days: number) => {
    time += days * day
  }
  return { phone, server, door, opIds, later }
}

const timesOf = ({ applied }: ReturnType<typeof aServer>, opIds: string[]) =>
  opIds.map((opId) => applied.get(opId))

test('a server of another epoch is offered again, once, all that was confirmed', async () => {
  const { phone, server, door, opIds } = await aPhoneThatSent(120)
  server.epoch = 'two'
  const last = await phone.save(notHome(door))
  await phone.send()
  await phone.send()
  expect(timesOf(server, opIds)).toEqual(opIds.map(() => 2))
  expect(server.applied.get(last)).toBe(1)
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 121, lost: 0 })
})

test('a fresh turf tells of another epoch even where nothing is left to send', async () => {
  const { phone, server, opIds } = await aPhoneThatSent(3)
  server.epoch = server.lease.epoch = 'two'
  await phone.download()
  await phone.send()
  expect(timesOf(server, opIds)).toEqual([2, 2, 2])
})

test('a server that misses what it confirmed has forgotten more than it can name', async () => {
  const { phone, server, door, opIds } = await aPhoneThatSent(5)
  server.missing = [5]
  await phone.save(notHome(door))
  await phone.send()
  server.missing = []
  await phone.send()
  expect(timesOf(server, opIds)).toEqual([2, 2, 2, 2, 2])
})

test('what was confirmed is offered again for a week; its words are gone after a day', async () => {
  const { phone, server, opIds, later } = await aPhoneThatSent(2)
  later(6)
  await phone.download()
  expect(await phone.outbox()).toEqual([])
  expect(phone.status().saved).toBe(0)
  server.epoch = server.lease.epoch = 'two'
  await phone.download()
  await phone.send()
  expect(timesOf(server, opIds)).toEqual([2, 2])
  later(8)
  server.epoch = server.lease.epoch = 'three'
  await phone.download()
  await phone.send()
  expect(timesOf(server, opIds)).toEqual([2, 2])
})

test('what was sent once is never taken out as if it had not been', async () => {
  const { phone, server, opIds } = await aPhoneThatSent(1)
  server.epoch = server.lease.epoch = 'two'
  server.weather = () => {
    throw new TypeError('Failed to fetch')
  }
  await phone.download()
  expect(await phone.undo(opIds[0] as string)).toBe('retracted')
})

test('what the server lost waits and is counted as such, also days after it was confirmed', async () => {
  const { phone, server, later } = await aPhoneThatSent(2)
  later(2)
  await phone.download()
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 0 })
  server.epoch = server.lease.epoch = 'two'
  server.weather = () => {
    throw new TypeError('Failed to fetch')
  }
  await phone.download()
  expect(phone.status()).toMatchObject({ waiting: 2, saved: 0 })
  server.weather = undefined
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 2 })
})

test.each(['an answer', 'a fresh turf'])(
  '%s of another epoch has the pictures asked for again',
  async (by) => {
    const { phone, server, door } = await aPhoneThatSent(1)
    const hash = await savePhoto(phone.inside, new ArrayBuffer(3_000), '')
    const has = (async () => Response.json({ done: true, parts: [] })) as typeof fetch
    await sendPhotos(phone.inside, has, phone.accountId())
    await phone.inside.changed()
    expect(phone.status().photos).toBe(0)
    // Another person's are asked for when that account hears of it.
    await phone.inside.store.write(['photos'], async (tx) => {
      const photo = await tx.objectStore('photos').get(hash)
      if (photo) await tx.objectStore('photos').put({ ...photo, hash: 'other', account: 'somebody' })
    })
    server.epoch = server.lease.epoch = 'two'
    if (by === 'a fresh turf') await phone.download()
    else await phone.save(notHome(door))
    await phone.send()
    expect(phone.status()).toMatchObject({ waiting: 0, photos: 1 })
    const kept = await phone.inside.store.read(['photos'], (tx) => tx.objectStore('photos').getAll())
    expect(kept.map((photo) => [photo.hash === hash, 'doneAt' in photo]).sort()).toEqual([
      [false, true],
      [true, false],
    ])
  },
)
